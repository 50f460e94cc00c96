// SPDX-License-Identifier: Apache-2.0
#include "tuf/keys.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>

#include "tuf/digest.h"

namespace watchword::tuf {
namespace {

using Handle = std::shared_ptr<EVP_PKEY>;

constexpr int kMinRsaBits = 2048;
constexpr int kMaxRsaBits = 8192;  // checking a signature takes time

struct Kind {
  std::string_view keytype;
  std::string_view scheme;
  Scheme meaning;
};

constexpr auto kKinds = std::to_array<Kind>({
    {"ed25519", "ed25519", Scheme::kEd25519},
    {"ecdsa", "ecdsa-sha2-nistp256", Scheme::kEcdsaP256},
    {"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", Scheme::kEcdsaP256},
    {"rsa", "rsassa-pss-sha256", Scheme::kRsaPss},
});

std::string Text(const Json& object, const char* name) {
  if (!object.is_object()) return "";
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<Scheme> SchemeOf(const Json& key) {
  const std::string keytype = Text(key, "keytype");
  const std::string scheme = Text(key, "scheme");
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& kind) {
    return kind.keytype == keytype && kind.scheme == scheme;
  });
  return found == kKinds.end() ? std::nullopt : std::optional(found->meaning);
}

Handle LoadEd25519(const std::string& value) {
  const auto bytes = FromHex(value);
  if (!bytes) return nullptr;
  return {EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                      reinterpret_cast<const unsigned char*>(bytes->data()), bytes->size()),
          &EVP_PKEY_free};
}

Handle LoadPem(const std::string& value) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> text(
      BIO_new_mem_buf(value.data(), static_cast<int>(value.size())), &BIO_free);
  return {PEM_read_bio_PUBKEY(text.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
}

bool IsP256(const EVP_PKEY* key) {
  std::array<char, 32> group{};
  return EVP_PKEY_is_a(key, "EC") == 1 &&
         EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
         std::string_view(group.data()) == "prime256v1";
}

bool IsRsa(const EVP_PKEY* key) {
  const int bits = EVP_PKEY_get_bits(key);
  return EVP_PKEY_is_a(key, "RSA") == 1 && bits >= kMinRsaBits && bits <= kMaxRsaBits;
}

// What OpenSSL remembers of a failure would be found by whoever asks next.
Handle LoadHandle(Scheme scheme, const std::string& value) {
  Handle key = scheme == Scheme::kEd25519 ? LoadEd25519(value) : LoadPem(value);
  ERR_clear_error();
  if (!key) return nullptr;
  if (scheme == Scheme::kEcdsaP256 && !IsP256(key.get())) return nullptr;
  if (scheme == Scheme::kRsaPss && !IsRsa(key.get())) return nullptr;
  return key;
}

// python-tuf and others sign with the longest salt there is room for; any length is fine.
bool UsePss(EVP_PKEY_CTX* parameters) {
  return EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_AUTO) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, EVP_sha256()) == 1;
}

}  // namespace

std::optional<PublicKey> PublicKey::Load(const Json& key) {
  const auto scheme = SchemeOf(key);
  if (!scheme || !key.contains("keyval")) return std::nullopt;
  Handle handle = LoadHandle(*scheme, Text(key["keyval"], "public"));
  if (!handle) return std::nullopt;
  return PublicKey(*scheme, std::move(handle));
}

bool PublicKey::Verifies(std::string_view message, std::string_view signature) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const EVP_MD* digest = scheme_ == Scheme::kEd25519 ? nullptr : EVP_sha256();
  EVP_PKEY_CTX* parameters = nullptr;  // the context owns it
  bool fits = EVP_DigestVerifyInit(context.get(), &parameters, digest, nullptr, key_.get()) == 1;
  if (fits && scheme_ == Scheme::kRsaPss) fits = UsePss(parameters);
  fits = fits && EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                                  signature.size(), reinterpret_cast<const unsigned char*>(message.data()),
                                  message.size()) == 1;
  ERR_clear_error();
  return fits;
}

bool operator==(const PublicKey& one, const PublicKey& other) {
  return EVP_PKEY_eq(one.key_.get(), other.key_.get()) == 1;
}

}  // namespace watchword::tuf
