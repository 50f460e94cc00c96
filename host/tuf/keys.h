// SPDX-License-Identifier: Apache-2.0
// Public keys and the signatures they check.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tuf/json.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace watchword::tuf {

enum class Scheme { kEd25519, kEcdsaP256, kRsaPss };

// A public key of a kind we know. Immutable, copies share it.
class PublicKey {
 public:
  // `key` is an entry of "keys": {"keytype", "scheme", "keyval": {"public"}}. Nothing when the type or the
  // scheme is none we know, or the value is no such key: it then signs nothing.
  static std::optional<PublicKey> Load(const Json& key);

  // Whether `signature` (bytes) is this key's over `message`.
  bool Verifies(std::string_view message, std::string_view signature) const;

  // The same key, whatever name or notation it came under.
  friend bool operator==(const PublicKey& one, const PublicKey& other);

 private:
  PublicKey(Scheme scheme, std::shared_ptr<evp_pkey_st> key) : scheme_(scheme), key_(std::move(key)) {}

  Scheme scheme_;
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace watchword::tuf
