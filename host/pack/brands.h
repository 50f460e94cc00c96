// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "pack/pack.h"

namespace watchword::pack {

// The object of a pack or of brands.json; `common_words` may be missing there. Error: kInvalid with a JSON
// pointer: a member that is missing, unknown or odd, a kind nobody knows.
Result<Brands> ReadBrands(const base::JsonCursor& from);

base::Json BrandsJson(const Brands& brands);

}  // namespace watchword::pack
