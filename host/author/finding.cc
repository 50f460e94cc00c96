// SPDX-License-Identifier: Apache-2.0
#include "author/finding.h"

namespace watchword::author {

Finding MakeFinding(const std::string& file, const Error& error) {
  const auto end = error.message.find(": ");
  // Other failures may begin with the path of a file.
  const bool has_pointer = error.code == ErrorCode::kInvalid && error.message.starts_with('/');
  if (!has_pointer || end == std::string::npos) return {file, "", error.message};
  const std::string pointer = error.message.substr(0, end);
  return {file, pointer == "/" ? "" : pointer, error.message.substr(end + 2)};
}

std::string ToText(const Finding& finding) {
  const std::string place = finding.pointer.empty() ? "" : finding.pointer + ": ";
  return finding.file + ": " + place + finding.message;
}

}  // namespace watchword::author
