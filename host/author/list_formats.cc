// SPDX-License-Identifier: Apache-2.0
#include "author/list_formats.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json.h"

namespace watchword::author {
namespace {

using Entries = std::vector<ListEntry>;

constexpr std::array<std::pair<std::string_view, ListFormat>, 5> kFormats = {
    {{"plain", ListFormat::kPlain},
     {"hosts", ListFormat::kHosts},
     {"adblock", ListFormat::kAdblock},
     {"metamask", ListFormat::kMetaMask},
     {"csv", ListFormat::kCsv}}};

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::vector<std::string_view> Lines(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// A comment stands at the beginning of a line or behind a blank: addresses may hold a #.
std::string_view WithoutComment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  }
  return line;
}

Result<Entries> ReadPlain(std::string_view text) {
  constexpr std::string_view kSince = "# since ";
  Entries entries;
  std::string since;
  for (const std::string_view line : Lines(text)) {
    const std::string_view date = line.starts_with(kSince) ? Trim(line.substr(kSince.size())) : "";
    if (IsDate(date)) since = std::string(date);
    const std::string_view entry = Trim(WithoutComment(line));
    if (!entry.empty()) entries.push_back({std::string(entry), since});
  }
  return entries;
}

Result<Entries> ReadHosts(std::string_view text) {
  Entries entries;
  for (const std::string_view line : Lines(text)) {
    std::string_view rest = Trim(WithoutComment(line));
    const auto address = rest.find_first_of(" \t");
    if (address == std::string_view::npos) continue;
    rest = Trim(rest.substr(address));
    while (!rest.empty()) {
      const auto end = std::min(rest.find_first_of(" \t"), rest.size());
      entries.push_back({std::string(rest.substr(0, end)), ""});
      rest = Trim(rest.substr(end));
    }
  }
  return entries;
}

// Rules with options other than $all, $document and $popup block parts of pages, not sites.
bool BlocksSite(std::string_view options) {
  return options.empty() || options == "$all" || options == "$doc" || options == "$document" ||
         options == "$popup" || options == "$document,popup" || options == "$popup,document";
}

Result<Entries> ReadAdblock(std::string_view text) {
  Entries entries;
  for (const std::string_view line : Lines(text)) {
    const std::string_view rule = Trim(line);
    if (!rule.starts_with("||")) continue;
    const std::string_view name = rule.substr(2, rule.find_first_of("^$", 2) - 2);
    std::string_view rest = rule.substr(2 + name.size());
    if (rest.starts_with('^')) rest.remove_prefix(1);
    if (name.find('*') == std::string_view::npos && BlocksSite(rest))
      entries.push_back({std::string(name), ""});
  }
  return entries;
}

Result<Entries> ReadMetaMask(std::string_view text) {
  const auto json = base::ParseJson(text, {.max_bytes = 64 * 1024 * 1024});
  if (!json) return json.error();
  const base::JsonCursor from(*json);
  const auto names = from.Strings(from.Has("blocklist") ? "blocklist" : "blacklist");
  if (!names) return names.error();
  Entries entries;
  for (const std::string& name : *names) entries.push_back({name, ""});
  return entries;
}

// Fields of one line; a field in quotation marks may hold commas and doubled marks, but no line end.
std::vector<std::string> Fields(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool doubled = quoted && line.substr(i).starts_with("\"\"");
    if (doubled) {
      fields.back() += '"';
      ++i;
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      fields.emplace_back();
    } else if (line[i] != '\r') {
      fields.back() += line[i];
    }
  }
  return fields;
}

Result<Entries> ReadCsv(std::string_view column, std::string_view text) {
  const auto lines = Lines(text);
  const auto head = lines.empty() ? std::vector<std::string>() : Fields(lines.front());
  const auto found = std::find(head.begin(), head.end(), column);
  if (found == head.end())
    return Error{ErrorCode::kInvalid, "line 1: no column \"" + std::string(column) + "\""};
  const auto index = static_cast<std::size_t>(found - head.begin());
  Entries entries;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (Trim(lines[i]).empty()) continue;
    const auto fields = Fields(lines[i]);
    if (fields.size() <= index) {
      return Error{ErrorCode::kInvalid, "line " + std::to_string(i + 1) + ": " +
                                            std::to_string(fields.size()) + " fields, the head has " +
                                            std::to_string(head.size())};
    }
    const std::string_view entry = Trim(fields[index]);
    if (!entry.empty()) entries.push_back({std::string(entry), ""});
  }
  return entries;
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool IsDate(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == 'd' ? !IsDigit(text[i]) : text[i] != '-') return false;
  }
  const std::string_view month = text.substr(5, 2);
  const std::string_view day = text.substr(8, 2);
  return month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

std::optional<ListFormat> FindListFormat(std::string_view name) {
  for (const auto& [known, format] : kFormats) {
    if (known == name) return format;
  }
  return std::nullopt;
}

std::string ListFormatNames() {
  std::string names;
  for (const auto& [name, format] : kFormats) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

Result<Entries> ReadList(ListFormat format, std::string_view column, std::string_view text) {
  switch (format) {
    case ListFormat::kPlain:
      return ReadPlain(text);
    case ListFormat::kHosts:
      return ReadHosts(text);
    case ListFormat::kAdblock:
      return ReadAdblock(text);
    case ListFormat::kMetaMask:
      return ReadMetaMask(text);
    case ListFormat::kCsv:
      return ReadCsv(column, text);
  }
  return Entries{};
}

}  // namespace watchword::author
