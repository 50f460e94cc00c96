// SPDX-License-Identifier: Apache-2.0
// The part of PlainWriter that most English text takes: one look at a table for
// each byte and nothing else.
#include <array>

#include "text/plain_writer.h"
#include "text/sixteen.h"

namespace watchword::text {
namespace {

enum Class : std::uint8_t { kLetter = 1, kDigit = 2, kWord = kLetter | kDigit, kJoins = 4, kBlank = 8 };

constexpr std::array<std::uint8_t, 256> kClassOf = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 0x20] = kLetter;
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  for (const std::size_t c : {0x27u, 0x60u, 0x2Eu, 0x2Cu}) classes[c] = kJoins;  // ' ` . ,
  for (const std::size_t c : {0x20u, 0x09u, 0x0Du}) classes[c] = kBlank;         // they end no line
  return classes;
}();

bool Is(unsigned char c, Class one) {
  return (kClassOf[c] & one) != 0;
}

char32_t Lower(unsigned char c) {
  return Is(c, kLetter) ? c | 0x20u : c;
}

}  // namespace

void PlainWriter::PutAscii(Cursor from, std::size_t end) {
  const Stretch in{reinterpret_cast<const unsigned char*>(utf8_.data()), from.at, end,
                   from.offset - static_cast<std::uint32_t>(from.at)};
  for (std::size_t at = from.at; at < end;) {
    if (Is(in.text[at], kWord)) {
      at = PutWord(in, at);
      if (at < end && in.text[at] == ' ') {
        writer_.Break(Gap::kSpace);
        ++at;
      }
    } else {
      PutSign(in, at++);
    }
  }
  units_ += end - from.at;
}

// Letters and digits with the apostrophes and decimal points inside.
std::size_t PlainWriter::PutWord(const Stretch& in, std::size_t at) {
  const std::size_t begin = at;
  lines_ = 0;
  writer_.BeginWord(in.OffsetOf(at));
  for (;; ++at) {
    at = PutPart(in, at);
    if (at + 1 >= in.end || !Is(in.text[at], kJoins)) break;
    const bool number = in.text[at] == '.' || in.text[at] == ',';
    const bool joins =
        number ? Is(in.text[at - 1], kDigit) && Is(in.text[at + 1], kDigit) : Is(in.text[at + 1], kWord);
    if (!joins) break;
    if (number) {
      NoteSign(in, at);
      writer_.AppendToWord(in.text[at]);
    }
  }
  writer_.EndWord(in.OffsetOf(at));
  if (at - begin >= kLeastWallet) spots_.addresses.push_back(in.SpotAt(begin));
  return at;
}

std::size_t PlainWriter::PutPart(const Stretch& in, std::size_t at) {
  const std::size_t begin = at;
  std::uint8_t seen = 0;
  for (WordStart next{.length = 16}; next.length == 16 && at + 16 <= utf8_.size(); at += next.length) {
    next = CopyWordStart(utf8_.data() + at, writer_.Room(16));
    writer_.Advance(next.length);
    seen |= static_cast<std::uint8_t>((next.letters != 0 ? kLetter : 0) | (next.digits != 0 ? kDigit : 0));
  }
  if (at + 16 > utf8_.size()) at = PutEndOfPart(in, at, seen);
  if (seen == kWord) spots_.evasions.push_back(in.SpotAt(begin));
  if (at - begin == 1) NoteAlone(in.SpotAt(begin), seen == kDigit, units_ + begin - in.begin);
  return at;
}

// Where sixteen bytes would reach beyond the text.
std::size_t PlainWriter::PutEndOfPart(const Stretch& in, std::size_t at, std::uint8_t& seen) {
  for (; at < in.end && Is(in.text[at], kWord); ++at) {
    seen |= kClassOf[in.text[at]];
    // One bit makes capital letters small and leaves digits alone.
    writer_.AppendToWord(in.text[at] | 0x20u);
  }
  return at;
}

void PlainWriter::PutSign(const Stretch& in, std::size_t at) {
  if (Is(in.text[at], kBlank)) return writer_.Break(Gap::kSpace);
  if (const int lines = LineEnds(in.text[at])) return BreakLines(lines);
  PutRareSign(in, at);
}

void PlainWriter::PutRareSign(const Stretch& in, std::size_t at) {
  const unsigned char sign = in.text[at];
  NoteSign(in, at);
  const bool names = sign == '@' && at + 1 < in.end && Is(in.text[at + 1], kWord);
  if (names || sign == '%' || sign == '+' || sign == '$') {
    lines_ = 0;
    writer_.Put(sign, CharKind::kSymbol, in.OffsetOf(at), in.OffsetOf(at) + 1);
  } else {
    BreakOther();
  }
}

void PlainWriter::NoteSign(const Stretch& in, std::size_t at) {
  if (!NeedsALook(in.text[at])) return;
  Note(at > in.begin ? Lower(in.text[at - 1]) : 0, in.text[at], at + 1 < in.end ? Lower(in.text[at + 1]) : 0,
       in.SpotAt(at));
}

}  // namespace watchword::text
