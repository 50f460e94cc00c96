// SPDX-License-Identifier: Apache-2.0
#include "canary/built_in.h"

extern "C" {
extern const char watchword_ordinary_texts_begin[];
extern const char watchword_ordinary_texts_end[];
extern const char watchword_good_names_begin[];
extern const char watchword_good_names_end[];
}

namespace watchword::canary {

std::string_view OrdinaryTexts() {
  return {watchword_ordinary_texts_begin, watchword_ordinary_texts_end};
}

std::string_view GoodNames() {
  return {watchword_good_names_begin, watchword_good_names_end};
}

}  // namespace watchword::canary
