// SPDX-License-Identifier: Apache-2.0
#include "text/window.h"

#include <unicode/uchar.h>

#include <cstring>

namespace watchword::text {
namespace {

int CombiningClass(char32_t c) {
  return u_getCombiningClass(static_cast<UChar32>(c));
}

void Advance(Cursor& cursor, base::DecodedChar by) {
  cursor.at += by.bytes;
  cursor.offset += static_cast<std::uint32_t>(base::Utf16Length(by.code_point));
}

bool IsGap(CharInfo info) {
  return info.Has(CharInfo::kWall) && (info.kind() == CharKind::kSpace || info.kind() == CharKind::kOther);
}

// As if the text began after a space.
constexpr CharInfo kStart(CharInfo::kWall | static_cast<std::uint32_t>(CharKind::kSpace)
                                                << CharInfo::kKindShift);

}  // namespace

Window::Stop Window::Read(Cursor from) {
  here_ = from;
  size_ = 0;
  last_ = kStart;
  wall_ = true;
  invisible_ = false;
  Cut();
  for (; here_.at < utf8_.size();) {
    const base::DecodedChar next = DecodeFast(utf8_, here_.at);
    const CharInfo info = InfoOf(next.code_point);
    if (wall_ && !info.Has(CharInfo::kAttaching)) {
      Cut();
      if (size_ > 0 && chars_[size_ - 1].c == ' ' && AsciiAhead()) return Stop::kAscii;
    }
    if (size_ == kSize) return cut_size_ > 0 ? Stop::kGoOn : Stop::kComplex;
    if (!Take(next, info)) return Stop::kComplex;
    Advance(here_, next);
  }
  Cut();
  return Stop::kGoOn;
}

void Window::Cut() {
  cut_ = here_;
  cut_size_ = size_;
  word_ = 0;
}

bool Window::AsciiAhead() const {
  std::uint64_t eight = 0;
  if (here_.at + sizeof eight > utf8_.size()) return false;
  std::memcpy(&eight, utf8_.data() + here_.at, sizeof eight);
  return (eight & 0x8080808080808080u) == 0;
}

bool Window::Take(base::DecodedChar next, CharInfo info) {
  if (info.Has(CharInfo::kSimple)) return TakeSimple(next, info);
  if (info.Has(CharInfo::kMark)) return TakeMark(next, info);
  // After what writes nothing, an invisible character does nothing.
  invisible_ = info.IsInvisible() && IsGap(last_);
  return invisible_;
}

bool Window::TakeSimple(base::DecodedChar next, CharInfo info) {
  word_ |= info.Has(CharInfo::kLatin) ? 1u : 0u;
  word_ |= info.Has(CharInfo::kForeign) ? 2u : 0u;
  if (word_ == 3) return false;
  segment_ = size_;
  Push(next, info);
  wall_ = info.Has(CharInfo::kWall);
  invisible_ = false;
  return true;
}

bool Window::TakeMark(base::DecodedChar next, CharInfo info) {
  if (invisible_ || last_.Has(CharInfo::kLatin)) return false;
  const bool joins = info.Has(CharInfo::kJoins) && size_ > 0;
  if (joins && last_.Has(CharInfo::kJoins) &&
      CombiningClass(chars_[size_ - 1].c) > CombiningClass(next.code_point)) {
    return false;
  }
  if (!joins) segment_ = size_;
  Push(next, info);
  chars_[size_ - 1].begin = chars_[segment_].begin;
  for (std::size_t i = segment_; i < size_; ++i) chars_[i].end = chars_[size_ - 1].end;
  wall_ = wall_ && info.kind() == CharKind::kUnspaced;
  return true;
}

void Window::Push(base::DecodedChar next, CharInfo info) {
  const auto length = static_cast<std::uint32_t>(base::Utf16Length(next.code_point));
  chars_[size_++] = {.c = info.Fold(next.code_point),
                     .begin = here_.offset,
                     .end = here_.offset + length,
                     .at = static_cast<std::uint32_t>(here_.at),
                     .kind = info.kind(),
                     .look = info.Has(CharInfo::kLook)};
  last_ = info;
}

Cursor Window::EndOfComplex() const {
  Cursor end = here_;
  for (bool wall = false; end.at < utf8_.size();) {
    const base::DecodedChar next = DecodeFast(utf8_, end.at);
    const CharInfo info = InfoOf(next.code_point);
    if (wall && !info.Has(CharInfo::kAttaching)) break;
    wall = info.Has(CharInfo::kWall);
    Advance(end, next);
  }
  return end;
}

}  // namespace watchword::text
