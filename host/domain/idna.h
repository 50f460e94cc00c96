// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unicode/idna.h>

namespace watchword::domain {

// The one set of rules for names (UTS 46, nontransitional). Made once; shared between threads.
const icu::IDNA& Idna();

}  // namespace watchword::domain
