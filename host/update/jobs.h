// SPDX-License-Identifier: Apache-2.0
// What the program can be asked to do, on this computer. REQUIRE one thread, and SIGPIPE ignored.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "message/protocol.h"
#include "update/build_image.h"
#include "update/check.h"

namespace watchword::update {

struct Failure {
  message::Code code = message::Code::kUpdateFailed;  // or kNoRepository
  std::string message;
};

struct PackStanding {
  std::string name;
  int version = 0;
  std::string why;  // it is not judged with; mostly empty
};

struct RepositoryStanding {
  std::string name;  // or the file that says none
  store::Visits visits;
  std::string why_never;  // it cannot be asked; mostly empty
};

// How things stand, without asking anybody.
struct Standing {
  int version = 0;               // of what is judged with; 0 when there is nothing
  std::uint64_t generation = 0;  // 0: what came with the program
  std::int64_t installed = 0;    // seconds since 1970, as all of these; 0: never
  std::int64_t last_check = 0;   // of the first repository, as the next three
  std::int64_t last_success = 0;
  std::int64_t next_check = 0;
  int failures = 0;                              // in a row
  std::string why_older;                         // what is wrong with what should be live; mostly empty
  std::string why_never;                         // why nothing can be asked; mostly empty
  std::vector<PackStanding> packs;               // that are live, and those that came and were left out
  std::vector<RepositoryStanding> repositories;  // that are followed
};

struct Jobs {
  std::function<ImageOutcome()> build;
  std::function<std::variant<Report, Failure>(When)> check;
  std::function<Standing()> stand;
  std::function<Result<int>()> roll_back;  // the version that is live then
};

Jobs RealJobs();

base::Json ToJson(const Report& report);
base::Json ToJson(const Standing& standing);

}  // namespace watchword::update
