// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "author/finding.h"
#include "pack/pack.h"

namespace watchword::author {

// What makes a brand never found, found everywhere, or an honest site a look-alike: ids and words used twice,
// words that no host name has, short words that would count alone, domains that are none or two brands'.
std::vector<Finding> LintBrands(const pack::Brands& brands);

}  // namespace watchword::author
