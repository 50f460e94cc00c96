// SPDX-License-Identifier: Apache-2.0
// A million names in nine bytes each: hashes in buckets behind a filter, used where they are mapped.
//
// A name's 64-bit hash says which bucket it is in (its highest bits) and 48 further bits are kept there, so a
// name that is not in the table is taken for one with a chance of about one in 2^64 / 2^(16 - bucket bits) /
// names in a bucket. The hash is seeded by what the table was made from, so that nobody can look for such
// names beforehand. In front stands a split block Bloom filter (as in Apache Parquet): one cache line tells
// of most names that they are not there.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace watchword::domain {

inline constexpr std::size_t kMaxNames = 8'000'000;

// What a name belongs to.
using Group = std::uint8_t;
inline constexpr std::size_t kMaxGroups = 255;

class NameTable {
 public:
  // Holds nothing.
  NameTable() = default;

  // `bytes` as NameTableBuilder wrote them, 32-aligned, with the same seed; they outlive the table.
  // Error: kInvalid.
  static Result<NameTable> Read(std::span<const std::byte> bytes, std::uint64_t seed);

  // The group of a name or any other key. One hash, no allocation.
  std::optional<Group> Find(std::string_view key) const;

  // Whether every group is below `count` or is `other`.
  bool HasOnly(std::size_t count, Group other) const;

  std::size_t size() const { return names_.size(); }

 private:
  using Block = std::array<std::uint32_t, 8>;
  // Side by side, so that a bucket is a line or two of the cache.
  struct Name {
    std::array<std::uint8_t, 6> hash;  // the 48 bits behind those of the bucket
    Group group;
  };
  friend class NameTableBuilder;
  struct Header;

  static std::size_t BucketOf(std::uint64_t hash, unsigned bits) {
    return bits == 0 ? 0 : hash >> (64 - bits);
  }
  bool MayHold(std::uint64_t hash) const;

  std::uint64_t seed_ = 0;
  unsigned bucket_bits_ = 0;
  std::span<const Block> filter_;
  std::span<const std::uint32_t> buckets_;  // first name of each, and the number of names
  std::span<const Name> names_;
};

class NameTableBuilder {
 public:
  explicit NameTableBuilder(std::uint64_t seed) : seed_(seed) {}

  // A key that is added again keeps its first group.
  void Add(std::string_view key, Group group);

  // Error: kTooLarge above kMaxNames.
  Result<std::vector<std::byte>> Finish() &&;

 private:
  struct Entry {
    std::uint64_t hash = 0;
    Group group = 0;
  };

  std::uint64_t seed_;
  std::vector<Entry> entries_;
};

// The seed of tables made from what has this digest.
std::uint64_t SeedFor(std::string_view digest);

}  // namespace watchword::domain
