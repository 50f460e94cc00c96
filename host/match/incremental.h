// SPDX-License-Identifier: Apache-2.0
// Scans texts that come again with a little more at the end: a page that grows, a conversation read once
// more.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "match/scanner.h"
#include "text/normal_text.h"

namespace watchword::match {

// All that is of use in a text. Places are UTF-16 units of it.
struct Findings {
  std::vector<Hit> hits;                 // sorted
  std::vector<text::Address> addresses;  // in order
  bool truncated = false;                // a limit was reached: there may be more
  std::size_t work = 0;                  // as in ScanResult; nothing for what was known
};

// A text is scanned in pieces of a few hundred bytes, cut at blank lines, which no phrase crosses. What a
// piece says is kept under a hash of it with a secret of this process, so that no one can make two texts that
// share it. Only hashes and places are kept, never text, and no more than a few thousand. Remembering changes
// no answer.
class IncrementalScanner {
 public:
  // Errors: those of Scanner::Make; kIo when the system gives no random bytes.
  static Result<IncrementalScanner> Make(std::shared_ptr<const PhraseSet> set);

  // The limits are those of all pieces together. Error: kIo: the text is unknown, not clean.
  Result<Findings> Scan(std::string_view utf8, ScanLimits limits = {});

  // Pieces that had to be scanned, since the beginning.
  std::size_t scanned_pieces() const { return scanned_pieces_; }

 private:
  struct Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct HashOfKey {
    std::size_t operator()(const Key& key) const { return static_cast<std::size_t>(key.low); }
  };
  static constexpr std::size_t kSecretBytes = 192;
  using Secret = std::array<unsigned char, kSecretBytes>;

  // A part of the text, in bytes.
  struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    Key key;
  };
  // One text on its way.
  struct Course {
    std::string_view utf8;
    ScanLimits left;
    Findings all;
    std::vector<Piece> unread;  // new ones side by side, which are scanned together
    std::size_t counted = 0;    // bytes, and how many UTF-16 units they are
    std::size_t units = 0;

    std::size_t UnitsUpTo(std::size_t byte);
  };

  IncrementalScanner(Scanner scanner, const Secret& secret);
  Key KeyOf(std::string_view piece) const;
  bool IsKnownSilent(const Key& key) const;
  Status Read(const Piece& piece, Course& course);
  Status ScanUnread(Course& course);
  void KeepEach(const Findings& found, Course& course);
  void Keep(const Key& key, Findings findings);

  Scanner scanner_;
  Secret secret_;
  // Pieces that say nothing, by the low bits of their key, two by two; a newer one takes the place of the
  // older.
  std::vector<std::array<Key, 2>> silent_;
  std::unordered_map<Key, Findings, HashOfKey> telling_;
  std::deque<Key> order_;  // of the telling ones, oldest first
  std::size_t scanned_pieces_ = 0;
};

}  // namespace watchword::match
