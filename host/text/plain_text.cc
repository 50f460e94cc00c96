// SPDX-License-Identifier: Apache-2.0
#include "text/plain_text.h"

#include <cstring>
#include <utility>
#include <vector>

#include "text/pipeline.h"
#include "text/window.h"

namespace watchword::text {
namespace {

std::size_t EndOfAscii(std::string_view text, std::size_t at) {
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080u) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

bool IsBlank(char c) {
  return c == ' ' || c == '\n';
}

class Pass {
 public:
  explicit Pass(std::string_view utf8) : utf8_(utf8), window_(utf8), writer_(utf8) {}

  PlainText Run() && {
    while (here_.at < utf8_.size()) {
      const std::size_t before = here_.at;
      if (before >= no_ascii_before_) PutAscii();
      here_ = writer_.PutSimple(here_);
      if (here_.at == before) PutOthers();
    }
    Spots spots = std::move(writer_.spots());
    return {std::move(writer_).Finish(), std::move(spots)};
  }

 private:
  // Up to the last cut before something else than ASCII.
  void PutAscii() {
    std::size_t end = EndOfAscii(utf8_, here_.at);
    no_ascii_before_ = end;  // or a text without spaces would be searched again and again
    if (end < utf8_.size()) end = LastCut(end);
    if (end <= here_.at) return;
    writer_.PutAscii(here_, end);
    here_ = {end, here_.offset + static_cast<std::uint32_t>(end - here_.at)};
  }

  std::size_t LastCut(std::size_t at) const {
    const bool attaching = InfoOf(DecodeFast(utf8_, at).code_point).Has(CharInfo::kAttaching);
    if (attaching && at > here_.at) --at;
    while (at > here_.at && !IsBlank(utf8_[at - 1])) --at;
    return at;
  }

  void PutOthers() {
    const Window::Stop stop = window_.Read(here_);
    writer_.PutChars(window_.chars(), nullptr);
    here_ = window_.cut();
    if (stop == Window::Stop::kComplex) PutComplex(window_.EndOfComplex());
  }

  void PutComplex(Cursor end) {
    const Spot whole{here_, end.at};
    chars_.clear();
    for (const Unit& unit : Fold(utf8_.substr(here_.at, end.at - here_.at), here_.offset)) {
      chars_.push_back({.c = unit.c,
                        .begin = unit.begin,
                        .end = unit.end,
                        .at = 0,
                        .kind = KindOf(unit.c),
                        .look = NeedsALook(unit.c)});
    }
    writer_.PutChars(chars_, &whole);
    here_ = end;
  }

  std::string_view utf8_;
  Window window_;
  PlainWriter writer_;
  Cursor here_;
  std::size_t no_ascii_before_ = 0;
  std::vector<Char> chars_;
};

}  // namespace

PlainText ReadPlainly(std::string_view utf8) {
  return Pass(utf8).Run();
}

}  // namespace watchword::text
