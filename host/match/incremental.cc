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
constexpr std::size_t kSilentSets = 32768;  // of two pieces; a power of two
constexpr std::size_t kTellingPieces = 2048;

// Short paragraphs are scanned together, but where a piece ends depends on the text alone, so that pieces
// behind something new stay what they were.
constexpr std::size_t kLeastPiece = 384;
constexpr std::size_t kMostPiece = 1536;
// New pieces side by side are scanned as one text of about this length.
constexpr std::size_t kAtOnce = 8192;

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

// What begins in [begin, end), with places counted from `begin`. `from` are in order.
template <typename T>
std::vector<T> Slice(const std::vector<T>& from, std::size_t begin, std::size_t end) {
  const auto before = [](const T& one, std::size_t place) { return one.range.begin < place; };
  const auto first = std::lower_bound(from.begin(), from.end(), begin, before);
  std::vector<T> slice(first, std::lower_bound(first, from.end(), end, before));
  for (T& one : slice) {
    one.range.begin -= begin;
    one.range.end -= begin;
  }
  return slice;
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
    : scanner_(std::move(scanner)), secret_(secret), silent_(kSilentSets) {}

IncrementalScanner::Key IncrementalScanner::KeyOf(std::string_view piece) const {
  const auto hash = XXH3_128bits_withSecret(piece.data(), piece.size(), secret_.data(), secret_.size());
  return {hash.low64, hash.high64};
}

bool IncrementalScanner::IsKnownSilent(const Key& key) const {
  const auto& set = silent_[key.low % kSilentSets];
  return set[0] == key || set[1] == key;
}

Result<Findings> IncrementalScanner::Scan(std::string_view utf8, ScanLimits limits) {
  Course course{.utf8 = utf8, .left = limits};
  for (Piece piece; piece.begin < utf8.size(); piece.begin = piece.end) {
    piece.end = PieceEnd(utf8, piece.begin);
    piece.key = KeyOf(utf8.substr(piece.begin, piece.end - piece.begin));
    if (const Status read = Read(piece, course); !read) return read.error();
  }
  if (const Status scanned = ScanUnread(course); !scanned) return scanned.error();
  if (course.all.hits.size() > limits.max_hits) {
    course.all.hits.resize(limits.max_hits);
    course.all.truncated = true;
  }
  return std::move(course.all);
}

Status IncrementalScanner::Read(const Piece& piece, Course& course) {
  if (IsKnownSilent(piece.key)) return {};
  const bool is_telling = telling_.contains(piece.key);
  const bool goes_on = !course.unread.empty() && course.unread.back().end == piece.begin &&
                       piece.end - course.unread.front().begin <= kAtOnce;
  if (is_telling || !goes_on) {
    if (const Status scanned = ScanUnread(course); !scanned) return scanned;
  }
  // What came before may have taken its place.
  if (const auto known = telling_.find(piece.key); known != telling_.end()) {
    Append(known->second, course.UnitsUpTo(piece.begin), course.all);
  } else {
    course.unread.push_back(piece);
  }
  return {};
}

std::size_t IncrementalScanner::Course::UnitsUpTo(std::size_t byte) {
  units += base::Utf16Length(utf8.substr(counted, byte - counted));
  counted = byte;
  return units;
}

Status IncrementalScanner::ScanUnread(Course& course) {
  if (course.unread.empty()) return {};
  const std::size_t begin = course.unread.front().begin;
  const text::NormalText normal =
      text::Normalize(course.utf8.substr(begin, course.unread.back().end - begin));
  auto scan = scanner_.Scan(normal, course.left);
  if (!scan) return scan.error();
  scanned_pieces_ += course.unread.size();
  course.left.max_work -= std::min(course.left.max_work, scan->work);
  course.all.work += scan->work;
  const Findings found{std::move(scan->hits), normal.addresses(), scan->truncated};
  if (!SaysNothing(found)) Append(found, course.UnitsUpTo(begin), course.all);
  // What a limit cut short depends on the limit.
  if (!found.truncated) KeepEach(found, course);
  course.unread.clear();
  return {};
}

// No hit and no address leaves its piece: pieces end at blank lines.
void IncrementalScanner::KeepEach(const Findings& found, Course& course) {
  const bool silent = SaysNothing(found);
  const std::size_t first = silent ? 0 : course.UnitsUpTo(course.unread.front().begin);
  for (const Piece& piece : course.unread) {
    if (silent) {
      Keep(piece.key, {});
      continue;
    }
    const std::size_t begin = course.UnitsUpTo(piece.begin) - first;
    const std::size_t end = course.UnitsUpTo(piece.end) - first;
    Keep(piece.key, {Slice(found.hits, begin, end), Slice(found.addresses, begin, end), false});
  }
}

void IncrementalScanner::Keep(const Key& key, Findings findings) {
  if (SaysNothing(findings)) {
    auto& set = silent_[key.low % kSilentSets];
    set = {key, set[0]};
    return;
  }
  // The same piece may stand twice among those scanned together.
  const auto [known, is_new] = telling_.insert_or_assign(key, std::move(findings));
  if (!is_new) return;
  order_.push_back(key);
  if (order_.size() <= kTellingPieces) return;
  telling_.erase(order_.front());
  order_.pop_front();
}

}  // namespace watchword::match
