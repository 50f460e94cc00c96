// SPDX-License-Identifier: Apache-2.0
#include "domain/name_table.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

namespace watchword::domain {
namespace {

constexpr std::size_t kNamesInBucket = 16;
constexpr std::size_t kBitsOfFilter = 10;  // a name: one name in a hundred that is not there gets through

// Of the split block Bloom filter: each picks one bit of its word of the block.
constexpr std::array<std::uint32_t, 8> kSalts = {0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d,
                                                 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31};

std::uint64_t Hash(std::string_view key, std::uint64_t seed) {
  return XXH3_64bits_withSeed(key.data(), key.size(), seed);
}

std::uint32_t BitOf(std::uint64_t hash, std::size_t word) {
  return 1U << ((static_cast<std::uint32_t>(hash) * kSalts[word]) >> 27);
}

std::size_t BlockOf(std::uint64_t hash, std::size_t blocks) {
  return static_cast<std::size_t>(((hash >> 32) * blocks) >> 32);
}

// The 48 bits behind those of the bucket.
std::array<std::uint8_t, 6> KeptOf(std::uint64_t hash, unsigned bucket_bits) {
  std::array<std::uint8_t, 6> kept{};
  for (unsigned i = 0; i < kept.size(); ++i)
    kept[i] = static_cast<std::uint8_t>((hash << bucket_bits) >> (56 - 8 * i));
  return kept;
}

std::size_t RoundUp(std::size_t bytes) {
  return (bytes + 31) / 32 * 32;
}

}  // namespace

struct NameTable::Header {
  std::uint32_t names = 0;
  std::uint32_t blocks = 0;
  std::uint32_t bucket_bits = 0;
  std::array<std::uint32_t, 5> reserved{};
};

namespace {

// Takes arrays off the front of bytes.
class Cutter {
 public:
  explicit Cutter(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <typename T>
  std::span<const T> Take(std::size_t count) {
    const std::size_t size = RoundUp(count * sizeof(T));
    if (size > bytes_.size()) {
      failed_ = true;
      return {};
    }
    const std::span<const T> taken(reinterpret_cast<const T*>(bytes_.data()), count);
    bytes_ = bytes_.subspan(size);
    return taken;
  }

  bool IsDone() const { return !failed_ && bytes_.empty(); }

 private:
  std::span<const std::byte> bytes_;
  bool failed_ = false;
};

class Writer {
 public:
  template <typename T>
  void Put(const std::vector<T>& values) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + RoundUp(values.size() * sizeof(T)));
    if (!values.empty()) std::memcpy(bytes_.data() + at, values.data(), values.size() * sizeof(T));
  }
  std::vector<std::byte> Finish() && { return std::move(bytes_); }

 private:
  std::vector<std::byte> bytes_;
};

}  // namespace

Result<NameTable> NameTable::Read(std::span<const std::byte> bytes, std::uint64_t seed) {
  const Error damaged{ErrorCode::kInvalid, "compiled image: the table of names is not as it should be"};
  if (bytes.empty()) return NameTable();
  Cutter cutter(bytes);
  const auto header = cutter.Take<Header>(1);
  if (header.empty()) return damaged;
  const auto [names, blocks, bits, reserved] = header.front();
  if (names > kMaxNames || blocks == 0 || blocks > kMaxNames || bits > 24) return damaged;
  NameTable table;
  table.seed_ = seed;
  table.bucket_bits_ = bits;
  table.filter_ = cutter.Take<Block>(blocks);
  table.buckets_ = cutter.Take<std::uint32_t>((std::size_t{1} << bits) + 1);
  table.names_ = cutter.Take<Name>(names);
  if (!cutter.IsDone()) return damaged;
  if (!std::is_sorted(table.buckets_.begin(), table.buckets_.end()) || table.buckets_.back() != names)
    return damaged;
  return table;
}

bool NameTable::MayHold(std::uint64_t hash) const {
  const Block& block = filter_[BlockOf(hash, filter_.size())];
  std::uint32_t missing = 0;
  for (std::size_t word = 0; word < block.size(); ++word) missing |= ~block[word] & BitOf(hash, word);
  return missing == 0;
}

std::optional<Group> NameTable::Find(std::string_view key) const {
  if (filter_.empty()) return std::nullopt;
  const std::uint64_t hash = Hash(key, seed_);
  if (!MayHold(hash)) return std::nullopt;
  const std::size_t bucket = BucketOf(hash, bucket_bits_);
  const auto kept = KeptOf(hash, bucket_bits_);
  for (std::size_t at = buckets_[bucket]; at < buckets_[bucket + 1]; ++at) {
    if (names_[at].hash == kept) return names_[at].group;
  }
  return std::nullopt;
}

bool NameTable::HasOnly(std::size_t count, Group other) const {
  return std::all_of(names_.begin(), names_.end(),
                     [=](const Name& name) { return name.group < count || name.group == other; });
}

void NameTableBuilder::Add(std::string_view key, Group group) {
  entries_.push_back({Hash(key, seed_), group});
}

Result<std::vector<std::byte>> NameTableBuilder::Finish() && {
  if (entries_.size() > kMaxNames) {
    return Error{ErrorCode::kTooLarge, "lists with " + std::to_string(entries_.size()) + " names, at most " +
                                           std::to_string(kMaxNames)};
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& one, const Entry& other) { return one.hash < other.hash; });
  entries_.erase(std::unique(entries_.begin(), entries_.end(),
                             [](const Entry& one, const Entry& other) { return one.hash == other.hash; }),
                 entries_.end());
  const std::size_t names = entries_.size();
  const auto bits = static_cast<unsigned>(std::bit_width(names / kNamesInBucket));
  std::vector<NameTable::Block> filter(names * kBitsOfFilter / 256 + 1);
  std::vector<std::uint32_t> buckets((std::size_t{1} << bits) + 1, 0);
  std::vector<NameTable::Name> kept;
  for (const Entry& entry : entries_) {
    NameTable::Block& block = filter[BlockOf(entry.hash, filter.size())];
    for (std::size_t word = 0; word < block.size(); ++word) block[word] |= BitOf(entry.hash, word);
    ++buckets[NameTable::BucketOf(entry.hash, bits) + 1];
    kept.push_back({KeptOf(entry.hash, bits), entry.group});
  }
  for (std::size_t i = 1; i < buckets.size(); ++i) buckets[i] += buckets[i - 1];
  Writer writer;
  writer.Put(std::vector<NameTable::Header>{{.names = static_cast<std::uint32_t>(names),
                                             .blocks = static_cast<std::uint32_t>(filter.size()),
                                             .bucket_bits = bits}});
  writer.Put(filter);
  writer.Put(buckets);
  writer.Put(kept);
  return std::move(writer).Finish();
}

std::uint64_t SeedFor(std::string_view digest) {
  return Hash(digest, 0);
}

}  // namespace watchword::domain
