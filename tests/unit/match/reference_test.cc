// SPDX-License-Identifier: Apache-2.0
// The matcher against a slow one that is obviously right: it tries every
// stretch of words and walks the phrase recursively.
#include <gtest/gtest.h>

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
      for (const Sequence& choice : element.choices) {
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
    default:
      return false;
  }
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
    static const std::vector<std::string> kWords = {"pay", "paying", "tax", "now", "кот",
                                                    "提",  "现",     "ถ",   "b2",  "加"};
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
        return "... ";
      case 1:
      case 2:
        return Word() + " ";
      case 3:
        return "pa* ";
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

std::vector<text::OriginalRange> SlowHits(const Phrase& phrase, const text::NormalText& text) {
  std::vector<text::OriginalRange> hits;
  for (const auto& [begin, end] : SlowMatches(phrase, WordsOf(text.plain()))) {
    hits.push_back(text.plain().OriginalOf({begin, end}));
  }
  return hits;
}

// Enough for every build; WATCHWORD_ROUNDS asks for a long run.
int Rounds() {
  const char* rounds = std::getenv("WATCHWORD_ROUNDS");
  return rounds != nullptr ? std::atoi(rounds) : 3000;
}

TEST(Reference, AgreesOnRandomPhrasesAndTexts) {
  Maker maker(20261122);
  std::size_t hits = 0;
  for (int round = 0; round < Rounds(); ++round) {
    const std::string source = maker.PhraseSource();
    const auto phrase = compile::ParsePhrase(source, {});
    ASSERT_TRUE(phrase) << source << ": " << phrase.error().message;
    const auto set = compile::CompilePhrases({*phrase}, {});
    ASSERT_TRUE(set);
    auto scanner = Scanner::Make(*set);
    ASSERT_TRUE(scanner);
    for (int texts = 0; texts < 5; ++texts) {
      const std::string typed = maker.Text();
      const text::NormalText text = text::Normalize(typed);
      const auto result = scanner->Scan(text);
      ASSERT_TRUE(result);
      std::vector<text::OriginalRange> fast;
      for (const Hit& hit : result->hits) fast.push_back(hit.range);
      ASSERT_EQ(fast, SlowHits(*phrase, text)) << "phrase [" << source << "] text [" << typed << "]";
      hits += fast.size();
    }
  }
  EXPECT_GT(hits, static_cast<std::size_t>(Rounds()) / 4);
}

}  // namespace
}  // namespace watchword::match
