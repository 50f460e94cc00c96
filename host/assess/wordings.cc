// SPDX-License-Identifier: Apache-2.0
#include "assess/wordings.h"

#include <algorithm>
#include <utility>

#include "assess/rule_table.h"
#include "pack/decode.h"

namespace watchword::assess {

Result<Wordings> Wordings::Read(const image::Image& image) {
  const auto rows = image.Table<image::WordingRow>(image::Section::kWordings);
  if (!rows) return rows.error();
  if (rows->empty()) return Error{ErrorCode::kInvalid, "the pack has no wording"};
  const std::string_view text = image.Text(image::Section::kText);
  const bool fit = std::all_of(rows->begin(), rows->end(), [text](const image::WordingRow& row) {
    return Fits(row.language, text) && Fits(row.body, text);
  });
  if (!fit) return Error{ErrorCode::kInvalid, "compiled image: wording that is not there"};
  return Wordings(*rows, text);
}

Status Wordings::Check() const {
  for (const image::WordingRow& row : rows_) {
    if (const auto wording = pack::DecodeWording(At(row.body)); !wording)
      return Context("compiled image", wording.error());
  }
  return {};
}

std::vector<std::string> Wordings::Languages() const {
  std::vector<std::string> languages;
  for (const image::WordingRow& row : rows_) languages.emplace_back(At(row.language));
  return languages;
}

const pack::Wording& Wordings::Find(const std::vector<std::string>& languages) const {
  const std::size_t place = PlaceOf(languages);
  Kept& kept = kept_[place];
  std::call_once(kept.once, [&] {
    if (auto wording = pack::DecodeWording(At(rows_[place].body))) kept.wording = *std::move(wording);
  });
  return kept.wording;
}

std::size_t Wordings::PlaceOf(const std::vector<std::string>& languages) const {
  for (const std::string& language : languages) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (At(rows_[i].language) == language) return i;
    }
  }
  return 0;
}

}  // namespace watchword::assess
