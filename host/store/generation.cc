// SPDX-License-Identifier: Apache-2.0
#include "store/generation.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "pack/envelope.h"
#include "store/disk.h"

namespace watchword::store {
namespace {

constexpr std::size_t kNameDigits = 6;
constexpr std::size_t kMaxNumberDigits = 12;
constexpr std::size_t kDigestDigits = 32;

Status CheckPack(const Folder& folder, const PackEntry& entry, Care care) {
  const std::string file = FileOf(entry.name);
  const auto size = SizeOf(folder, file);
  if (!size) return size.error();
  const bool whole = care == Care::kWhole;
  const auto bytes = whole ? ReadFile(folder, file, pack::kMaxStoredBytes + pack::kEnvelopeBytes)
                           : ReadStart(folder, file, pack::kEnvelopeBytes);
  if (!bytes) return bytes.error();
  const auto head = pack::ReadHead(*bytes);
  if (!head) return Context(folder.At(file), head.error());
  if (head->digest != entry.digest || *size != entry.bytes || *size != head->file_bytes)
    return Error{ErrorCode::kInvalid, folder.At(file) + ": not what the manifest says"};
  const Status stored = whole ? pack::CheckStored(*bytes) : Status();
  if (!stored) return Context(folder.At(file), stored.error());
  return {};
}

}  // namespace

std::string NameOf(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < kNameDigits ? kNameDigits - digits.size() : 0, '0') + digits;
}

std::optional<std::uint64_t> NumberOf(std::string_view name) {
  if (name.size() < kNameDigits || name.size() > kMaxNumberDigits) return std::nullopt;
  std::uint64_t number = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  if (read.ec != std::errc() || read.ptr != name.data() + name.size() || NameOf(number) != name)
    return std::nullopt;
  return number;
}

std::string ToText(const Pointer& pointer) {
  return NameOf(pointer.number) + " " + pointer.manifest_digest + "\n";
}

Result<Pointer> ReadPointer(std::string_view text) {
  const std::size_t space = text.find(' ');
  const auto number = NumberOf(text.substr(0, space));
  const bool fits = number && text.size() == space + 1 + kDigestDigits + 1 && text.back() == '\n';
  if (!fits) return Error{ErrorCode::kInvalid, std::string(kCurrent) + " does not name a generation"};
  return Pointer{*number, std::string(text.substr(space + 1, kDigestDigits))};
}

Result<std::vector<std::uint64_t>> NumbersIn(const Folder& generations) {
  const auto names = NamesIn(generations);
  if (!names) return names.error();
  std::vector<std::uint64_t> numbers;
  for (const std::string& name : *names) {
    if (const auto number = NumberOf(name)) numbers.push_back(*number);
  }
  std::sort(numbers.rbegin(), numbers.rend());
  return numbers;
}

Result<Generation> ReadGeneration(const Folder& generations, std::uint64_t number, Care care) {
  const auto folder = generations.OpenBelow(NameOf(number));
  if (!folder) return folder.error();
  const auto text = ReadFile(*folder, kManifest, kMaxManifestBytes);
  if (!text) return text.error();
  auto manifest = ReadManifest(*text);
  if (!manifest) return Context(folder->At(kManifest), manifest.error());
  for (const PackEntry& entry : manifest->packs) {
    if (const Status good = CheckPack(*folder, entry, care); !good) return good.error();
  }
  return Generation{number, *std::move(manifest), pack::DigestOf(*text)};
}

}  // namespace watchword::store
