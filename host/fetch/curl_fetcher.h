// SPDX-License-Identifier: Apache-2.0
// Files from web servers, by libcurl. No redirects, no cookies, no compression,
// http and https only.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "tuf/fetcher.h"

namespace watchword::fetch {

struct Patience {
  std::chrono::milliseconds connect{10'000};
  std::chrono::seconds slow{20};      // so long it may be slower than …
  long slow_bytes_per_second = 1024;  // … this
  std::chrono::milliseconds whole{300'000};
};

// One thread at a time. Says "watchword/<major version>" to servers and nothing else about who asks.
class CurlFetcher final : public tuf::Fetcher {
 public:
  // `ca_file`: certificates to trust, PEM; empty for the system's.
  explicit CurlFetcher(Patience patience = {}, std::string ca_file = "");

  // As Fetcher; an answer other than 200 is no file.
  Result<std::string> Fetch(const std::string& url, std::size_t max_bytes) override;

 private:
  Patience patience_;
  std::string ca_file_;
  std::unique_ptr<void, void (*)(void*)> handle_;  // a CURL; keeps connections
};

}  // namespace watchword::fetch
