// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "pack/pack.h"

namespace watchword::pack {

// An array of contacts, in a pack or in help/<region>.json. Error: kInvalid with a JSON pointer: a member
// that is missing, unknown or odd, no way to reach anyone, an address that is not https, a grade that is not
// shipped.
Result<std::vector<HelpContact>> ReadHelpContacts(const base::JsonCursor& from);

// What a contact or a scheme may say of the help: loss, captivity, job.
bool IsHelpKind(const std::string& word);

base::Json HelpJson(const std::vector<HelpContact>& contacts);
base::Json HelpJson(const std::map<std::string, std::vector<HelpContact>>& help);

}  // namespace watchword::pack
