// SPDX-License-Identifier: Apache-2.0
// A private key of somebody who signs for a role. Ed25519.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tuf/json.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace watchword::publish {

// What everybody may know of a key, as it stands in metadata.
struct PublicPart {
  std::string id;  // SHA-256 of the canonical JSON of `key`
  tuf::Json key;
};

// Immutable; copies share it.
class SigningKey {
 public:
  // Error: kIo when there is no randomness.
  static Result<SigningKey> Generate();

  // From a PEM file (PKCS#8). Errors: kNotFound, kIo, kInvalid when it is no Ed25519 key; all name the path.
  static Result<SigningKey> Load(const std::string& path);

  // Writes a new file that only this user can read. Error: kIo, also when there is one already.
  Status Save(const std::string& path) const;

  const PublicPart& public_part() const { return public_part_; }

  // Hexadecimal. Error: kIo.
  Result<std::string> Sign(std::string_view message) const;

 private:
  explicit SigningKey(std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<evp_pkey_st> key_;
  PublicPart public_part_;
};

}  // namespace watchword::publish
