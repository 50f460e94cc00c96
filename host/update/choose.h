// SPDX-License-Identifier: Apache-2.0
// Which of the packs that came go live: all of them together, or else those that are not to blame.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "update/build_image.h"

namespace watchword::update {

// A pack, and what of it there is.
struct Slot {
  std::string name;
  std::optional<std::string> live;  // sealed
  std::optional<std::string> next;  // sealed; newer than what is live
  bool may_shrink = false;          // `next` may have less than half of what `live` has
  bool is_followed = true;          // else it goes
};

enum class Use { kNone, kLive, kNext };

struct Choice {
  std::vector<Use> uses;                      // of each slot
  std::map<std::string, std::string> faults;  // by name: why it is not used, or used and left out of what is
                                              // judged with
  bool changes = false;                       // something else than what is live
};

// Prepares a combination, as PrepareImage does.
using Prepare = std::function<Result<std::vector<pack::Addition>>(std::span<const Trial>, Keeping)>;

// The base pack is the first slot; an addition never keeps it from coming. What is chosen and changes
// something was prepared, and its image kept. An error of the base pack alone is a fault like any other.
// Error: when what was tried and good cannot be kept.
Result<Choice> Choose(std::span<const Slot> slots, const Prepare& prepare);

}  // namespace watchword::update
