// SPDX-License-Identifier: Apache-2.0
// What the host must know of rules and wordings, as tables.
#pragma once

#include "base/result.h"
#include "image/image.h"
#include "pack/pack.h"

namespace watchword::compile {

// Adds kRules, kRulesById, kWordings and kText. Error: kInvalid "<rule>: unknown stage <scheme>/<stage>".
Status WriteRuleTables(const pack::Pack& pack, image::Builder& image);

}  // namespace watchword::compile
