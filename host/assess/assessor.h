// SPDX-License-Identifier: Apache-2.0
// Judges a page, a conversation, an address. A pure function of the pack and
// what is handed in; what is kept between calls (match/incremental.h) changes no answer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/memory.h"
#include "assess/message.h"
#include "assess/verdict.h"

namespace watchword::assess {

struct Page {
  std::string text;
  std::optional<std::string> url;
};

struct Conversation {
  std::vector<Message> messages;  // oldest first
  Memory memory;                  // of earlier calls
  std::vector<Memory> others;     // of other conversations with the same person
  std::optional<std::string> url;
  std::optional<std::int64_t> today;  // days since 1970-01-01
};

struct ConversationVerdict {
  Verdict verdict;
  Memory memory;  // of this conversation alone, to hand in next time; the same messages again change nothing
};

class Assessor {
 public:
  // Error: kIo when there is no memory.
  static Result<Assessor> Make(std::shared_ptr<const Ruleset> ruleset);

  // Error of all: kIo when the engine fails; then nothing is known.
  Result<Verdict> Judge(const Page& page);
  Result<ConversationVerdict> Judge(const Conversation& conversation);
  Verdict JudgeAddress(const std::string& address) const;

  const Ruleset& ruleset() const { return *ruleset_; }

 private:
  // Of all messages together.
  struct Budget {
    match::ScanLimits left;
    bool truncated = false;
  };

  // What the message shows, by itself and together with the one before it.
  Result<std::vector<Evidence>> Listen(const std::vector<Message>& messages, std::size_t at, const Seen& seen,
                                       Budget& budget);

  Assessor(std::shared_ptr<const Ruleset> ruleset, match::IncrementalScanner scanner)
      : ruleset_(std::move(ruleset)), scanner_(std::move(scanner)) {}

  std::shared_ptr<const Ruleset> ruleset_;
  match::IncrementalScanner scanner_;
};

}  // namespace watchword::assess
