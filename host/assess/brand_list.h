// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/brand.h"
#include "pack/pack.h"

namespace watchword::assess {

// What a pack says about brands as host names are compared with it.
domain::BrandList BrandListOf(pack::Brands from);

}  // namespace watchword::assess
