// SPDX-License-Identifier: Apache-2.0
#include "tuf/signed_file.h"

#include <algorithm>
#include <vector>

namespace watchword::tuf {
namespace {

// A signature that is no hexadecimal text is one that does not fit. Two under one id are refused, even where
// one would do: the specification wants each id once.
Status ReadSignatures(const base::JsonCursor& document, SignedFile& file) {
  const auto list = document.Elements("signatures");
  if (!list) return list.error();
  for (const base::JsonCursor& entry : *list) {
    const auto id = entry.String("keyid");
    if (!id) return id.error();
    const auto digits = entry.String("sig");
    if (!digits) return digits.error();
    const auto [place, is_new] = file.signatures.emplace(*id, FromHex(*digits).value_or(""));
    if (!is_new) return entry.Complaint("the key " + *id + " has signed already");
  }
  return {};
}

bool Signed(const SignedFile& file, const std::string& id, const PublicKey& key) {
  const auto signature = file.signatures.find(id);
  return signature != file.signatures.end() && key.Verifies(file.canonical, signature->second);
}

}  // namespace

Result<SignedFile> ReadSignedFile(std::string_view bytes) {
  auto json = ParseStrict(bytes);
  if (!json) return json.error();
  const base::JsonCursor document(*json);
  const auto part = document.Member("signed");
  if (!part) return part.error();
  auto canonical = Canonical(part->json());
  if (!canonical) return canonical.error();
  SignedFile file{part->json(), *std::move(canonical), {}};
  if (const Status read = ReadSignatures(document, file); !read) return read.error();
  return file;
}

Status CheckSignatures(const SignedFile& file, const Role& role, const Keys& keys) {
  std::vector<PublicKey> signers;
  for (const std::string& id : role.key_ids) {
    const auto key = keys.find(id);
    if (key == keys.end() || !Signed(file, id, key->second)) continue;
    if (std::find(signers.begin(), signers.end(), key->second) == signers.end())
      signers.push_back(key->second);
    if (static_cast<std::int64_t>(signers.size()) >= role.threshold) return {};
  }
  return Error{ErrorCode::kInvalid, std::to_string(signers.size()) + " of " + std::to_string(role.threshold) +
                                        " signatures it needs are there"};
}

}  // namespace watchword::tuf
