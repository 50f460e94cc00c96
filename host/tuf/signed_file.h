// SPDX-License-Identifier: Apache-2.0
// {"signed": …, "signatures": […]}: what is said, and who says so.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "tuf/metadata.h"

namespace watchword::tuf {

struct SignedFile {
  Json part;                                      // "signed"
  std::string canonical;                          // what was signed
  std::map<std::string, std::string> signatures;  // by key id
};

// Errors: those of ParseStrict; kInvalid for another form, and for two signatures under one key id.
Result<SignedFile> ReadSignedFile(std::string_view bytes);

// Distinct keys of the role that signed are counted: a key under two names is one.
// Error: kInvalid "1 of 2 signatures it needs are there".
Status CheckSignatures(const SignedFile& file, const Role& role, const Keys& keys);

}  // namespace watchword::tuf
