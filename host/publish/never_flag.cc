// SPDX-License-Identifier: Apache-2.0
#include "publish/never_flag.h"

#include <set>
#include <string>

#include "domain/public_suffixes.h"
#include "tuf/metadata.h"

namespace watchword::publish {
namespace {

Error Complaint(std::size_t line, const std::string& what) {
  return Error{ErrorCode::kInvalid, "line " + std::to_string(line) + ": " + what};
}

Result<std::string> ReadName(std::string_view text, std::size_t line,
                             const domain::PublicSuffixes& suffixes) {
  const auto host = domain::HostName::Parse(text);
  const bool is_bare = host && host->begin() == 0 && host->end() == text.size() && !host->is_address();
  if (!is_bare) return Complaint(line, "\"" + std::string(text) + "\" is no host name");
  if (suffixes.RegistrableOf(*host).empty())
    return Complaint(line, "\"" + std::string(text) + "\" is nobody's own name");
  return host->ascii();
}

}  // namespace

Result<std::size_t> SetNeverFlag(Repository& repository, std::string_view list) {
  const auto suffixes = domain::PublicSuffixes::BuiltIn();
  std::set<std::string> names;
  for (std::size_t line = 1; !list.empty(); ++line) {
    const std::size_t end = list.find('\n');
    std::string_view text = list.substr(0, end);
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty()) continue;
    auto name = ReadName(text, line, suffixes);
    if (!name) return name.error();
    names.insert(*std::move(name));
  }
  if (names.empty()) return Error{ErrorCode::kInvalid, "there is no name in it"};
  std::string bytes;
  for (const std::string& name : names) bytes += name + '\n';
  if (Status added = repository.AddTarget(tuf::kTargets, kNeverFlagPath, std::move(bytes)); !added)
    return added.error();
  return names.size();
}

}  // namespace watchword::publish
