// SPDX-License-Identifier: Apache-2.0
// A good compiled image with bytes changed as the input says and its hash repaired, so that the checks behind
// the hash are reached: whatever opens must scan without reading outside. Hyperscan's database is left alone:
// its format is its own, and nothing but our hash and its checksum stands before it.
#include <algorithm>
#include <cstring>
#include <memory>
#include <span>

#include "assess/ruleset.h"
#include "compile/compile_pack.h"
#include "image/image.h"
#include "input.h"
#include "match/scanner.h"
#include "text/normal_text.h"

namespace {

using namespace watchword;

constexpr std::string_view kText =
    "Guaranteed daily profit of 3 % on 500 USDT, join our telegram group. You must pay the income taxes "
    "before you can withdraw!\n\n保证每日收益 3万元，先交税才能提现。 g u a r a n t e e d returns";

// One change: where, and what is added there. 0xFFFF as the section stands for the header.
struct Change {
  std::uint16_t section = 0;
  std::uint16_t add = 0;
  std::uint32_t at = 0;
};

pack::Pack SmallPack() {
  pack::Pack pack;
  pack.info = {.id = "fuzz", .version = 1, .minimum_host = "0.1.0", .built = "2026-01-02"};
  pack.schemes = {{.id = "investment", .stages = {{.id = "pitch"}}}};
  pack.rules = {
      {.id = "investment/pitch/en/a",
       .scheme = "investment",
       .stage = "pitch",
       .language = "en",
       .reason = "r",
       .phrases = {"guaranteed ... {percent} ... (daily|a day)", "pay [the] income tax* ... withdraw",
                   "join [our|the] telegram", "{amount} usdt"}},
      {.id = "investment/pitch/zh/a",
       .scheme = "investment",
       .stage = "pitch",
       .language = "zh-Hans",
       .reason = "r",
       .phrases = {"保证每日收益", "交税 ... 提现"}}};
  pack.units = {{"currencies", {"usdt", "元"}}, {"scales", {"万"}}, {"percents", {"percent"}}};
  pack.wording = {{.language = "en"}};
  return pack;
}

const image::Bytes& Good() {
  static const image::Bytes kGood = [] {
    auto bytes = compile::CompilePack(SmallPack(), "digest", "key");
    if (!bytes) __builtin_trap();
    return *std::move(bytes);
  }();
  return kGood;
}

const image::Header& GoodHeader() {
  return *reinterpret_cast<const image::Header*>(Good().data.get());
}

// Where the change lands, or nothing when that must stay as it is.
std::size_t PlaceOf(const Change& change) {
  if (change.section == 0xFFFF) return change.at % sizeof(image::Header);
  const image::Entry& entry = GoodHeader().entries[change.section % GoodHeader().sections];
  const bool is_database = entry.section == static_cast<std::uint32_t>(image::Section::kDatabase);
  if (is_database || entry.size == 0) return 0;
  return static_cast<std::size_t>(entry.offset + change.at % entry.size);
}

// Another place, another size or another name for the database would be other bytes for the library.
void KeepDatabase(std::span<std::byte> bytes) {
  image::Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const image::Header& good = GoodHeader();
  for (std::size_t i = 0; i < header.entries.size(); ++i) {
    const auto database = static_cast<std::uint32_t>(image::Section::kDatabase);
    const bool was = i < good.sections && good.entries[i].section == database;
    if (was) header.entries[i] = good.entries[i];
    if (!was && header.entries[i].section == database) header.entries[i].section = 0;
  }
  std::memcpy(bytes.data(), &header, sizeof header);
}

image::Bytes Changed(const std::uint8_t* data, std::size_t size) {
  const image::Bytes copy = *image::Allocate(Good().size);
  const std::span<std::byte> bytes(const_cast<std::byte*>(copy.data.get()), copy.size);
  std::memcpy(bytes.data(), Good().data.get(), bytes.size());
  for (std::size_t i = 0; i + sizeof(Change) <= std::min<std::size_t>(size, 512); i += sizeof(Change)) {
    Change change;
    std::memcpy(&change, data + i, sizeof change);
    const std::size_t at = std::min(PlaceOf(change), bytes.size() - sizeof change.add);
    std::uint16_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    value = static_cast<std::uint16_t>(value + change.add);
    std::memcpy(bytes.data() + at, &value, sizeof value);
  }
  KeepDatabase(bytes);
  image::Seal(bytes);
  return copy;
}

void Scan(const std::shared_ptr<const match::PhraseSet>& set) {
  auto scanner = match::Scanner::Make(set);
  if (!scanner) return;
  static const text::NormalText kNormal = text::Normalize(kText);
  const auto result =
      scanner->Scan(kNormal, {.max_literal_hits = 1000, .max_hits = 100, .max_work = 200'000});
  if (!result) return;
  for (const match::Hit& hit : result->hits) {
    if (hit.phrase >= set->size() || hit.range.begin > hit.range.end) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto image = image::Verify(Changed(data, size), "key");
  if (!image) return 0;
  const auto set = match::PhraseSet::Open(*image);
  if (set) Scan(*set);
  const auto ruleset = assess::Ruleset::Open(*image);
  if (ruleset) Scan((*ruleset)->phrases());
  return 0;
}
