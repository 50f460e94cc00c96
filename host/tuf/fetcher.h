// SPDX-License-Identifier: Apache-2.0
// The network, as an interface. What it brings is checked by whoever asked.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace watchword::tuf {

class Fetcher {
 public:
  virtual ~Fetcher() = default;

  // Errors name the address: kNotFound when the server says that there is no such file (404, 403), kTooLarge
  // when there are more than max_bytes, kIo for everything else.
  virtual Result<std::string> Fetch(const std::string& url, std::size_t max_bytes) = 0;
};

}  // namespace watchword::tuf
