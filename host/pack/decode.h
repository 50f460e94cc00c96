// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "pack/envelope.h"
#include "pack/pack.h"

namespace watchword::pack {

// Of one rule.
inline constexpr double kMaxPoints = 100;

// Error: kInvalid with the JSON pointer of what is wrong in the body.
Result<Pack> Decode(const VerifiedPack& verified);

// The same from bytes that were checked in another way.
Result<Pack> DecodeBody(std::string_view body);

// One wording from its JSON. Error: kInvalid.
Result<Wording> DecodeWording(std::string_view body);

// Parts that authors write in the same form as packs hold them.
Result<Weight> ReadWeight(const base::JsonCursor& from);
Result<Speaker> ReadSpeaker(const base::JsonCursor& from);
Result<Model> ReadModel(const base::JsonCursor& from);
Result<Wording> ReadWording(const base::JsonCursor& from);
Result<WordLists> ReadWordLists(const base::JsonCursor& from);

}  // namespace watchword::pack
