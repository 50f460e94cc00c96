// SPDX-License-Identifier: Apache-2.0
// Which repositories tell this computer what is new, and which of their packs it takes.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "tuf/client.h"

namespace watchword::update {

inline constexpr const char* kRepositoryFile = "repository.json";
inline constexpr const char* kMoreRepositories = "repositories";  // a folder beside it
inline constexpr std::size_t kMostRepositories = 16;
inline constexpr std::size_t kMostPacks = 32;  // of one repository
inline constexpr std::size_t kMostPacksOfAll = 60;

// {"name":"watchword","root":"root.json","mirrors":[{"metadata":"https://…","targets":"https://…"}],"ca_file":"…",
//  "packs":["base","lang-de"]}
struct Repository {
  std::string name;
  std::string first_root;  // bytes of the file, which lies beside this one
  std::vector<tuf::Mirror> mirrors;
  std::string ca_file;             // certificates to trust, PEM; empty for the system's
  std::vector<std::string> packs;  // as they are called there
  bool is_first = true;            // the one that brings the base pack and the names never to be flagged

  // Under which a pack of it is installed: an organisation's has its name before it.
  std::string NameOf(const std::string& pack) const { return is_first ? pack : name + "." + pack; }
};

// A file that says no repository, and why.
struct Unreadable {
  std::string file;
  Error error;  // names the file, and the place in it
};

struct Repositories {
  std::vector<Repository> all;  // the first in front, where there is one
  std::vector<Unreadable> unreadable;
};

// The first is WATCHWORD_REPOSITORY alone when set; else the one beside the program, then in /etc/watchword.
// Those of organisations are the files repositories/*.json in the same folders, by name; they bring no base
// pack, and none may be called like one before it. One that is wrong is told and harms no other. Error:
// kNotFound when there is no file at all, naming every place looked at.
Result<Repositories> ReadRepositories(const base::FileSystem& files);

}  // namespace watchword::update
