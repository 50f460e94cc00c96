// SPDX-License-Identifier: Apache-2.0
// Addresses as they stand in text: where one can be sent to.
#pragma once

#include <vector>

#include "text/normal_text.h"
#include "text/unit.h"

namespace watchword::text {

// Links, bare names, invitations, @handles and wallet addresses in folded
// units, in order. A wallet is recognised by its form; nothing is looked up.
std::vector<Address> FindAddresses(const Units& units);

}  // namespace watchword::text
