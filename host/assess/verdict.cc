// SPDX-License-Identifier: Apache-2.0
#include "assess/verdict.h"

namespace watchword::assess {

const char* NameOf(Level level) {
  switch (level) {
    case Level::kNone:
      return "none";
    case Level::kNotice:
      return "notice";
    case Level::kCaution:
      return "caution";
    case Level::kDanger:
      return "danger";
  }
  return "none";
}

}  // namespace watchword::assess
