// SPDX-License-Identifier: Apache-2.0
#include "tuf/keys.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "tuf/digest.h"

namespace watchword::tuf {
namespace {

using Handle = std::shared_ptr<EVP_PKEY>;

Json Entry(const std::string& keytype, const std::string& scheme, const std::string& value) {
  Json entry;
  entry["keytype"] = keytype;
  entry["scheme"] = scheme;
  entry["keyval"]["public"] = value;
  return entry;
}

std::string Pem(const Handle& key) {
  const std::shared_ptr<BIO> text(BIO_new(BIO_s_mem()), &BIO_free);
  PEM_write_bio_PUBKEY(text.get(), key.get());
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(text.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

enum class Padding { kNone, kPss };

std::string Sign(const Handle& key, const std::string& message, Padding padding) {
  const std::shared_ptr<EVP_MD_CTX> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_PKEY_CTX* parameters = nullptr;
  EXPECT_EQ(EVP_DigestSignInit(context.get(), &parameters, EVP_sha256(), nullptr, key.get()), 1);
  if (padding == Padding::kPss) EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
  std::string signature(1024, '\0');
  std::size_t size = signature.size();
  EXPECT_EQ(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(message.data()), message.size()),
            1);
  signature.resize(size);
  return signature;
}

Handle P256() {
  return {EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), &EVP_PKEY_free};
}

Handle Rsa(std::size_t bits) {
  return {EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", bits), &EVP_PKEY_free};
}

// RFC 8032, 7.1, test 2.
constexpr const char* kPublic = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr const char* kSignature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

TEST(PublicKey, Ed25519ChecksTheExampleOfTheStandard) {
  const auto key = PublicKey::Load(Entry("ed25519", "ed25519", kPublic));
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->Verifies("\x72", *FromHex(kSignature)));
  EXPECT_FALSE(key->Verifies("\x73", *FromHex(kSignature)));
  EXPECT_FALSE(key->Verifies("\x72", ""));
}

TEST(PublicKey, EcdsaComesUnderTwoNames) {
  const Handle secret = P256();
  const std::string signature = Sign(secret, "text", Padding::kNone);
  for (const char* keytype : {"ecdsa", "ecdsa-sha2-nistp256"}) {
    const auto key = PublicKey::Load(Entry(keytype, "ecdsa-sha2-nistp256", Pem(secret)));
    ASSERT_TRUE(key) << keytype;
    EXPECT_TRUE(key->Verifies("text", signature));
    EXPECT_FALSE(key->Verifies("next", signature));
  }
}

TEST(PublicKey, RsaChecksPssAndNotTheOldPadding) {
  const Handle secret = Rsa(2048);
  const auto key = PublicKey::Load(Entry("rsa", "rsassa-pss-sha256", Pem(secret)));
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->Verifies("text", Sign(secret, "text", Padding::kPss)));
  EXPECT_FALSE(key->Verifies("text", Sign(secret, "text", Padding::kNone)));
}

TEST(PublicKey, WhatIsNoKeyOfItsKindIsNone) {
  const std::string p256 = Pem(P256());
  const std::string p384 = Pem({EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384"), &EVP_PKEY_free});
  EXPECT_FALSE(PublicKey::Load(Entry("ecdsa", "ecdsa-sha2-nistp256", p384)));
  EXPECT_FALSE(PublicKey::Load(Entry("rsa", "rsassa-pss-sha256", p256)));
  EXPECT_FALSE(PublicKey::Load(Entry("rsa", "rsassa-pss-sha256", Pem(Rsa(1024)))));
  EXPECT_FALSE(PublicKey::Load(Entry("ed25519", "ed25519", p256)));
  EXPECT_FALSE(PublicKey::Load(Entry("ed25519", "ed25519", "00")));
  EXPECT_FALSE(PublicKey::Load(Entry("ecdsa", "ecdsa-sha2-nistp384", p256)));
  EXPECT_FALSE(PublicKey::Load(Entry("magic", "magic", kPublic)));
  EXPECT_FALSE(PublicKey::Load(Json::object()));
  EXPECT_FALSE(PublicKey::Load(Json(1)));
}

TEST(PublicKey, IsTheSameInEveryNotation) {
  std::string capitals = kPublic;
  for (char& c : capitals) c = static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
  EXPECT_EQ(*PublicKey::Load(Entry("ed25519", "ed25519", kPublic)),
            *PublicKey::Load(Entry("ed25519", "ed25519", capitals)));
  const std::string pem = Pem(P256());
  EXPECT_EQ(*PublicKey::Load(Entry("ecdsa", "ecdsa-sha2-nistp256", pem)),
            *PublicKey::Load(Entry("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", pem + "\n")));
  EXPECT_FALSE(*PublicKey::Load(Entry("ecdsa", "ecdsa-sha2-nistp256", pem)) ==
               *PublicKey::Load(Entry("ed25519", "ed25519", kPublic)));
}

}  // namespace
}  // namespace watchword::tuf
