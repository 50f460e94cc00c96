// SPDX-License-Identifier: Apache-2.0
// What judging needs of the rules, read from the image where it lies.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "image/image.h"
#include "pack/pack.h"

namespace watchword::assess {

// A stage's place in Pack::schemes.
struct StageRef {
  std::size_t scheme = 0;
  std::size_t stage = 0;
  friend auto operator<=>(const StageRef&, const StageRef&) = default;
};

using RuleIndex = std::uint32_t;

// The texts are the image's.
struct RuleHead {
  std::string_view id;
  std::string_view reason;
  StageRef stage;
  pack::Weight weight = pack::Weight::kWeak;
  pack::Speaker said_by = pack::Speaker::kThem;
  double points = 0;  // as in pack::Rule
};

// Borrows the image.
class RuleTable {
 public:
  // Error: kInvalid when a row points at what is not there or the order by id is none.
  static Result<RuleTable> Read(const image::Image& image, const std::vector<pack::Scheme>& schemes);

  std::size_t size() const { return rows_.size(); }
  // REQUIRES: rule < size()
  RuleHead operator[](RuleIndex rule) const;
  std::optional<RuleIndex> Find(std::string_view id) const;

 private:
  RuleTable(std::span<const image::RuleRow> rows, std::span<const RuleIndex> by_id, std::string_view text)
      : rows_(rows), by_id_(by_id), text_(text) {}
  bool RowFits(const image::RuleRow& row, const std::vector<pack::Scheme>& schemes) const;
  bool IsOrdered() const;
  std::string_view IdOf(RuleIndex rule) const;

  std::span<const image::RuleRow> rows_;
  std::span<const RuleIndex> by_id_;
  std::string_view text_;
};

// Whether the stretch lies within the text.
bool Fits(image::Span span, std::string_view text);

}  // namespace watchword::assess
