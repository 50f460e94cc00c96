// SPDX-License-Identifier: Apache-2.0
// A target that a role we trust vouches for.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "tuf/metadata.h"

namespace watchword::tuf {

// Only Client makes it.
class TrustedTarget {
 public:
  const std::string& path() const { return path_; }
  std::size_t length() const { return info_.length; }  // bytes
  const Hashes& hashes() const { return info_.hashes; }
  const Json& custom() const { return info_.custom; }  // null when there is none
  // Who vouches: "targets", or the delegated role that led to it.
  const std::string& role() const { return role_; }

  // Whether these bytes are the target. Error: kInvalid, which names it.
  Status Check(std::string_view bytes) const;

 private:
  friend class Client;
  TrustedTarget(std::string path, TargetInfo info, std::string role)
      : path_(std::move(path)), info_(std::move(info)), role_(std::move(role)) {}

  std::string path_;
  TargetInfo info_;
  std::string role_;
};

}  // namespace watchword::tuf
