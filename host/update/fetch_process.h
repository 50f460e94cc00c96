// SPDX-License-Identifier: Apache-2.0
// The one process of ours that talks to servers. It writes nothing, and nothing it says is believed.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "base/result.h"
#include "tuf/fetch_pipe.h"

namespace watchword::update {

class FetchProcess {
 public:
  // Forks. REQUIRES: one thread, SIGPIPE ignored. Error: kIo.
  static Result<std::unique_ptr<FetchProcess>> Start(const std::string& ca_file);

  // Ends it.
  ~FetchProcess();
  FetchProcess(const FetchProcess&) = delete;
  FetchProcess& operator=(const FetchProcess&) = delete;

  tuf::Fetcher& fetcher() { return fetcher_; }

 private:
  FetchProcess(pid_t child, int to, int from);

  pid_t child_;
  int to_;
  int from_;
  std::unique_ptr<base::ByteStream> pipe_;
  tuf::PipeFetcher fetcher_;
};

}  // namespace watchword::update
