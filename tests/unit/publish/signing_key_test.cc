// SPDX-License-Identifier: Apache-2.0
#include "publish/signing_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "support/temporary_folder.h"
#include "tuf/digest.h"
#include "tuf/keys.h"

namespace watchword::publish {
namespace {

TEST(SigningKey, WhatItSignsItsPublicPartVerifies) {
  const auto key = SigningKey::Generate();
  ASSERT_TRUE(key);
  const auto verifier = tuf::PublicKey::Load(key->public_part().key);
  ASSERT_TRUE(verifier);
  const auto signature = key->Sign("text");
  ASSERT_TRUE(signature);
  EXPECT_TRUE(verifier->Verifies("text", *tuf::FromHex(*signature)));
  EXPECT_FALSE(verifier->Verifies("next", *tuf::FromHex(*signature)));
}

TEST(SigningKey, ItsIdIsTheHashOfItsPublicPart) {
  const auto key = SigningKey::Generate();
  ASSERT_TRUE(key);
  EXPECT_EQ(key->public_part().id, tuf::Sha256Hex(*tuf::Canonical(key->public_part().key)));
}

TEST(SigningKey, IsTheSameAfterAWayOverTheDisk) {
  const test::TemporaryFolder folder;
  const auto key = SigningKey::Generate();
  ASSERT_TRUE(key);
  ASSERT_TRUE(key->Save(folder.At("key.pem")));
  struct stat facts {};
  ASSERT_EQ(::stat(folder.At("key.pem").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  const auto loaded = SigningKey::Load(folder.At("key.pem"));
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->public_part().id, key->public_part().id);
  EXPECT_EQ(*loaded->Sign("text"), *key->Sign("text"));
}

TEST(SigningKey, DoesNotReplaceAFile) {
  const test::TemporaryFolder folder;
  const auto key = SigningKey::Generate();
  ASSERT_TRUE(key);
  ASSERT_TRUE(key->Save(folder.At("key.pem")));
  const Status saved = SigningKey::Generate()->Save(folder.At("key.pem"));
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().message, folder.At("key.pem") + ": File exists");
}

TEST(SigningKey, AnotherFileIsNoKey) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.At("key.pem")) << "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
  const auto loaded = SigningKey::Load(folder.At("key.pem"));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message, folder.At("key.pem") + ": no Ed25519 key in PEM without a password");
  EXPECT_EQ(SigningKey::Load(folder.At("none")).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace watchword::publish
