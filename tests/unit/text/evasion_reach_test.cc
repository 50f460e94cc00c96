// SPDX-License-Identifier: Apache-2.0
// Further readings hold stretches of the whole text with its evasions undone,
// and enough of it around everything that differs from the plain reading.
#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "unit/text/long_way.h"

namespace watchword::text {
namespace {

using Key = std::tuple<std::string, std::uint32_t, std::uint32_t>;
using Keys = std::vector<Key>;

Key KeyOf(const Reading& reading, std::size_t i) {
  const Token& token = reading.tokens()[i];
  return {std::string(reading.At(i)), token.original_begin, token.original_end};
}

bool IsBorder(const Reading& reading, std::size_t i) {
  return reading.tokens()[i].kind == TokenKind::kBorder;
}

std::set<Key> AllOf(const Reading& reading) {
  std::set<Key> keys;
  for (std::size_t i = 0; i < reading.tokens().size(); ++i) keys.insert(KeyOf(reading, i));
  return keys;
}

std::string_view BytesOf(const Reading& reading, TokenRange range) {
  const std::size_t begin = reading.tokens()[range.begin].begin;
  return std::string_view(reading.bytes()).substr(begin, reading.tokens()[range.end - 1].end - begin);
}

// The tokens between borders.
std::vector<TokenRange> StretchesOf(const Reading& reading) {
  std::vector<TokenRange> stretches;
  for (std::size_t i = 0; i < reading.tokens().size(); ++i) {
    if (i == 0 || IsBorder(reading, i)) stretches.push_back({i == 0 ? 0 : i + 1, i});
    if (!IsBorder(reading, i)) stretches.back().end = i + 1;
  }
  return stretches;
}

// Where the stretch stands in the reading of the whole text.
TokenRange Find(const Reading& part, TokenRange stretch, const Reading& whole) {
  for (std::size_t i = 0; i < whole.tokens().size(); ++i) {
    if (KeyOf(whole, i) != KeyOf(part, stretch.begin) || IsBorder(whole, i)) continue;
    const TokenRange range{i, i + stretch.end - stretch.begin};
    if (range.end > whole.tokens().size() || BytesOf(whole, range) != BytesOf(part, stretch)) return {};
    for (std::size_t k = 0; k < stretch.end - stretch.begin; ++k) {
      if (KeyOf(whole, i + k) != KeyOf(part, stretch.begin + k)) return {};
    }
    return range;
  }
  return {};
}

class Coverage {
 public:
  Coverage(const Reading& part, const Reading& whole) : whole_(whole), covered_(whole.tokens().size()) {
    for (const TokenRange stretch : StretchesOf(part)) {
      const TokenRange found = Find(part, stretch, whole);
      all_found_ &= found.begin < found.end;
      for (std::size_t i = found.begin; i < found.end; ++i) covered_[i] = true;
    }
  }

  bool AllFound() const { return all_found_; }

  // Whether everything that differs from `known` has its context.
  bool Reaches(const std::set<Key>& known) const {
    for (std::size_t i = 0; i < covered_.size(); ++i) {
      if (IsBorder(whole_, i) || known.contains(KeyOf(whole_, i))) continue;
      if (!ReachesFrom(i)) return false;
    }
    return true;
  }

 private:
  bool ReachesFrom(std::size_t token) const {
    for (std::size_t i = token, left = kEvasionReach + 1; left > 0 && !IsBorder(whole_, i); --left, --i) {
      if (!covered_[i]) return false;
      if (i == 0) break;
    }
    for (std::size_t i = token, left = kEvasionReach + 1; left > 0 && i < covered_.size(); --left, ++i) {
      if (IsBorder(whole_, i)) break;
      if (!covered_[i]) return false;
    }
    return true;
  }

  const Reading& whole_;
  std::vector<bool> covered_;
  bool all_found_ = true;
};

void ExpectStretches(const std::string& text) {
  const NormalText found = Normalize(text);
  const std::vector<Reading> whole = LongWay(text).FurtherReadings();
  ASSERT_EQ(found.readings().size(), whole.size() + 1) << text;
  std::set<Key> known = AllOf(found.plain());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const Coverage coverage(found.readings()[i + 1], whole[i]);
    ASSERT_TRUE(coverage.AllFound()) << "[" << text << "]\n"
                                     << whole[i].bytes() << '\n'
                                     << found.readings()[i + 1].bytes();
    ASSERT_TRUE(coverage.Reaches(known)) << "[" << text << "]\n"
                                         << whole[i].bytes() << '\n'
                                         << found.readings()[i + 1].bytes();
    known.merge(AllOf(whole[i]));
  }
}

TEST(FurtherReadings, AreStretchesOfTheWholeText) {
  OddTexts texts(7);
  for (int round = 0; round < 10000; ++round) ASSERT_NO_FATAL_FAILURE(ExpectStretches(texts.Next()));
}

// Long texts in which little is evasive, so that stretches lie apart, touch or merge.
std::string LongText(OddTexts& texts) {
  static const std::vector<std::string> kEvasive = {"inv3st",    "c1ick", "W h a t s",
                                                    "p-a-y-1-n", "$cam",  "a@b.com"};
  std::string text;
  for (std::size_t i = 0, count = 200 + texts.Below(1500); i < count; ++i) {
    const std::size_t what = texts.Below(900);
    text += what < 3     ? kEvasive[texts.Below(kEvasive.size())]
            : what == 3  ? "\n\n"
            : what < 300 ? "微"
                         : "word";
    if (what < 3 || what >= 200) text += ' ';
  }
  return text;
}

TEST(FurtherReadings, ReachFarEnoughInLongTexts) {
  OddTexts texts(8);
  for (int round = 0; round < 100; ++round) ASSERT_NO_FATAL_FAILURE(ExpectStretches(LongText(texts)));
}

TEST(FurtherReadings, HoldNoMoreThanTheReach) {
  std::string text = "inv3st ";
  for (int i = 0; i < 10000; ++i) text += "word ";
  EXPECT_EQ(Normalize(text).readings()[1].tokens().size(), 1 + kEvasionReach);
}

TEST(FurtherReadings, PutABorderBetweenStretches) {
  EXPECT_EQ(Normalize("one inv3st\n\nplain\n\npr0fit two").readings()[1].bytes(),
            " one invest \n profit two ");
}

// Read again from every letter, a run that is no word would take minutes.
TEST(FurtherReadings, LongRunsThatAreNoWordsCostNoSquare) {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "a-1-";
  EXPECT_EQ(Normalize(text).readings().size(), 1u);
  EXPECT_EQ(Normalize("1-1-1-1-1-a-b-c-d").readings()[1].bytes(), " 1 1 111abcd ");
}

TEST(BlankLine, JoinsPiecesThatWereReadAlone) {
  OddTexts texts(9);
  for (int round = 0; round < 5000; ++round) {
    const std::string one = "a " + texts.Next() + " b";
    const std::string other = "c " + texts.Next() + " d";
    const std::string first = Normalize(one).plain().bytes();
    const std::string second = Normalize(other).plain().bytes();
    ASSERT_EQ(Normalize(one + "\n\n" + other).plain().bytes(), first + "\n" + second) << one << "|" << other;
  }
}

}  // namespace
}  // namespace watchword::text
