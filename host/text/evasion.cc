// SPDX-License-Identifier: Apache-2.0
#include "text/evasion.h"

#include <algorithm>
#include <string_view>

#include "text/chars.h"

namespace watchword::text {
namespace {

constexpr std::size_t kLeastSpacedLetters = 4;
constexpr std::u32string_view kSeparators = U" .-_*·•|/~";

bool IsSeparator(char32_t c) {
  return kSeparators.find(c) != std::u32string_view::npos;
}

bool IsLetter(const Units& units, std::size_t at) {
  return at < units.size() && KindOf(units[at].c) == CharKind::kSpaced;
}

// Length in characters of the separator at `at`: 1, or 2 when it is followed by another.
std::size_t SeparatorLength(const Units& units, std::size_t at) {
  std::size_t length = 0;
  while (length < 3 && at + length < units.size() && IsSeparator(units[at + length].c)) ++length;
  return length;
}

bool SameSeparator(const Units& units, std::size_t one, std::size_t other, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i) {
    if (units[one + i].c != units[other + i].c) return false;
  }
  return true;
}

// "l sep l sep l …": letters that stand alone, the separator always the same.
struct SpacedRun {
  std::size_t first = 0;
  std::size_t step = 1;  // from one letter to the next
  std::size_t letters = 0;
  std::size_t digits = 0;

  std::size_t last() const { return first + (letters - 1) * step; }
  bool IsLong() const { return letters >= kLeastSpacedLetters; }
  // "1 2 3 4" is a list of numbers, not a word.
  bool IsWord() const { return IsLong() && 2 * digits < letters; }
};

// The end of "don't" is no letter that stands alone.
bool IsApostrophe(char32_t c) {
  return c == U'\'' || c == U'`' || c == 0x2019;
}

bool StandsAlone(const Units& units, std::size_t at) {
  return at == 0 || (!IsLetter(units, at - 1) && !IsApostrophe(units[at - 1].c));
}

// The longest that begins at `at`; without letters when none does.
SpacedRun ReadRun(const Units& units, std::size_t at) {
  SpacedRun run{.first = at};
  if (!IsLetter(units, at) || !StandsAlone(units, at)) return run;
  const std::size_t separator = SeparatorLength(units, at + 1);
  run.step = 1 + separator;
  const auto add = [&](std::size_t letter) {
    ++run.letters;
    run.digits += IsDigit(units[letter].c) ? 1u : 0u;
  };
  add(at);
  if (separator == 0 || separator > 2) return run;
  for (;;) {
    const std::size_t last = run.last();
    const std::size_t next = last + run.step;
    const bool goes_on = SeparatorLength(units, last + 1) == separator &&
                         SameSeparator(units, at + 1, last + 1, separator) && IsLetter(units, next) &&
                         !IsLetter(units, next + 1);
    if (!goes_on) return run;
    add(next);
  }
}

// What begins a letter later is the same run without its first letter; to read
// it again would cost the square of its length.
void DropFirst(const Units& units, SpacedRun& run) {
  run.digits -= IsDigit(units[run.first].c) ? 1u : 0u;
  --run.letters;
  run.first += run.step;
}

// Where the run ends as a word, or where the next may begin: with its last letter.
std::size_t AfterRun(const SpacedRun& run, std::size_t at) {
  if (run.IsWord()) return run.last() + 1;
  return run.letters > 1 ? run.last() : at + 1;
}

// "a l i t t l e" is two words, "a m a z i n g" one.
enum class LoneLetter { kBelongs, kStandsAlone };

bool IsWordOfOneLetter(char32_t c) {
  return c == 'a' || c == 'i';
}

// A space on each side keeps the joined word apart from its neighbours.
bool JoinSpacedLetters(const Units& units, LoneLetter lone, Units& out) {
  bool changed = false;
  for (std::size_t at = 0; at < units.size();) {
    SpacedRun run = ReadRun(units, at);
    while (run.IsLong() && !run.IsWord()) DropFirst(units, run);
    if (lone == LoneLetter::kStandsAlone && run.letters > kLeastSpacedLetters &&
        IsWordOfOneLetter(units[run.first].c))
      DropFirst(units, run);
    const std::size_t end = AfterRun(run, at);
    changed |= run.IsWord();
    for (; at < end; ++at) {
      const bool joined = run.IsWord() && at >= run.first;
      if (!joined || IsLetter(units, at)) out.push_back(units[at]);
    }
  }
  return changed;
}

char32_t LeetLetter(char32_t c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return 'i';
    case '3':
      return 'e';
    case '4':
      return 'a';
    case '5':
      return 's';
    case '7':
      return 't';
    case '8':
      return 'b';
    case '@':
      return 'a';
    case '$':
      return 's';
    case '!':
      return 'i';
    case '|':
      return 'l';
    case 0xA5:
      return 'y';
    case 0x20AC:
      return 'e';
    default:
      return 0;
  }
}

bool IsAsciiLetter(char32_t c) {
  return c >= 'a' && c <= 'z';
}

// A token is what stands between white space, letters of other scripts and prices.
bool IsTokenPart(const Units& units, std::size_t at) {
  if (at >= units.size()) return false;
  const char32_t c = units[at].c;
  const bool price = KindOf(c) == CharKind::kSymbol && at + 1 < units.size() && IsDigit(units[at + 1].c);
  return !price && (IsAsciiLetter(c) || IsDigit(c) || LeetLetter(c) != 0);
}

struct TokenShape {
  std::size_t letters = 0;
  std::size_t leet = 0;
  std::size_t digits_at_ends = 0;
  std::size_t leet_at_ends = 0;
  bool honest_digit = false;  // 2, 6 and 9 stand for no letter
};

void CountEnd(char32_t c, TokenShape& shape) {
  ++shape.digits_at_ends;
  shape.leet_at_ends += LeetLetter(c) != 0;
}

TokenShape ShapeOf(const Units& units, std::size_t from, std::size_t to) {
  TokenShape shape;
  for (std::size_t i = from; i < to; ++i) {
    shape.letters += IsAsciiLetter(units[i].c);
    shape.leet += LeetLetter(units[i].c) != 0;
    shape.honest_digit |= IsDigit(units[i].c) && LeetLetter(units[i].c) == 0;
  }
  for (std::size_t i = from; i < to && IsDigit(units[i].c); ++i) CountEnd(units[i].c, shape);
  for (std::size_t i = to; i > from && IsDigit(units[i - 1].c); --i) CountEnd(units[i - 1].c, shape);
  return shape;
}

// "500usdt", "trc20" and "b2" are what they are; "1nvest" and "withdrawa1" are not.
bool IsNumberWithWord(const TokenShape& shape) {
  const bool only_at_the_ends = shape.digits_at_ends > 0 && shape.leet == shape.leet_at_ends;
  return only_at_the_ends && (shape.digits_at_ends > 1 || shape.letters < 4);
}

bool LooksLeet(const Units& units, std::size_t from, std::size_t to) {
  const TokenShape shape = ShapeOf(units, from, to);
  return shape.leet > 0 && shape.letters >= 2 && shape.leet <= 2 * shape.letters && !shape.honest_digit &&
         !IsNumberWithWord(shape);
}

// Marks at the ends are punctuation, a price or a handle: "hello!", "$5", "@name".
void TrimToken(const Units& units, std::size_t& from, std::size_t& to) {
  const auto mark = [&units](std::size_t i) { return !IsAsciiLetter(units[i].c) && !IsDigit(units[i].c); };
  while (to > from && mark(to - 1)) --to;
  const auto dollar_word = [&] {
    return units[from].c == '$' && from + 1 < to && IsAsciiLetter(units[from + 1].c);
  };
  while (from < to && mark(from) && !dollar_word()) ++from;
}

enum class OneIs { kI, kL };

bool FoldLeet(Units& units, OneIs one) {
  bool changed = false;
  for (std::size_t at = 0; at < units.size(); ++at) {
    if (!IsTokenPart(units, at)) continue;
    std::size_t from = at;
    std::size_t to = at;
    while (IsTokenPart(units, to)) ++to;
    at = to - 1;
    TrimToken(units, from, to);
    if (from >= to || !LooksLeet(units, from, to)) continue;
    for (std::size_t i = from; i < to; ++i) {
      const char32_t letter = LeetLetter(units[i].c);
      if (letter == 0) continue;
      units[i].c = units[i].c == '1' && one == OneIs::kL ? U'l' : letter;
      changed = true;
    }
  }
  return changed;
}

bool SameText(const Units& one, const Units& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const Unit& a, const Unit& b) { return a.c == b.c; });
}

struct Reading {
  Units units;
  bool changed = false;
};

Reading Read(const Units& units, LoneLetter lone, OneIs one) {
  Reading reading;
  reading.units.reserve(units.size());
  reading.changed = JoinSpacedLetters(units, lone, reading.units);
  reading.changed |= FoldLeet(reading.units, one);
  return reading;
}

}  // namespace

std::vector<Units> UndoEvasions(const Units& units) {
  Reading usual = Read(units, LoneLetter::kBelongs, OneIs::kI);
  if (!usual.changed) return {};
  Reading other = Read(units, LoneLetter::kStandsAlone, OneIs::kL);
  std::vector<Units> readings;
  const bool differ = !SameText(usual.units, other.units);
  readings.push_back(std::move(usual.units));
  if (differ) readings.push_back(std::move(other.units));
  return readings;
}

}  // namespace watchword::text
