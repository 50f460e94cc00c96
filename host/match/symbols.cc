// SPDX-License-Identifier: Apache-2.0
#include "match/symbols.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace watchword::match {
namespace {

constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;

std::uint64_t Load8(const char* at) {
  std::uint64_t value = 0;
  std::memcpy(&value, at, 8);
  return value;
}

std::uint64_t Mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * kMix;
  return hash ^ (hash >> 29);
}

// A word of more than eight bytes.
std::uint64_t HashOf(std::string_view token) {
  std::uint64_t hash = token.size();
  for (std::size_t i = 0; i + 8 < token.size(); i += 8) hash = Mix(hash, Load8(token.data() + i));
  return Mix(hash, Load8(token.data() + token.size() - 8));
}

// The first `size` bytes of eight that may be read.
std::uint64_t KeepFirst(std::uint64_t bytes, std::size_t size) {
  static_assert(std::endian::native == std::endian::little);
  return bytes & (~std::uint64_t{0} >> (64 - 8 * size));
}

}  // namespace

std::size_t CodePoint(std::string_view character) {
  const auto byte = [character](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  return (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
}

std::uint64_t KeyOf(std::string_view token) {
  if (token.size() > 8) return HashOf(token);
  std::uint64_t key = 0;
  std::memcpy(&key, token.data(), token.size());
  return key;
}

std::size_t HeadBit(std::uint64_t head) {
  return static_cast<std::size_t>((head * kMix) >> 48) % kHeadBits;
}

std::uint64_t HeadOf(std::string_view token, std::size_t bytes) {
  std::uint64_t head = 0;
  std::memcpy(&head, token.data(), bytes);
  return head;
}

Result<Vocabulary> Vocabulary::Read(const image::Image& image) {
  Vocabulary vocabulary;
  const auto words = image.Table<WordEntry>(image::Section::kWords);
  if (!words) return words.error();
  const auto slots = image.Table<Slot>(image::Section::kSlots);
  if (!slots) return slots.error();
  const auto characters = image.Table<Symbol>(image::Section::kCharacters);
  if (!characters) return characters.error();
  const auto heads = image.Table<std::uint64_t>(image::Section::kPrefixHeads);
  if (!heads) return heads.error();
  vocabulary.words_ = *words;
  vocabulary.slots_ = *slots;
  vocabulary.characters_ = *characters;
  vocabulary.heads_ = *heads;
  vocabulary.text_ = image.Text(image::Section::kWordText);
  if (const Status checked = image.is_checked() ? Status() : vocabulary.Check(); !checked)
    return checked.error();
  return vocabulary;
}

Status Vocabulary::Check() const {
  const auto within = [this](const WordEntry& word) {
    return word.offset <= text_.size() && word.length <= text_.size() - word.offset &&
           word.parent < words_.size();
  };
  // A parent is shorter than its child, or the same word left open: following parents ends.
  const auto shorter = [this](const WordEntry& word) {
    const WordEntry& parent = words_[word.parent];
    return word.parent == kUnknown || parent.length < word.length ||
           (parent.length == word.length && word.beginning == 0 && parent.beginning != 0);
  };
  const auto known = [this](Symbol symbol) { return symbol < words_.size(); };
  const bool fits =
      !words_.empty() && words_.size() <= kMaxSymbols && std::has_single_bit(slots_.size()) &&
      characters_.size() == kCharacters && heads_.size() == kHeadBits / 64 &&
      std::all_of(words_.begin(), words_.end(), within) &&
      std::all_of(words_.begin(), words_.end(), shorter) &&
      std::all_of(slots_.begin(), slots_.end(), [&](const Slot& slot) { return known(slot.symbol); }) &&
      std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.symbol == kUnknown; }) &&
      std::all_of(characters_.begin(), characters_.end(), known);
  if (!fits) return Error{ErrorCode::kInvalid, "compiled image: the vocabulary contradicts itself"};
  return {};
}

Symbol Vocabulary::Find(std::string_view token) const {
  const Symbol word = IsCharacter(token) ? FindCharacter(token) : FindKey(KeyOf(token), token);
  return word != kUnknown ? word : FindBeginning(token);
}

Symbol Vocabulary::FindCharacter(std::string_view token) const {
  return characters_[CodePoint(token)];
}

Symbol Vocabulary::FindKey(std::uint64_t key, std::string_view token) const {
  for (std::size_t at = SlotOf(key, slots_.size());; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.symbol == kUnknown) return kUnknown;
    if (slot.key != key || slot.length != token.size()) continue;
    if (token.size() <= 8 || TextOf(slot.symbol) == token) return slot.symbol;
  }
}

bool Vocabulary::MayHaveBeginning(std::string_view token) const {
  const auto entered = [this](std::uint64_t head) {
    const std::size_t bit = HeadBit(head);
    return ((heads_[bit / 64] >> (bit % 64)) & 1u) != 0;
  };
  if (token.size() >= 6 && entered(HeadOf(token, 6))) return true;
  if (token.size() >= 3 && entered(HeadOf(token, 3))) return true;
  return entered(HeadOf(token, 1));
}

// The last word not after the token begins like it at least as far as any other.
Symbol Vocabulary::FindBeginning(std::string_view token) const {
  if (!MayHaveBeginning(token)) return kUnknown;
  const auto after = std::upper_bound(words_.begin() + 1, words_.end(), token,
                                      [this](std::string_view wanted, const WordEntry& word) {
                                        return wanted < text_.substr(word.offset, word.length);
                                      });
  auto symbol = static_cast<Symbol>(after - words_.begin() - 1);
  while (symbol != kUnknown && !(words_[symbol].beginning != 0 && token.starts_with(TextOf(symbol)))) {
    symbol = words_[symbol].parent;
  }
  return symbol;
}

void Vocabulary::Translate(const text::Reading& reading, std::vector<Symbol>& to) const {
  const std::string& bytes = reading.bytes();
  to.resize(reading.tokens().size());
  Symbol* symbol = to.data();
  for (const text::Token& token : reading.tokens()) {
    const std::string_view word(bytes.data() + token.begin, token.end - token.begin);
    // Most words are short and not the last: eight bytes can be read at once, the superfluous ones cut off.
    if (word.size() <= 8 && token.begin + 8 <= bytes.size() && !IsCharacter(word)) {
      const Symbol found = FindKey(KeepFirst(Load8(word.data()), word.size()), word);
      *symbol++ = found != kUnknown ? found : FindBeginning(word);
    } else {
      *symbol++ = Find(word);
    }
  }
}

}  // namespace watchword::match
