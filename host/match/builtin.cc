// SPDX-License-Identifier: Apache-2.0
#include "match/builtin.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace watchword::match {
namespace {

using Words = std::set<std::string, std::less<>>;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// The longest word of NumberWords in a script without spaces: เปอร์เซ็นต์.
constexpr std::size_t kLongestSpelled = 12;
constexpr std::size_t kLongestStuck = 4;  // usdt500

bool IsCurrencySign(std::string_view token) {
  const auto signs = CurrencySigns();
  return std::find(signs.begin(), signs.end(), token) != signs.end();
}

// Reads numbers with their units from tokens, left to right.
class Reader {
 public:
  Reader(const TokenText& text, std::size_t token, const NumberWords& words)
      : text_(text), words_(words), begin_(token), at_(token) {}

  std::uint32_t Numbers() {
    ReadNumber();
    return lengths_;
  }

  // $500 · 500 usdt · 2k · 3万 · five hundred dollars · Rp500.000 · rm 300 · $500-1,000 a range
  std::uint32_t Amounts() {
    const bool sign = AcceptSign() || AcceptSequence(words_.before_numbers) || AcceptStuck();
    if (!ReadNumber(&NumberWords::currencies)) return 0;
    if (!sign && !unit_) lengths_ = 0;
    AcceptRange(&NumberWords::currencies);
    if (!sign && !unit_) lengths_ = 0;
    AcceptUnits(&NumberWords::currencies);
    return sign || unit_ ? lengths_ : 0;
  }

  // 3% · 3 percent · 3-5% · 百分之三
  std::uint32_t Percents() {
    const bool prefixed = AcceptSequence(words_.percent_prefixes);
    if (!ReadNumber(&NumberWords::percents)) return 0;
    AcceptRange(&NumberWords::percents);
    lengths_ = 0;
    if (prefixed || unit_ || AcceptSequence(words_.percents)) Mark();
    return lengths_;
  }

  // 3 days · 24h · 两个小时 · a week is written with its article in the phrase
  std::uint32_t Durations() {
    if (!ReadNumber(&NumberWords::durations)) return 0;
    AcceptRange(&NumberWords::durations);
    lengths_ = 0;
    const bool named = unit_ || AcceptSequence(words_.durations);
    if (named || (AcceptSequence(words_.counters) && AcceptSequence(words_.durations))) Mark();
    return lengths_;
  }

 private:
  bool AtEnd() const {
    return at_ >= text_.tokens.size() || at_ - begin_ >= kMaxBuiltinTokens ||
           text_.tokens[at_].kind == text::TokenKind::kBorder;
  }
  std::string_view Token() const { return text_.At(at_); }
  void Mark() { lengths_ |= 1u << (at_ - begin_); }

  // Most tokens that follow a number are neither a unit nor a sign: this is what they cost.
  bool MayBeUnit() const { return !AtEnd() && text_.vocabulary.BeginsUnitWord(text_.symbols[at_]); }

  // $ · R$ · HK$
  bool AcceptSign() {
    const std::size_t start = at_;
    AcceptSequence(words_.sign_prefixes);
    if (MayBeUnit() && IsCurrencySign(Token())) {
      ++at_;
      return true;
    }
    at_ = start;
    return false;
  }

  // Before digits in one word: "rp" in "rp500.000". The rest of the word is read as the number.
  bool AcceptStuck() {
    if (AtEnd() || IsDigit(Token().front())) return false;
    const std::size_t digits = Token().find_first_of("0123456789");
    if (digits > kLongestStuck || !words_.before_numbers.contains(Token().substr(0, digits))) return false;
    stuck_ = digits;
    return true;
  }

  // A word of the set, or single characters that spell one.
  bool AcceptSequence(const Words& words) {
    if (!MayBeUnit()) return false;
    const std::size_t start = at_;
    std::string spelled;
    std::size_t longest = at_;
    while (!AtEnd() && at_ - start < kLongestSpelled) {
      const bool single = text_.tokens[at_].kind == text::TokenKind::kUnspaced;
      if (!single && at_ > start) break;
      spelled += Token();
      ++at_;
      if (words.contains(spelled)) longest = at_;
      if (!single) break;
    }
    at_ = longest;
    return longest > start;
  }

  // One number: digits, possibly with a unit stuck to it, or number words.
  bool ReadNumber(Words NumberWords::*units = nullptr) {
    if (!ReadDigits(units) && !AcceptSequence(words_.numbers)) return false;
    while (AcceptSequence(words_.numbers)) {
    }
    Mark();
    while (AcceptSequence(words_.scales)) {
      unit_ = unit_ || units == &NumberWords::currencies;
      Mark();
    }
    return true;
  }

  bool ReadDigits(Words NumberWords::*units) {
    if (AtEnd()) return false;
    const std::string_view token = Token().substr(std::exchange(stuck_, 0));
    if (!IsDigit(token.front())) return false;
    const auto stop =
        std::find_if(token.begin(), token.end(), [](char c) { return !IsDigit(c) && c != '.' && c != ','; });
    const std::string_view suffix = token.substr(static_cast<std::size_t>(stop - token.begin()));
    if (!suffix.empty() && !AcceptSuffix(suffix, units)) return false;
    ++at_;
    return true;
  }

  bool AcceptSuffix(std::string_view suffix, Words NumberWords::*units) {
    const bool scale = words_.scales.contains(suffix);
    const bool unit = units != nullptr && (words_.*units).contains(suffix);
    unit_ = unit_ || unit || (scale && units == &NumberWords::currencies);
    return scale || unit;
  }

  // "500 to 1000", "3-5": the second number, when there is one.
  void AcceptRange(Words NumberWords::*units) {
    const std::size_t start = at_;
    const std::uint32_t lengths = lengths_;
    AcceptSequence(words_.ranges);
    AcceptSign();
    if (ReadNumber(units)) return;
    at_ = start;
    lengths_ = lengths;
  }

  void AcceptUnits(Words NumberWords::*units) {
    const bool sign = AcceptSign();
    if (!sign && !AcceptSequence(words_.*units)) return;
    unit_ = true;
    Mark();
  }

  const TokenText& text_;
  const NumberWords& words_;
  std::size_t begin_;
  std::size_t at_;
  std::uint32_t lengths_ = 0;
  bool unit_ = false;
  std::size_t stuck_ = 0;  // bytes of the token at hand that stand before its digits
};

std::optional<text::AddressKind> AddressOf(Builtin builtin) {
  switch (builtin) {
    case Builtin::kUrl:
      return text::AddressKind::kUrl;
    case Builtin::kHandle:
      return text::AddressKind::kHandle;
    case Builtin::kInviteLink:
      return text::AddressKind::kInviteLink;
    case Builtin::kWallet:
      return text::AddressKind::kWallet;
    default:
      return std::nullopt;
  }
}

bool IsOfKind(text::AddressKind kind, text::AddressKind wanted) {
  // An invitation is a link too.
  return kind == wanted || (wanted == text::AddressKind::kUrl && kind == text::AddressKind::kInviteLink);
}

std::size_t OriginalBegin(const TokenText& text, std::size_t token) {
  return text.tokens[token].original_begin;
}

std::size_t AddressLength(text::AddressKind wanted, const TokenText& text, std::size_t token) {
  const std::size_t begin = OriginalBegin(text, token);
  const auto address =
      std::find_if(text.addresses.begin(), text.addresses.end(), [&](const text::Address& one) {
        return IsOfKind(one.kind, wanted) && one.range.begin <= begin && begin < one.range.end &&
               (token == 0 || OriginalBegin(text, token - 1) < one.range.begin);
      });
  if (address == text.addresses.end()) return 0;
  std::size_t end = token;
  while (end < text.tokens.size() && end - token < kMaxAddressTokens &&
         text.tokens[end].kind != text::TokenKind::kBorder && OriginalBegin(text, end) < address->range.end) {
    ++end;
  }
  return end - token;
}

}  // namespace

std::span<const std::string_view> CurrencySigns() {
  static constexpr std::array<std::string_view, 17> kSigns = {"$", "£", "¥", "€", "₹", "₽", "₩",   "₫", "฿",
                                                              "₮", "₱", "₺", "₴", "₦", "₪",   "₿", "¢"};
  return kSigns;
}

bool MayBeginNumber(const TokenText& text, std::size_t token) {
  // Digits after a word that is stuck to them come soon.
  const std::string_view head = text.At(token).substr(0, kLongestStuck + 1);
  return std::any_of(head.begin(), head.end(), IsDigit) || text.vocabulary.BeginsNumber(text.symbols[token]);
}

bool IsAddress(Builtin builtin) {
  return AddressOf(builtin).has_value();
}

std::size_t MaxTokens(Builtin builtin) {
  return AddressOf(builtin) ? kMaxAddressTokens : kMaxBuiltinTokens;
}

Fits FitBuiltin(Builtin builtin, const TokenText& text, std::size_t token, const NumberWords& words) {
  if (const auto kind = AddressOf(builtin)) {
    return {.address_length = text.addresses.empty() ? 0 : AddressLength(*kind, text, token)};
  }
  if (!MayBeginNumber(text, token)) return {};
  Reader reader(text, token, words);
  switch (builtin) {
    case Builtin::kAmount:
      return {.lengths = reader.Amounts()};
    case Builtin::kPercent:
      return {.lengths = reader.Percents()};
    case Builtin::kDuration:
      return {.lengths = reader.Durations()};
    default:
      return {.lengths = reader.Numbers()};
  }
}

}  // namespace watchword::match
