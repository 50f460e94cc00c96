// SPDX-License-Identifier: Apache-2.0
#include "author/finding.h"

namespace watchword::author {

std::string ToText(const Finding& finding) {
  const std::string place = finding.pointer.empty() ? "" : finding.pointer + ": ";
  return finding.file + ": " + place + finding.message;
}

}  // namespace watchword::author
