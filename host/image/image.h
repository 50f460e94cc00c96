// SPDX-License-Identifier: Apache-2.0
// A compiled image: tables in one stretch of memory, checked once, used in place, never changed.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "image/format.h"

namespace watchword::image {

// Bytes at a multiple of kAlignment, in memory of our own or mapped.
struct Bytes {
  std::shared_ptr<const std::byte> data;
  std::size_t size = 0;

  std::span<const std::byte> span() const { return {data.get(), size}; }
};

// Memory of our own, zeroed. Error: kIo when there is none.
Result<Bytes> Allocate(std::size_t size);

// The tables of one image. Only Verify makes one; whoever holds it holds its memory.
class Image {
 public:
  std::string_view key() const { return key_; }
  std::size_t size() const { return bytes_.size; }
  // Its tables were checked against each other before, and its file is still the one that was: whoever reads
  // them may leave that out, as nobody checks a program again that is mapped to be run.
  bool is_checked() const { return is_checked_; }

  // Empty when the image has none.
  std::span<const std::byte> section(Section which) const;

  std::string_view Text(Section which) const {
    const auto bytes = section(which);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  // A section as values. Error: kInvalid when it does not hold whole ones.
  template <typename T>
  Result<std::span<const T>> Table(Section which) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kAlignment);
    const auto bytes = section(which);
    if (bytes.size() % sizeof(T) != 0) return Misfit(which);
    return std::span<const T>(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T));
  }

 private:
  Image(Bytes bytes, std::string key, bool is_checked)
      : bytes_(std::move(bytes)), key_(std::move(key)), is_checked_(is_checked) {}
  friend Result<std::shared_ptr<const Image>> Verify(Bytes bytes, std::string_view key);
  friend Result<std::shared_ptr<const Image>> VerifyPlaces(Bytes bytes, std::string_view key);
  static Error Misfit(Section which);

  Bytes bytes_;
  std::string key_;
  bool is_checked_;
};

// Checks everything that can be checked without knowing the tables: magic, format, size, key, places of the
// sections, hash. Error: kInvalid, kUnsupported; says what is odd.
Result<std::shared_ptr<const Image>> Verify(Bytes bytes, std::string_view key);

// The same but for the hash: for bytes that are known to be those that were checked, and their tables with
// them.
Result<std::shared_ptr<const Image>> VerifyPlaces(Bytes bytes, std::string_view key);

// Writes the hash of all the rest into the header. REQUIRES: at least a header.
void Seal(std::span<std::byte> image);

// Puts sections together.
class Builder {
 public:
  void Add(Section which, std::span<const std::byte> bytes) {
    sections_.emplace_back(which, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  }
  void Add(Section which, std::string_view bytes) { sections_.emplace_back(which, std::string(bytes)); }
  template <typename T>
  void AddTable(Section which, const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    Add(which, std::as_bytes(std::span<const T>(values)));
  }

  // Error: kTooLarge; kIo when there is no memory.
  Result<Bytes> Finish(std::string_view key) const;

 private:
  std::vector<std::pair<Section, std::string>> sections_;
};

}  // namespace watchword::image
