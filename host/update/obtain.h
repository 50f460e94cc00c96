// SPDX-License-Identifier: Apache-2.0
// Getting the pack that is offered: what changed, or all of it.
#pragma once

#include <string>

#include "base/result.h"
#include "pack/envelope.h"
#include "tuf/client.h"
#include "update/offer.h"

namespace watchword::update {

struct Obtained {
  std::string file;            // envelope and body
  std::size_t downloaded = 0;  // bytes
  bool by_delta = false;
};

// `live` is the pack that is judged with now, sealed; empty when there is none. A delta is an optimisation:
// whatever is wrong with it, the whole pack is taken. Errors: of Download and Verify; kInvalid when the body
// is not the one that was signed.
Result<Obtained> Obtain(tuf::Client& client, const Offer& offer, const std::string& live);

}  // namespace watchword::update
