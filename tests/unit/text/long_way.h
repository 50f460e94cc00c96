// SPDX-License-Identifier: Apache-2.0
// The whole text step by step, without tables, cuts and stretches: what
// Normalize must say, and texts to compare the two on.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "text/addresses.h"
#include "text/decode.h"
#include "text/evasion.h"
#include "text/fold.h"
#include "text/look_alikes.h"
#include "text/normal_text.h"
#include "text/spacing.h"

namespace watchword::text {

struct LongWay {
  explicit LongWay(std::string_view utf8)
      : units(FoldScripts(FoldLookAlikes(FoldDiacritics(FoldCompatibility(Decode(utf8)))))),
        plain(Space(units)),
        addresses(FindAddresses(units)) {}

  std::vector<Reading> FurtherReadings() const {
    std::vector<Reading> readings;
    for (const Units& reading : UndoEvasions(units)) readings.push_back(Space(reading));
    return readings;
  }

  Units units;
  Reading plain;
  std::vector<Address> addresses;
};

inline bool SameReading(const Reading& one, const Reading& other) {
  return one.bytes() == other.bytes() && one.tokens() == other.tokens();
}

inline bool SameAddresses(const std::vector<Address>& one, const std::vector<Address>& other) {
  return std::equal(
      one.begin(), one.end(), other.begin(), other.end(),
      [](const Address& a, const Address& b) { return a.kind == b.kind && a.range == b.range; });
}

// Whether the quick way says what the long way says, but for further readings.
inline bool SaysTheSame(std::string_view utf8) {
  const LongWay expected(utf8);
  const NormalText found = Normalize(utf8);
  return SameReading(found.plain(), expected.plain) && SameAddresses(found.addresses(), expected.addresses);
}

inline std::string Utf8(char32_t c) {
  std::string utf8;
  base::AppendUtf8(c, utf8);
  return utf8;
}

// Every script, every evasion, what attaches, what is invisible, what is ill-formed.
inline const std::vector<std::string>& OddPieces() {
  static const std::vector<std::string> kPieces = {"pay",
                                                   "Tax",
                                                   "a",
                                                   "I",
                                                   "b",
                                                   "7",
                                                   "1",
                                                   "50",
                                                   "don’t",
                                                   "l’été",
                                                   "it's",
                                                   "'",
                                                   "’",
                                                   "`",
                                                   ".",
                                                   ",",
                                                   "@",
                                                   "$",
                                                   "!",
                                                   "|",
                                                   "¥",
                                                   "€",
                                                   "£",
                                                   "%",
                                                   "+",
                                                   ":",
                                                   "/",
                                                   "-",
                                                   "_",
                                                   "*",
                                                   "·",
                                                   "•",
                                                   "~",
                                                   "?",
                                                   "(",
                                                   ")",
                                                   "…",
                                                   "—",
                                                   "“",
                                                   "pаymеnt",
                                                   "а",
                                                   "е",
                                                   "Привет",
                                                   "мир",
                                                   "USDT-кошелёк",
                                                   "й",
                                                   "и\u0306",
                                                   "Ｗｈａｔｓ",
                                                   "．",
                                                   "，",
                                                   "：／／",
                                                   "＠",
                                                   "１",
                                                   "𝚝𝚒𝚗",
                                                   "W\u0336h\u0337y",
                                                   "ho\u200Bla",
                                                   "\u200B",
                                                   "\u200D",
                                                   "\uFE0F",
                                                   "\uFEFF",
                                                   "\u00AD",
                                                   "\u2800",
                                                   "depósito",
                                                   "é",
                                                   "e\u0301",
                                                   "\u0301",
                                                   "\u0336",
                                                   "\u20E3",
                                                   "lừa đảo",
                                                   "tiền",
                                                   "ı",
                                                   "İ",
                                                   "ß",
                                                   "æ",
                                                   "ĸ",
                                                   "ᴀ",
                                                   "ɪ",
                                                   "微信",
                                                   "加",
                                                   "發錯",
                                                   "。",
                                                   "、",
                                                   "か",
                                                   "\u3099",
                                                   "ﾀ",
                                                   "ﾞ",
                                                   "ｶﾞ",
                                                   "々",
                                                   "ー",
                                                   "สวัสดี",
                                                   "ก",
                                                   "กุ",
                                                   "ก่",
                                                   "กี้",
                                                   "น้ำ",
                                                   "\u0E38",
                                                   "\u0E48",
                                                   "ຂໍ້",
                                                   "أَهْلاً",
                                                   "كـم",
                                                   "٣٥",
                                                   "٪",
                                                   "\u064E",
                                                   "שָׁלוֹם",
                                                   "\u05B4",
                                                   "क़",
                                                   "हिन्दी",
                                                   "क्",
                                                   "\u094D",
                                                   "ि",
                                                   "\u093C",
                                                   "१",
                                                   "ভাষা",
                                                   "ো",
                                                   "தமிழ்",
                                                   "മലയാളം",
                                                   "ខ្មែរ",
                                                   "မြန်မာ",
                                                   "བོད",
                                                   "안녕",
                                                   "나",
                                                   "가\u11A8",
                                                   "\u1100\u1161",
                                                   "\u1161",
                                                   "Γειά",
                                                   "ο",
                                                   "ნათ",
                                                   "Հայ",
                                                   "🅰🅱",
                                                   "💰",
                                                   "👍🏻",
                                                   "❤️",
                                                   "👨‍👩‍👧",
                                                   "🇷🇺",
                                                   "1️⃣",
                                                   "½",
                                                   "㎏",
                                                   "ﷺ",
                                                   "ﬁ",
                                                   "™",
                                                   "①",
                                                   "²",
                                                   "W h a t s",
                                                   "p.a.y.m.e.n.t",
                                                   "п л а т а",
                                                   "1.2.a.b.c",
                                                   "a_b_c_d",
                                                   "inv3st",
                                                   "c1ick",
                                                   "pr0f1t",
                                                   "$cam",
                                                   "withdr@wal",
                                                   "b2b",
                                                   "401k",
                                                   "a!!b",
                                                   "x|y1",
                                                   "@name",
                                                   "anna@x.com",
                                                   "t.me/ab",
                                                   "https://x.example/a?b",
                                                   "www.b.example",
                                                   "c.top",
                                                   "3.5",
                                                   "1,000.50",
                                                   "e.g.",
                                                   "fee.Then",
                                                   "www.",
                                                   "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8",
                                                   "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                                                   "\n\n",
                                                   "\n",
                                                   "\r\n",
                                                   "\t",
                                                   " ",
                                                   "  ",
                                                   "\f",
                                                   "\v",
                                                   "\u0085",
                                                   "\u00A0",
                                                   "\u3000",
                                                   "\u2028",
                                                   "\u2029",
                                                   "\x7F",
                                                   std::string(1, '\0'),
                                                   "\xFF",
                                                   "\x80",
                                                   "\xE4\xB8",
                                                   "\xF0\x9F\x98",
                                                   "\xC0\xAF",
                                                   "\xED\xA0\x80",
                                                   "\u02BC",
                                                   "\u00B4",
                                                   "\u2032"};
  return kPieces;
}

class OddTexts {
 public:
  explicit OddTexts(unsigned seed) : random_(seed) {}

  std::string Next() {
    std::string text;
    const std::size_t count = 1 + random_() % 14;
    const std::size_t spaces = random_() % 4;
    for (std::size_t i = 0; i < count; ++i) {
      text += Piece();
      if (random_() % 4 < spaces) text += ' ';
    }
    return text;
  }

  std::size_t Below(std::size_t most) { return random_() % most; }

  std::string Piece() {
    static const std::vector<char32_t> kBeginnings = {
        0,      0x80,   0x300,  0x400,  0x590,  0x600,  0x900,   0xE00,   0x1100,  0x1E00, 0x2000,
        0x3000, 0xA000, 0xAC00, 0xFB00, 0xFE00, 0xFF00, 0x1D400, 0x1F100, 0x1F300, 0xE0000};
    const std::size_t what = random_() % 8;
    if (what == 0) return Utf8(kBeginnings[random_() % kBeginnings.size()] + random_() % 0x100);
    if (what == 1) return std::string(1, static_cast<char>(' ' + random_() % 95));
    return OddPieces()[random_() % OddPieces().size()];
  }

 private:
  std::mt19937 random_;
};

}  // namespace watchword::text
