// SPDX-License-Identifier: Apache-2.0
#include "assess/help_contacts.h"

#include <algorithm>

#include "assess/rule_table.h"
#include "base/json.h"
#include "pack/help.h"

namespace watchword::assess {
namespace {

// Where the best of what the contact helps with stands in the scheme's list; its size when nothing does.
std::size_t RankOf(const pack::HelpContact& contact, const pack::Scheme& scheme) {
  const auto fits = [&contact](const std::string& kind) {
    return std::find(contact.helps.begin(), contact.helps.end(), kind) != contact.helps.end();
  };
  const auto best = std::find_if(scheme.helps.begin(), scheme.helps.end(), fits);
  return static_cast<std::size_t>(best - scheme.helps.begin());
}

// Who is watched can write, not speak.
bool NeedsAVoice(const pack::HelpContact& contact) {
  return contact.text.empty() && contact.url.empty();
}

}  // namespace

Result<HelpContacts> HelpContacts::Read(const image::Image& image) {
  const auto rows = image.Table<image::HelpRow>(image::Section::kHelp);
  if (!rows) return rows.error();
  const std::string_view text = image.Text(image::Section::kText);
  const bool fit = std::all_of(rows->begin(), rows->end(), [text](const image::HelpRow& row) {
    return Fits(row.region, text) && Fits(row.body, text);
  });
  if (!fit) return Error{ErrorCode::kInvalid, "compiled image: help that is not there"};
  return HelpContacts(*rows, text);
}

Status HelpContacts::Check() const {
  for (const image::HelpRow& row : rows_) {
    if (const auto contacts = ReadRow(row); !contacts) return Context("compiled image", contacts.error());
  }
  return {};
}

std::vector<std::string> HelpContacts::Regions() const {
  std::vector<std::string> regions;
  for (const image::HelpRow& row : rows_) {
    if (At(row.region) != kWorld) regions.emplace_back(At(row.region));
  }
  return regions;
}

Result<std::vector<pack::HelpContact>> HelpContacts::ReadRow(const image::HelpRow& row) const {
  const auto json = base::ParseJson(At(row.body));
  if (!json) return json.error();
  return pack::ReadHelpContacts(base::JsonCursor(*json));
}

std::vector<pack::HelpContact> HelpContacts::OfRegion(const pack::Scheme& scheme,
                                                      std::string_view region) const {
  const auto row = std::find_if(rows_.begin(), rows_.end(),
                                [&](const image::HelpRow& one) { return At(one.region) == region; });
  if (row == rows_.end()) return {};
  auto read = ReadRow(*row);
  if (!read) return {};
  std::vector<pack::HelpContact> contacts = *std::move(read);
  std::erase_if(contacts, [&](const auto& one) { return RankOf(one, scheme) == scheme.helps.size(); });
  std::stable_sort(contacts.begin(), contacts.end(), [&](const auto& one, const auto& other) {
    if (scheme.discreet && NeedsAVoice(one) != NeedsAVoice(other)) return NeedsAVoice(other);
    return RankOf(one, scheme) < RankOf(other, scheme);
  });
  if (contacts.size() > kMaxHelpContacts) contacts.resize(kMaxHelpContacts);
  return contacts;
}

std::vector<pack::HelpContact> HelpContacts::Find(const pack::Scheme& scheme, std::string_view region) const {
  auto contacts = OfRegion(scheme, region);
  return contacts.empty() ? OfRegion(scheme, kWorld) : contacts;
}

}  // namespace watchword::assess
