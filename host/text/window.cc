// SPDX-License-Identifier: Apache-2.0
#include "text/window.h"

#include <unicode/uchar.h>

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

constexpr std::uint32_t kScripts = CharInfo::kLatin | CharInfo::kForeign;

Char CharOf(char32_t c, CharInfo info, Cursor at) {
  return {.c = info.Fold(c),
          .begin = at.offset,
          .end = at.offset + static_cast<std::uint32_t>(base::Utf16Length(c)),
          .at = static_cast<std::uint32_t>(at.at),
          .kind = info.kind(),
          .look = info.Has(CharInfo::kLook)};
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
  while (here_.at < utf8_.size()) {
    const base::DecodedChar next = DecodeFast(utf8_, here_.at);
    const CharInfo info = InfoOf(next.code_point);
    if (wall_ && !info.Has(CharInfo::kAttaching)) {
      Cut();
      if (size_ > 0 && IsGap(last_)) return Stop::kGoOn;
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

bool Window::Take(base::DecodedChar next, CharInfo info) {
  if (info.Has(CharInfo::kSimple)) return TakeSimple(next, info);
  if (info.Has(CharInfo::kMark)) return TakeMark(next, info);
  // After what writes nothing, an invisible character does nothing.
  invisible_ = info.IsInvisible() && IsGap(last_);
  return invisible_;
}

bool Window::TakeSimple(base::DecodedChar next, CharInfo info) {
  word_ |= info.Only(kScripts);
  if (word_ == kScripts) return false;
  segment_ = size_;
  chars_[size_++] = CharOf(next.code_point, info, here_);
  last_ = info;
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
  chars_[size_++] = CharOf(next.code_point, info, here_);
  last_ = info;
  chars_[size_ - 1].begin = chars_[segment_].begin;
  for (std::size_t i = segment_; i < size_; ++i) chars_[i].end = chars_[size_ - 1].end;
  wall_ = wall_ && info.kind() == CharKind::kUnspaced;
  return true;
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
