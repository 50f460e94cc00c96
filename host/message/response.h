// SPDX-License-Identifier: Apache-2.0
// What the host answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "message/request.h"

namespace watchword::message {

// What was added to the base pack, or was to be.
struct AdditionDescription {
  std::string name;
  int version = 0;
  std::string left_out;  // why it is not in; mostly empty
};

struct PackDescription {
  std::string id;
  int version = 0;
  std::string digest;
  std::size_t rules = 0;
  std::vector<std::string> languages;
  std::string built;
  std::vector<AdditionDescription> additions;
};

struct HostDescription {
  std::string version;
  std::optional<PackDescription> pack;
  bool image_missing = false;  // there is a pack, and nothing compiled to judge with
};

// What this process gave up, and the kernel enforces.
struct Protection {
  bool network_denied = false;
  bool exec_denied = false;
  int landlock = 0;            // version; 0: any file of this user can be opened for reading
  bool memory_hidden = false;  // from other programs of this user
  bool no_new_code = false;
};

struct Counters {
  std::uint64_t requests = 0;
  std::uint64_t errors = 0;
};

std::string HelloReply(std::uint32_t id, const HostDescription& host);
std::string StatusReply(std::uint32_t id, const HostDescription& host, Protection protection,
                        Counters counters);

// `verdict` has the members of a verdict without id and kind.
std::string VerdictReply(std::uint32_t id, const base::Json& verdict);

// Of the updater: the image was made now, or was there and whole.
std::string ImageReply(std::uint32_t id, bool was_there, std::int64_t ms);

// Of the updater: `members` without id and kind.
std::string UpdaterReply(std::uint32_t id, const std::string& kind, const base::Json& members);

// Names listed as bad, those listed last first: from the asked one on, as many as fit.
struct BlockNames {
  std::vector<std::string> names;
  std::size_t total = 0;
  std::optional<std::size_t> next;  // ask for this one; none when these were the last
};
std::string BlockNamesReply(std::uint32_t id, const std::string& digest, const BlockNames& names);

// `changed`: from here on it judges with another pack than before.
std::string ReloadReply(std::uint32_t id, const HostDescription& host, bool changed);

struct Help {
  std::vector<std::string> regions;  // of which there are contacts
  base::Json contacts;               // an array
};
std::string HelpReply(std::uint32_t id, const Help& help);

std::string ErrorReply(const Refusal& refusal);

}  // namespace watchword::message
