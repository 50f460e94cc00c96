// SPDX-License-Identifier: Apache-2.0
// The matcher against a slow one that is obviously right: it tries every
// stretch of words and walks the phrase recursively.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>

#include "compile/compile_phrases.h"
#include "match/scanner.h"

namespace watchword::match {
namespace {

using compile::Element;
using compile::Phrase;
using compile::Sequence;
using Words = std::vector<std::pair<std::string, text::TokenKind>>;
using Continue = std::function<bool(std::size_t)>;

bool MatchesFrom(const Sequence& sequence, std::size_t element, const Words& words, std::size_t at,
                 const Continue& then);

bool MatchesElement(const Element& element, const Words& words, std::size_t at, const Continue& then) {
  const auto word_is = [&](const auto& fits) {
    return at < words.size() && words[at].second != text::TokenKind::kBorder && fits(words[at].first) &&
           then(at + 1);
  };
  switch (element.kind) {
    case Element::Kind::kWord:
      return word_is([&](const std::string& word) { return word == element.word; });
    case Element::Kind::kPrefix:
      return word_is([&](const std::string& word) { return word.starts_with(element.word); });
    case Element::Kind::kChoice:
      for (const Sequence& choice : element.choices()) {
        if (MatchesFrom(choice, 0, words, at, then)) return true;
      }
      return false;
    case Element::Kind::kGap: {
      int cost = 0;
      for (;;) {
        if (then(at)) return true;
        if (at >= words.size() || words[at].second == text::TokenKind::kBorder) return false;
        cost += words[at].second == text::TokenKind::kUnspaced ? 1 : kWordCost;
        if (cost > kGapBudget) return false;
        ++at;
      }
    }
    case Element::Kind::kBuiltin:
      // Only {number} is used here, and no words are numbers.
      return word_is(
          [](const std::string& word) { return word.find_first_not_of("0123456789") == word.npos; });
  }
  return false;
}

bool MatchesFrom(const Sequence& sequence, std::size_t element, const Words& words, std::size_t at,
                 const Continue& then) {
  if (element == sequence.size()) return then(at);
  return MatchesElement(sequence[element], words, at, [&](std::size_t next) {
    return MatchesFrom(sequence, element + 1, words, next, then);
  });
}

using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

// First end, then latest begin, then on behind it.
Ranges SlowMatches(const Phrase& phrase, const Words& words) {
  Ranges found;
  std::size_t from = 0;
  for (std::size_t end = 1; end <= words.size(); ++end) {
    for (std::size_t begin = end; begin-- > from;) {
      const bool fits =
          MatchesFrom(phrase.elements, 0, words, begin, [end](std::size_t at) { return at == end; });
      if (!fits) continue;
      found.emplace_back(begin, end);
      from = end;
      break;
    }
  }
  return found;
}

// A small alphabet, so that phrases and texts meet often.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::size_t Below(std::size_t limit) { return random_() % limit; }

  std::string Word() {
    static const std::vector<std::string> kWords = {
        "pay",   "paying", "payment", "pa",    "tax", "now", "кот",         "котик", "दान",
        "ضريبة", "세금",   "φόρος",   "długo", "提",  "现",  "加",          "税",    "ถ",
        "ា",     "b2",     "100",     "$",     "😀",   "a",   "verylongword"};
    return kWords[Below(kWords.size())];
  }

  std::string Text() {
    std::string text;
    const std::size_t count = 1 + Below(30);
    for (std::size_t i = 0; i < count; ++i) text += Word() + (Below(15) == 0 ? "\n\n" : " ");
    return text;
  }

  std::string PhrasePart(int depth) {
    switch (Below(depth > 0 ? 6 : 3)) {
      case 0:
        return Below(4) == 0 ? "{number} " : "... ";
      case 1:
      case 2:
        return Word() + " ";
      case 3:
        return Below(3) == 0 ? "payme* " : Below(2) == 0 ? "pa* " : "кот* ";
      case 4:
        return "[" + Parts(depth - 1) + "|" + Parts(depth - 1) + "] ";
      default:
        return "(" + Parts(depth - 1) + "|" + Parts(depth - 1) + ") ";
    }
  }

  std::string Parts(int depth) {
    std::string parts;
    const std::size_t count = 1 + Below(3);
    for (std::size_t i = 0; i < count; ++i) parts += PhrasePart(depth);
    return parts;
  }

  std::string PhraseSource() { return Word() + " " + Parts(2) + Word(); }

 private:
  std::mt19937 random_;
};

Words WordsOf(const text::Reading& reading) {
  Words words;
  for (std::size_t i = 0; i < reading.tokens().size(); ++i)
    words.emplace_back(reading.At(i), reading.tokens()[i].kind);
  return words;
}

using Found = std::vector<std::pair<text::OriginalRange, PhraseId>>;

Found SlowHits(const std::vector<Phrase>& phrases, const text::NormalText& text) {
  Found found;
  const Words words = WordsOf(text.plain());
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    for (const auto& [begin, end] : SlowMatches(phrases[i], words))
      found.emplace_back(text.plain().OriginalOf({begin, end}), static_cast<PhraseId>(i));
  }
  std::sort(found.begin(), found.end());
  return found;
}

Found FastHits(Scanner& scanner, const text::NormalText& text) {
  Found found;
  const auto result = scanner.Scan(text);
  EXPECT_TRUE(result && !result->truncated);
  if (!result) return found;
  for (const Hit& hit : result->hits) found.emplace_back(hit.range, hit.phrase);
  return found;
}

// Phrases that share words, beginnings and pieces, compiled together.
struct PhraseGroup {
  std::vector<std::string> sources;
  std::vector<Phrase> phrases;

  void Add(const std::string& source) {
    const auto phrase = compile::ParsePhrase(source, {});
    // Symbols of no language are no words: a phrase of nothing else is refused.
    if (!phrase) return;
    sources.push_back(source);
    phrases.push_back(*phrase);
  }
};

std::string Join(const std::vector<std::string>& sources) {
  std::string all;
  for (const std::string& source : sources) all += "\n  " + source;
  return all;
}

// Enough for every build; WATCHWORD_ROUNDS asks for a long run.
int Rounds() {
  const char* rounds = std::getenv("WATCHWORD_ROUNDS");
  return rounds != nullptr ? std::atoi(rounds) : 1500;
}

// Each round compares five phrases on five texts.
TEST(Reference, AgreesOnRandomPhrasesAndTexts) {
  Maker maker(20261122);
  std::size_t hits = 0;
  for (int round = 0; round < Rounds(); ++round) {
    PhraseGroup group;
    for (int i = 0; i < 5; ++i) group.Add(maker.PhraseSource());
    const auto set = compile::CompilePhrases(group.phrases, {});
    ASSERT_TRUE(set) << set.error().message << Join(group.sources);
    auto scanner = Scanner::Make(*set);
    ASSERT_TRUE(scanner);
    for (int texts = 0; texts < 5; ++texts) {
      const std::string typed = maker.Text();
      const text::NormalText text = text::Normalize(typed);
      const Found fast = FastHits(*scanner, text);
      ASSERT_EQ(fast, SlowHits(group.phrases, text))
          << "text [" << typed << "] phrases" << Join(group.sources);
      hits += fast.size();
    }
  }
  EXPECT_GT(hits, static_cast<std::size_t>(Rounds()) / 4);
}

}  // namespace
}  // namespace watchword::match
