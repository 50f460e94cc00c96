// SPDX-License-Identifier: Apache-2.0
#include "store/manifest.h"

#include <algorithm>
#include <limits>

#include "base/json.h"

namespace watchword::store {
namespace {

using base::Json;
using base::JsonCursor;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMaxNameBytes = 64;

bool IsNameByte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' ||
         byte == '_';
}

Result<PackEntry> ReadEntry(const JsonCursor& json) {
  const auto name = json.String("name");
  if (!name) return name.error();
  if (!IsPackName(*name)) return json.Complaint("not the name of a pack");
  const auto digest = json.String("digest");
  if (!digest) return digest.error();
  const auto bytes = json.Integer("bytes", 1, kMost);
  if (!bytes) return bytes.error();
  const auto sequence = json.Integer("sequence", 0, kMost);
  if (!sequence) return sequence.error();
  const auto identity = json.String("identity");
  if (!identity) return identity.error();
  return PackEntry{*name, *digest, static_cast<std::uint64_t>(*bytes), static_cast<std::uint64_t>(*sequence),
                   *identity};
}

Json ToJson(const PackEntry& entry) {
  return {{"name", entry.name},
          {"digest", entry.digest},
          {"bytes", entry.bytes},
          {"sequence", entry.sequence},
          {"identity", entry.identity}};
}

}  // namespace

bool IsPackName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxNameBytes && std::all_of(name.begin(), name.end(), IsNameByte) &&
         name[0] != '.' && name[0] != '-' && name[0] != '_';
}

std::string FileOf(const std::string& pack_name) {
  return pack_name + ".pack";
}

std::string ToText(const Manifest& manifest) {
  Json packs = Json::array();
  for (const PackEntry& entry : manifest.packs) packs.push_back(ToJson(entry));
  return base::ToText({{"installed", manifest.installed}, {"packs", std::move(packs)}}) + "\n";
}

Result<Manifest> ReadManifest(std::string_view text) {
  const auto json = base::ParseJson(text, {.max_bytes = kMaxManifestBytes});
  if (!json) return json.error();
  const JsonCursor cursor(*json);
  const auto installed = cursor.Integer("installed", 0, kMost);
  if (!installed) return installed.error();
  const auto packs = cursor.Elements("packs");
  if (!packs) return packs.error();
  if (packs->size() > kMaxPacks) return cursor.Complaint("too many packs");
  Manifest manifest{.packs = {}, .installed = *installed};
  for (const JsonCursor& pack : *packs) {
    auto entry = ReadEntry(pack);
    if (!entry) return entry.error();
    manifest.packs.push_back(*std::move(entry));
  }
  return manifest;
}

}  // namespace watchword::store
