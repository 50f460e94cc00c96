// SPDX-License-Identifier: Apache-2.0
#include "match/incremental.h"

#include <sys/random.h>
#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace watchword::match {
namespace {

constexpr std::string_view kBlankLine = "\n\n";
constexpr std::size_t kSilentPieces = 65536;  // a power of two
constexpr std::size_t kTellingPieces = 2048;

// Short paragraphs are scanned together, but where a piece ends depends on the text alone, so that pieces
// behind something new stay what they were.
constexpr std::size_t kLeastPiece = 384;
constexpr std::size_t kMostPiece = 1536;

bool EndsPiece(std::string_view piece) {
  if (piece.size() < kLeastPiece) return false;
  const auto digest = XXH3_64bits(piece.data() + piece.size() - 16, 16);
  return piece.size() >= kMostPiece || digest % 4 == 0;
}

std::size_t PieceEnd(std::string_view utf8, std::size_t begin) {
  for (std::size_t at = begin;;) {
    const std::size_t blank = utf8.find(kBlankLine, at);
    if (blank == std::string_view::npos) return utf8.size();
    at = blank + kBlankLine.size();
    if (EndsPiece(utf8.substr(begin, at - begin))) return at;
  }
}

void Append(const Findings& of_piece, std::size_t offset, Findings& all) {
  for (Hit hit : of_piece.hits) {
    hit.range.begin += offset;
    hit.range.end += offset;
    all.hits.push_back(hit);
  }
  for (text::Address address : of_piece.addresses) {
    address.range.begin += offset;
    address.range.end += offset;
    all.addresses.push_back(address);
  }
  all.truncated |= of_piece.truncated;
}

bool SaysNothing(const Findings& findings) {
  return findings.hits.empty() && findings.addresses.empty() && !findings.truncated;
}

}  // namespace

Result<IncrementalScanner> IncrementalScanner::Make(std::shared_ptr<const PhraseSet> set) {
  auto scanner = Scanner::Make(std::move(set));
  if (!scanner) return scanner.error();
  Secret secret{};
  if (::getrandom(secret.data(), secret.size(), 0) != static_cast<ssize_t>(secret.size()))
    return Error{ErrorCode::kIo, "the system gives no random bytes"};
  return IncrementalScanner(*std::move(scanner), secret);
}

IncrementalScanner::IncrementalScanner(Scanner scanner, const Secret& secret)
    : scanner_(std::move(scanner)), secret_(secret), silent_(kSilentPieces) {}

IncrementalScanner::Key IncrementalScanner::KeyOf(std::string_view piece) const {
  const auto hash = XXH3_128bits_withSecret(piece.data(), piece.size(), secret_.data(), secret_.size());
  return {hash.low64, hash.high64};
}

bool IncrementalScanner::IsKnownSilent(const Key& key) const {
  return silent_[key.low % kSilentPieces] == key;
}

Result<Findings> IncrementalScanner::Scan(std::string_view utf8, ScanLimits limits) {
  Findings all;
  std::size_t offset = 0;   // in UTF-16 units, of byte
  std::size_t counted = 0;  // bytes that offset counts
  for (std::size_t begin = 0; begin < utf8.size();) {
    const std::size_t end = PieceEnd(utf8, begin);
    const auto found = FindingsOf(utf8.substr(begin, end - begin), limits);
    if (!found) return found.error();
    if (*found != nullptr) {
      offset += base::Utf16Length(utf8.substr(counted, begin - counted));
      counted = begin;
      Append(**found, offset, all);
    }
    begin = end;
  }
  if (all.hits.size() > limits.max_hits) {
    all.hits.resize(limits.max_hits);
    all.truncated = true;
  }
  return all;
}

// None when the piece says nothing. Valid until the next call. What it took is taken from `left`.
Result<const Findings*> IncrementalScanner::FindingsOf(std::string_view piece, ScanLimits& left) {
  const Key key = KeyOf(piece);
  if (IsKnownSilent(key)) return nullptr;
  if (const auto known = telling_.find(key); known != telling_.end()) return &known->second;
  ++scanned_pieces_;
  const text::NormalText normal = text::Normalize(piece);
  auto scan = scanner_.Scan(normal, left);
  if (!scan) return scan.error();
  left.max_work -= std::min(left.max_work, scan->work);
  return Keep(key, {std::move(scan->hits), normal.addresses(), scan->truncated});
}

const Findings* IncrementalScanner::Keep(const Key& key, Findings findings) {
  if (SaysNothing(findings)) {
    silent_[key.low % kSilentPieces] = key;
    return nullptr;
  }
  latest_ = std::move(findings);
  // What a limit cut short depends on the limit.
  if (latest_.truncated) return &latest_;
  if (order_.size() == kTellingPieces) {
    telling_.erase(order_.front());
    order_.pop_front();
  }
  order_.push_back(key);
  return &(telling_[key] = std::move(latest_));
}

}  // namespace watchword::match
