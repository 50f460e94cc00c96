// SPDX-License-Identifier: Apache-2.0
#include "pack/help.h"

#include <algorithm>
#include <array>
#include <utility>

namespace watchword::pack {
namespace {

using base::Json;
using base::JsonCursor;

struct Member {
  const char* name;
  std::string HelpContact::*value;
  bool needed;
};
constexpr std::array<Member, 9> kMembers = {{{"name", &HelpContact::name, true},
                                             {"phone", &HelpContact::phone, false},
                                             {"text", &HelpContact::text, false},
                                             {"url", &HelpContact::url, false},
                                             {"hours", &HelpContact::hours, false},
                                             {"grade", &HelpContact::grade, true},
                                             {"source", &HelpContact::source, true},
                                             {"seen", &HelpContact::seen, true},
                                             {"checked", &HelpContact::checked, true}}};

bool IsSecure(const std::string& url) {
  return url.starts_with("https://") && url.size() > 8;
}

// "0000-00-00"
bool IsDate(const std::string& text) {
  constexpr std::string_view kShape = "0000-00-00";
  return text.size() == kShape.size() &&
         std::equal(text.begin(), text.end(), kShape.begin(),
                    [](char c, char shape) { return shape == '0' ? c >= '0' && c <= '9' : c == shape; });
}

Status CheckHelps(const JsonCursor& from, const HelpContact& contact) {
  if (!contact.helps.empty() && std::all_of(contact.helps.begin(), contact.helps.end(), IsHelpKind))
    return {};
  return from.Member("helps")->Complaint("expected some of loss, captivity, job");
}

Status Check(const JsonCursor& from, const HelpContact& contact) {
  if (const Status helps = CheckHelps(from, contact); !helps) return helps;
  if (contact.phone.empty() && contact.text.empty() && contact.url.empty()) {
    return from.Complaint("one of phone, text and url is needed");
  }
  if (!contact.url.empty() && !IsSecure(contact.url)) {
    return from.Member("url")->Complaint("expected an address that begins with https://");
  }
  if (!IsSecure(contact.source)) {
    return from.Member("source")->Complaint("expected an address that begins with https://");
  }
  if (contact.grade != "V" && contact.grade != "N") {
    return from.Member("grade")->Complaint("expected V or N; what nobody has seen is not shipped");
  }
  if (!IsDate(contact.checked)) return from.Member("checked")->Complaint("expected a date, YYYY-MM-DD");
  return {};
}

Result<HelpContact> ReadHelpContact(const JsonCursor& from) {
  std::vector<std::string_view> known = {"helps"};
  for (const Member& member : kMembers) known.emplace_back(member.name);
  if (const Status only = from.OnlyMembers(known); !only) return only.error();
  HelpContact contact;
  auto helps = from.Strings("helps");
  if (!helps) return helps.error();
  contact.helps = *std::move(helps);
  for (const Member& member : kMembers) {
    auto value = member.needed ? from.String(member.name) : from.StringOr(member.name, "");
    if (!value) return value.error();
    contact.*member.value = *std::move(value);
  }
  if (const Status checked = Check(from, contact); !checked) return checked.error();
  return contact;
}

Json ToJson(const HelpContact& contact) {
  Json json = {{"helps", contact.helps}};
  for (const Member& member : kMembers) {
    if (!(contact.*member.value).empty()) json[member.name] = contact.*member.value;
  }
  return json;
}

}  // namespace

bool IsHelpKind(const std::string& word) {
  return word == "loss" || word == "captivity" || word == "job";
}

Json HelpJson(const std::vector<HelpContact>& contacts) {
  Json array = Json::array();
  for (const HelpContact& contact : contacts) array.push_back(ToJson(contact));
  return array;
}

Result<std::vector<HelpContact>> ReadHelpContacts(const JsonCursor& from) {
  const auto elements = from.Elements();
  if (!elements) return elements.error();
  std::vector<HelpContact> contacts;
  for (const JsonCursor& element : *elements) {
    auto contact = ReadHelpContact(element);
    if (!contact) return contact.error();
    contacts.push_back(*std::move(contact));
  }
  return contacts;
}

Json HelpJson(const std::map<std::string, std::vector<HelpContact>>& help) {
  Json json = Json::object();
  for (const auto& [region, contacts] : help) {
    json[region] = HelpJson(contacts);
  }
  return json;
}

}  // namespace watchword::pack
