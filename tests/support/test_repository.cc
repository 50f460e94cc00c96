// SPDX-License-Identifier: Apache-2.0
#include "support/test_repository.h"

#include <cstdlib>
#include <iostream>

namespace watchword::test {
namespace {

using publish::SigningKey;

constexpr std::string_view kAddress = "https://test/";
constexpr std::chrono::days kLifetime{30};
constexpr std::chrono::days kRootLifetime{300};

// A fixture that cannot be made leaves nothing to test.
template <typename T>
T Must(Result<T> result) {
  if (!result) {
    std::cerr << result.error().message << '\n';
    std::abort();
  }
  return *std::move(result);
}

void Must(const Status& status) {
  if (status) return;
  std::cerr << status.error().message << '\n';
  std::abort();
}

std::vector<SigningKey> NewKeys(int number) {
  std::vector<SigningKey> keys;
  for (int i = 0; i < number; ++i) keys.push_back(Must(SigningKey::Generate()));
  return keys;
}

publish::Signers SignersOf(const std::vector<SigningKey>& keys, int threshold) {
  publish::Signers signers{.keys = {}, .threshold = threshold};
  for (const SigningKey& key : keys) signers.keys.push_back(key.public_part());
  return signers;
}

}  // namespace

TestRepository::TestRepository() {
  for (const char* role : {tuf::kRoot, tuf::kTargets, tuf::kSnapshot, tuf::kTimestamp}) Rotate(role);
  repository.SetExpiry(tuf::kRoot, kNow + kRootLifetime);
  repository.SetExpiry(tuf::kTargets, kNow + kLifetime);
  Publish();
}

void TestRepository::Rotate(const std::string& role) {
  Rotate(role, 1, 1);
}

void TestRepository::Rotate(const std::string& role, int number, int threshold) {
  keys[role] = NewKeys(number);
  repository.SetSigners(role, SignersOf(keys[role], threshold));
}

void TestRepository::Delegate(const std::string& delegator, const std::string& name,
                              std::vector<std::string> paths, bool terminating) {
  if (!keys.contains(name)) keys[name] = NewKeys(1);
  Must(repository.Delegate(delegator, {name, SignersOf(keys[name], 1), std::move(paths), terminating}));
  repository.SetExpiry(name, kNow + kLifetime);
}

void TestRepository::AddTarget(const std::string& role, const std::string& path, const std::string& bytes) {
  Must(repository.AddTarget(role, path, bytes));
}

void TestRepository::Sign(const std::string& role) {
  Must(repository.Sign(role, keys[role]));
  if (role != tuf::kRoot) return;
  // A new root is signed by the keys of the one before it, too.
  Must(repository.Sign(role, root_keys_so_far_));
  root_keys_so_far_ = keys[role];
}

void TestRepository::Publish() {
  PublishUntil(kNow + kLifetime, kNow + kLifetime);
}

void TestRepository::PublishUntil(base::Time snapshot, base::Time timestamp) {
  for (const auto& [role, signers] : keys) {
    if (role == tuf::kSnapshot || role == tuf::kTimestamp) continue;
    if (repository.HasUnsignedChanges(role)) Sign(role);
  }
  const publish::OnlineKeys online{keys[tuf::kSnapshot], keys[tuf::kTimestamp]};
  Must(repository.SignTop(online, snapshot, timestamp));
}

void TestRepository::PublishTimestamp() {
  const std::string version = repository.Read(tuf::kSnapshot)["version"].dump();
  const std::string& bytes = File("metadata/" + version + ".snapshot.json");
  tuf::Json& info = Edit(tuf::kTimestamp)["meta"]["snapshot.json"];
  info["version"] = repository.Read(tuf::kSnapshot)["version"];
  info["length"] = bytes.size();
  info["hashes"]["sha256"] = tuf::Sha256Hex(bytes);
  Sign(tuf::kTimestamp);
}

Result<std::string> TestServer::Fetch(const std::string& url, std::size_t max_bytes) {
  const std::string path = url.substr(kAddress.size());
  asked.push_back(path);
  caps.push_back(max_bytes);
  if (const auto failure = failures.find(path); failure != failures.end()) return failure->second;
  const auto other = instead.find(path);
  const auto file = repository_->files().find(path);
  if (other == instead.end() && file == repository_->files().end())
    return Error{ErrorCode::kNotFound, url + ": the server says 404"};
  const std::string& bytes = other != instead.end() ? other->second : file->second;
  if (bytes.size() > max_bytes)
    return Error{ErrorCode::kTooLarge, url + ": more than " + std::to_string(max_bytes) + " bytes"};
  return bytes;
}

TestComputer::TestComputer(tuf::Fetcher& server) {
  source.mirrors = {{"https://test/metadata", "https://test/targets"}};
  source.fetcher = &server;
  source.files = &files_;
  source.folder = folder_.At("trusted");
}

std::string TestComputer::RefreshError(base::Time now) const {
  const auto client = Refresh(now);
  return client ? "" : client.error().message;
}

std::map<std::string, std::string> TestComputer::Files() const {
  std::map<std::string, std::string> contents;
  const auto names = files_.ListFiles(source.folder);
  if (!names) return contents;
  for (const std::string& name : *names)
    contents[name] = Must(files_.Read(source.folder + "/" + name, base::kMaxFileBytes));
  return contents;
}

void TestComputer::Put(const std::string& name, std::string_view bytes) {
  Must(files_.Write(source.folder + "/" + name, bytes));
}

std::int64_t TestComputer::Version(const std::string& role) const {
  const tuf::MetadataStore store(files_, source.folder);
  const auto json = Must(tuf::ParseStrict(Must(store.Read(role, base::kMaxFileBytes))));
  return json["signed"]["version"].get<std::int64_t>();
}

}  // namespace watchword::test
