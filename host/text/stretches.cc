// SPDX-License-Identifier: Apache-2.0
#include "text/stretches.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "text/evasion.h"
#include "text/pieces.h"
#include "text/pipeline.h"
#include "text/spacing.h"

namespace watchword::text {
namespace {

// What the tokens [begin, end) of the plain reading are in another one.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  Reading one_is_i;
  std::optional<Reading> one_is_l;  // where it differs

  const Reading& At(std::size_t reading) const {
    return reading == 1 && one_is_l.has_value() ? *one_is_l : one_is_i;
  }
};

// Tokens [begin, end) of the plain reading, with the edits [first, last) inside.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

bool IsBorder(const Reading& plain, std::size_t token) {
  return plain.tokens()[token].kind == TokenKind::kBorder;
}

// A border has no place in the original; it stands before the token after it.
std::uint32_t OriginalBegin(const Reading& plain, std::size_t token) {
  return plain.tokens()[IsBorder(plain, token) ? token + 1 : token].original_begin;
}

std::size_t FirstTokenFrom(const Reading& plain, std::uint32_t offset, std::size_t least) {
  std::size_t most = plain.tokens().size();
  while (least < most) {
    const std::size_t middle = least + (most - least) / 2;
    (OriginalBegin(plain, middle) < offset ? least : most) =
        OriginalBegin(plain, middle) < offset ? middle + 1 : middle;
  }
  return least;
}

std::vector<Edit> FindEdits(std::string_view utf8, const Reading& plain, std::vector<Spot> spots) {
  std::vector<Edit> edits;
  for (const Spot& piece : PiecesAround(utf8, std::move(spots))) {
    const Units units = Fold(BytesOf(utf8, piece), piece.begin.offset);
    const std::vector<Units> readings = UndoEvasions(units);
    if (readings.empty()) continue;
    Edit edit{.one_is_i = Space(readings[0])};
    if (readings.size() > 1) edit.one_is_l = Space(readings[1]);
    edit.begin = FirstTokenFrom(plain, piece.begin.offset, edits.empty() ? 0 : edits.back().end);
    if (IsBorder(plain, edit.begin)) ++edit.begin;
    edit.end = FirstTokenFrom(plain, units.back().end, edit.begin);
    edits.push_back(std::move(edit));
  }
  return edits;
}

class Stretches {
 public:
  Stretches(const Reading& plain, const std::vector<Edit>& edits, std::size_t reading)
      : plain_(plain), edits_(edits), reading_(reading) {}

  // With enough around the edit to hold every phrase that touches it.
  void Cover(std::size_t edit) {
    Stretch next = Around(edit);
    if (!stretches_.empty() && next.begin <= stretches_.back().end) {
      stretches_.back().end = std::max(stretches_.back().end, next.end);
      stretches_.back().last = std::max(stretches_.back().last, next.last);
    } else {
      stretches_.push_back(next);
    }
  }

  Reading Write() && {
    for (const Stretch& stretch : stretches_) Write(stretch);
    bytes_.push_back(' ');
    return Reading(std::move(bytes_), std::move(tokens_));
  }

 private:
  std::size_t SizeOf(std::size_t edit) const { return edits_[edit].At(reading_).tokens().size(); }

  Stretch Around(std::size_t edit) const {
    Stretch stretch{edits_[edit].begin, edits_[edit].end, edit, edit + 1};
    GrowBack(stretch);
    GrowOn(stretch);
    return stretch;
  }

  void GrowBack(Stretch& stretch) const {
    const std::size_t least = stretches_.empty() ? 0 : stretches_.back().end;
    for (std::size_t context = 0; context < kEvasionReach && stretch.begin > least;) {
      if (stretch.first > 0 && edits_[stretch.first - 1].end == stretch.begin) {
        context += SizeOf(--stretch.first);
        stretch.begin = edits_[stretch.first].begin;
      } else {
        if (IsBorder(plain_, stretch.begin - 1)) return;
        --stretch.begin;
        ++context;
      }
    }
  }

  void GrowOn(Stretch& stretch) const {
    const std::size_t most = plain_.tokens().size();
    for (std::size_t context = 0; context < kEvasionReach && stretch.end < most;) {
      if (stretch.last < edits_.size() && edits_[stretch.last].begin == stretch.end) {
        context += SizeOf(stretch.last);
        stretch.end = edits_[stretch.last++].end;
      } else {
        if (IsBorder(plain_, stretch.end)) return;
        ++stretch.end;
        ++context;
      }
    }
  }

  void Write(const Stretch& stretch) {
    if (bytes_.empty()) {
      bytes_.push_back(' ');
    } else {
      AppendBorder();
    }
    std::size_t token = stretch.begin;
    for (std::size_t i = stretch.first; i < stretch.last; ++i) {
      const Edit& edit = edits_[i];
      AppendPlain(stretch, token, edit.begin);
      if (edit.begin > stretch.begin)
        AppendBytes(plain_, plain_.tokens()[edit.begin - 1].end, BeginOf(edit.begin));
      AppendTokens(edit.At(reading_), 0, SizeOf(i));
      token = edit.end;
    }
    AppendPlain(stretch, token, stretch.end);
  }

  std::uint32_t BeginOf(std::size_t token) const { return plain_.tokens()[token].begin; }

  void AppendPlain(const Stretch& stretch, std::size_t from, std::size_t to) {
    if (from == to) return;
    if (from > stretch.begin) AppendBytes(plain_, plain_.tokens()[from - 1].end, BeginOf(from));
    AppendTokens(plain_, from, to);
  }

  void AppendBorder() {
    bytes_ += " \n ";
    const auto end = static_cast<std::uint32_t>(bytes_.size() - 1);
    tokens_.push_back({.begin = end - 1, .end = end, .kind = TokenKind::kBorder});
  }

  void AppendBytes(const Reading& from, std::uint32_t begin, std::uint32_t end) {
    bytes_.append(from.bytes(), begin, end - begin);
  }

  void AppendTokens(const Reading& from, std::size_t begin, std::size_t end) {
    const std::uint32_t first = from.tokens()[begin].begin;
    const std::uint32_t shift = static_cast<std::uint32_t>(bytes_.size()) - first;
    AppendBytes(from, first, from.tokens()[end - 1].end);
    for (std::size_t i = begin; i < end; ++i) {
      tokens_.push_back(from.tokens()[i]);
      tokens_.back().begin += shift;
      tokens_.back().end += shift;
    }
  }

  const Reading& plain_;
  const std::vector<Edit>& edits_;
  std::size_t reading_;
  std::vector<Stretch> stretches_;
  std::string bytes_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Reading> ReadEvasions(std::string_view utf8, const Reading& plain, std::vector<Spot> spots) {
  const std::vector<Edit> edits = FindEdits(utf8, plain, std::move(spots));
  if (edits.empty()) return {};
  std::vector<Reading> readings;
  Stretches one_is_i(plain, edits, 0);
  Stretches one_is_l(plain, edits, 1);
  bool differ = false;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    one_is_i.Cover(i);
    if (!edits[i].one_is_l.has_value()) continue;
    one_is_l.Cover(i);
    differ = true;
  }
  readings.push_back(std::move(one_is_i).Write());
  if (differ) readings.push_back(std::move(one_is_l).Write());
  return readings;
}

}  // namespace watchword::text
