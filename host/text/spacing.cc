// SPDX-License-Identifier: Apache-2.0
#include "text/spacing.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "text/chars.h"

namespace watchword::text {
namespace {

enum class Gap { kNone, kSpace, kBorder };

// Writes words with the right thing between them.
class Writer {
 public:
  explicit Writer(std::size_t size) {
    bytes_.reserve(size + 2);
    tokens_.reserve(size / 5 + 1);
  }

  void Break(Gap gap) {
    if (gap > pending_) pending_ = gap;
  }

  void Put(const Unit& unit, CharKind kind) {
    if (Separate(kind)) BeginToken(unit, kind);
    base::AppendUtf8(unit.c, bytes_);
    Token& token = tokens_.back();
    token.end = Size();
    token.original_end = std::max(token.original_end, unit.end);
    last_ = kind;
    pending_ = Gap::kNone;
  }

  // A mark belongs to the character just written.
  void PutMark(const Unit& unit) {
    if (pending_ == Gap::kNone && !bytes_.empty()) Put(unit, last_);
  }

  Reading Finish() && {
    bytes_.push_back(' ');
    return Reading(std::move(bytes_), std::move(tokens_));
  }

 private:
  std::uint32_t Size() const { return static_cast<std::uint32_t>(bytes_.size()); }

  // Writes what stands between; whether the next character begins a token.
  bool Separate(CharKind next) {
    const bool both_unspaced = next == CharKind::kUnspaced && last_ == CharKind::kUnspaced;
    if (pending_ == Gap::kBorder && !bytes_.empty()) {
      bytes_ += " \n ";
      tokens_.push_back({.begin = Size() - 2, .end = Size() - 1, .kind = TokenKind::kBorder});
      return true;
    }
    const bool same_word =
        next == CharKind::kSpaced && last_ == CharKind::kSpaced && pending_ == Gap::kNone && !bytes_.empty();
    if (same_word) return false;
    if (bytes_.empty() || !both_unspaced) bytes_.push_back(' ');
    return true;
  }

  void BeginToken(const Unit& unit, CharKind kind) {
    tokens_.push_back({.begin = Size(),
                       .end = Size(),
                       .original_begin = unit.begin,
                       .original_end = unit.end,
                       .kind = kind == CharKind::kUnspaced ? TokenKind::kUnspaced : TokenKind::kSpaced});
  }

  std::string bytes_;
  std::vector<Token> tokens_;
  CharKind last_ = CharKind::kSpace;
  Gap pending_ = Gap::kNone;
};

bool IsWordAt(const Units& units, std::size_t at) {
  return at < units.size() && KindOf(units[at].c) == CharKind::kSpaced;
}

bool IsDigitAt(const Units& units, std::size_t at) {
  return at < units.size() && IsDigit(units[at].c);
}

// "don't" is one word, and so is "1,000.50".
bool IsInsideWord(const Units& units, std::size_t at) {
  const char32_t c = units[at].c;
  if (at == 0) return false;
  if (IsApostrophe(c)) return IsWordAt(units, at - 1) && IsWordAt(units, at + 1);
  return (c == '.' || c == ',') && IsDigitAt(units, at - 1) && IsDigitAt(units, at + 1);
}

// One step over what is no word: counts line ends, so that two make a border.
class LineCounter {
 public:
  Gap Count(char32_t c, CharKind kind) {
    lines_ = kind == CharKind::kSpace ? lines_ + LineEnds(c) : 0;
    return lines_ >= 2 ? Gap::kBorder : Gap::kSpace;
  }
  void Reset() { lines_ = 0; }

 private:
  int lines_ = 0;
};

void PutUnit(const Units& units, std::size_t at, Writer& writer, LineCounter& lines) {
  const char32_t c = units[at].c;
  CharKind kind = KindOf(c);
  if (IsInsideWord(units, at)) {
    if (!IsApostrophe(c)) writer.Put(units[at], CharKind::kSpaced);
    return;
  }
  if (c == '@' && IsWordAt(units, at + 1)) kind = CharKind::kSymbol;
  if (kind == CharKind::kSpace || kind == CharKind::kOther) {
    writer.Break(lines.Count(c, kind));
    return;
  }
  lines.Reset();
  kind == CharKind::kMark ? writer.PutMark(units[at]) : writer.Put(units[at], kind);
}

}  // namespace

Reading Space(const Units& units) {
  Writer writer(units.size());
  LineCounter lines;
  for (std::size_t at = 0; at < units.size(); ++at) PutUnit(units, at, writer, lines);
  return std::move(writer).Finish();
}

}  // namespace watchword::text
