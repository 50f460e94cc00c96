// SPDX-License-Identifier: Apache-2.0
#include "publish/key_file.h"

#include <algorithm>
#include <set>

#include "publish/roles.h"
#include "tuf/digest.h"
#include "tuf/keys.h"

namespace watchword::publish {
namespace {

constexpr std::size_t kMaxKeyBytes = 8192;

Error NoKey(const std::string& path) {
  return Error{ErrorCode::kInvalid, path + ": neither a private key in PEM nor a public part in JSON"};
}

Result<KeyFile> LoadPublic(const std::string& path, std::string_view text) {
  auto json = tuf::ParseStrict(text);
  if (!json || !tuf::PublicKey::Load(*json)) return NoKey(path);
  const auto canonical = tuf::Canonical(*json);
  if (!canonical) return NoKey(path);
  return KeyFile{path, {tuf::Sha256Hex(*canonical), *std::move(json)}, std::nullopt};
}

Result<KeyFile> LoadKey(const base::FileSystem& files, const std::string& path) {
  const auto text = files.Read(path, kMaxKeyBytes);
  if (!text) return text.error();
  if (text->starts_with('{')) return LoadPublic(path, *text);
  if (!text->starts_with("-----BEGIN")) return NoKey(path);
  auto key = SigningKey::Load(path);
  if (!key) return key.error();
  return KeyFile{path, key->public_part(), *key};
}

}  // namespace

Result<KeyFiles> LoadKeys(const base::FileSystem& files, const std::vector<std::string>& paths) {
  KeyFiles keys;
  for (const std::string& path : paths) {
    auto key = LoadKey(files, path);
    if (!key) return key.error();
    keys.push_back(*std::move(key));
  }
  return keys;
}

std::string ToText(const PublicPart& part) {
  return part.key.dump(1) + '\n';
}

std::vector<SigningKey> SignersOf(const KeyFiles& keys) {
  std::vector<SigningKey> signers;
  for (const KeyFile& key : keys) {
    if (key.signer) signers.push_back(*key.signer);
  }
  return signers;
}

Result<Signers> MakeSigners(const std::string& role, const KeyFiles& keys, int threshold) {
  Signers signers{.keys = {}, .threshold = threshold};
  std::set<std::string> seen;
  for (const KeyFile& key : keys) {
    if (!seen.insert(key.part.id).second)
      return Error{ErrorCode::kInvalid, key.path + ": given twice for the role " + role};
    signers.keys.push_back(key.part);
  }
  if (threshold >= 1 && static_cast<std::size_t>(threshold) <= keys.size()) return signers;
  return Error{ErrorCode::kInvalid, "the role " + role + " cannot need " + std::to_string(threshold) +
                                        " of " + std::to_string(keys.size()) + " keys"};
}

Status CheckCounts(const Repository& repository, const std::string& role, const KeyFiles& keys) {
  const auto ids = KeyIdsOf(repository, role);
  if (!ids) return ids.error();
  for (const KeyFile& key : keys) {
    if (!key.signer) return Error{ErrorCode::kInvalid, key.path + ": a public part cannot sign"};
    if (std::find(ids->begin(), ids->end(), key.part.id) == ids->end())
      return Error{ErrorCode::kInvalid, key.path + ": not a key of the role " + role};
  }
  return {};
}

}  // namespace watchword::publish
