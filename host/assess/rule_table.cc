// SPDX-License-Identifier: Apache-2.0
#include "assess/rule_table.h"

#include <algorithm>

namespace watchword::assess {
namespace {

std::string_view At(image::Span span, std::string_view text) {
  return text.substr(span.offset, span.size);
}

}  // namespace

bool Fits(image::Span span, std::string_view text) {
  return span.offset <= text.size() && span.size <= text.size() - span.offset;
}

Result<RuleTable> RuleTable::Read(const image::Image& image, const std::vector<pack::Scheme>& schemes) {
  const auto rows = image.Table<image::RuleRow>(image::Section::kRules);
  if (!rows) return rows.error();
  const auto by_id = image.Table<RuleIndex>(image::Section::kRulesById);
  if (!by_id) return by_id.error();
  const RuleTable table(*rows, *by_id, image.Text(image::Section::kText));
  const bool fit = std::all_of(rows->begin(), rows->end(),
                               [&](const image::RuleRow& row) { return table.RowFits(row, schemes); });
  if (!fit || !table.IsOrdered())
    return Error{ErrorCode::kInvalid, "compiled image: rules that do not fit together"};
  return table;
}

bool RuleTable::RowFits(const image::RuleRow& row, const std::vector<pack::Scheme>& schemes) const {
  return Fits(row.id, text_) && Fits(row.reason, text_) && row.scheme < schemes.size() &&
         row.stage < schemes[row.scheme].stages.size() &&
         row.weight <= static_cast<int>(pack::Weight::kStrong) &&
         row.said_by <= static_cast<int>(pack::Speaker::kPage);
}

bool RuleTable::IsOrdered() const {
  if (by_id_.size() != rows_.size()) return false;
  const bool known =
      std::all_of(by_id_.begin(), by_id_.end(), [this](RuleIndex rule) { return rule < rows_.size(); });
  const auto falls = [this](RuleIndex one, RuleIndex next) { return IdOf(one) >= IdOf(next); };
  return known && std::adjacent_find(by_id_.begin(), by_id_.end(), falls) == by_id_.end();
}

std::string_view RuleTable::IdOf(RuleIndex rule) const {
  return At(rows_[rule].id, text_);
}

RuleHead RuleTable::operator[](RuleIndex rule) const {
  const image::RuleRow& row = rows_[rule];
  return {.id = At(row.id, text_),
          .reason = At(row.reason, text_),
          .stage = {row.scheme, row.stage},
          .weight = static_cast<pack::Weight>(row.weight),
          .said_by = static_cast<pack::Speaker>(row.said_by),
          .points = row.points / 100.0};
}

std::optional<RuleIndex> RuleTable::Find(std::string_view id) const {
  const auto before = [this](RuleIndex rule, std::string_view wanted) { return IdOf(rule) < wanted; };
  const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), id, before);
  if (found == by_id_.end() || IdOf(*found) != id) return std::nullopt;
  return *found;
}

}  // namespace watchword::assess
