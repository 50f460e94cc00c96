// SPDX-License-Identifier: Apache-2.0
#include "image/image.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

namespace watchword::image {
namespace {

std::size_t RoundUp(std::size_t size) {
  return (size + kAlignment - 1) / kAlignment * kAlignment;
}

Header ReadHeader(std::span<const std::byte> bytes) {
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  return header;
}

// Over everything but the hash itself.
std::array<unsigned char, 16> HashOf(std::span<const std::byte> bytes) {
  Header header = ReadHeader(bytes);
  header.hash = {};
  const XXH128_hash_t rest = XXH3_128bits(bytes.data() + sizeof header, bytes.size() - sizeof header);
  const XXH128_hash_t all =
      XXH3_128bits_withSeed(&header, sizeof header, rest.low64 ^ (rest.high64 * 0x9E3779B97F4A7C15ULL));
  std::array<unsigned char, 16> hash{};
  std::memcpy(hash.data(), &all, hash.size());
  return hash;
}

std::array<char, kKeyBytes> PadKey(std::string_view key) {
  std::array<char, kKeyBytes> padded{};
  std::copy_n(key.begin(), std::min(key.size(), kKeyBytes), padded.begin());
  return padded;
}

Error Odd(const char* what) {
  return {ErrorCode::kInvalid, std::string("compiled image: ") + what};
}

bool LiesWithin(const Entry& entry, std::size_t size) {
  return entry.offset % kAlignment == 0 && entry.offset >= kAlignment && entry.offset <= size &&
         entry.size <= size - entry.offset;
}

Status CheckHeader(const Header& header, std::size_t size, std::string_view key) {
  if (header.magic != kMagic) return Odd("not an image");
  if (header.format != kFormat)
    return Error{ErrorCode::kUnsupported, "compiled image: format " + std::to_string(header.format)};
  if (header.size != size) return Odd("truncated");
  if (header.key != PadKey(key)) return Odd("made from or for something else");
  if (header.sections > kMaxSections) return Odd("too many sections");
  const auto end = header.entries.begin() + header.sections;
  const bool within =
      std::all_of(header.entries.begin(), end, [size](const Entry& one) { return LiesWithin(one, size); });
  if (!within) return Odd("a section lies outside");
  return {};
}

Status CheckPlaces(const Bytes& bytes, std::string_view key) {
  if (bytes.size < kAlignment) return Odd("truncated");
  if (reinterpret_cast<std::uintptr_t>(bytes.data.get()) % kAlignment != 0) return Odd("not aligned");
  return CheckHeader(ReadHeader(bytes.span()), bytes.size, key);
}

}  // namespace

Result<Bytes> Allocate(std::size_t size) {
  const std::size_t rounded = RoundUp(std::max<std::size_t>(size, 1));
  auto* memory = static_cast<std::byte*>(std::aligned_alloc(kAlignment, rounded));
  if (memory == nullptr) return Error{ErrorCode::kIo, "no memory for " + std::to_string(size) + " bytes"};
  std::memset(memory, 0, rounded);
  return Bytes{std::shared_ptr<const std::byte>(
                   memory, [](const std::byte* at) { std::free(const_cast<std::byte*>(at)); }),
               size};
}

Error Image::Misfit(Section which) {
  return {ErrorCode::kInvalid, "compiled image: section " + std::to_string(static_cast<int>(which)) +
                                   " does not hold whole entries"};
}

std::span<const std::byte> Image::section(Section which) const {
  const Header header = ReadHeader(bytes_.span());
  for (std::size_t i = 0; i < header.sections; ++i) {
    const Entry& entry = header.entries[i];
    if (entry.section == static_cast<std::uint32_t>(which))
      return bytes_.span().subspan(entry.offset, entry.size);
  }
  return {};
}

Result<std::shared_ptr<const Image>> VerifyPlaces(Bytes bytes, std::string_view key) {
  if (const Status places = CheckPlaces(bytes, key); !places) return places.error();
  return std::shared_ptr<const Image>(new Image(std::move(bytes), std::string(key), true));
}

Result<std::shared_ptr<const Image>> Verify(Bytes bytes, std::string_view key) {
  if (const Status places = CheckPlaces(bytes, key); !places) return places.error();
  if (ReadHeader(bytes.span()).hash != HashOf(bytes.span())) return Odd("damaged, its hash differs");
  return std::shared_ptr<const Image>(new Image(std::move(bytes), std::string(key), false));
}

void Seal(std::span<std::byte> image) {
  Header header = ReadHeader(image);
  header.hash = HashOf(image);
  std::memcpy(image.data(), &header, sizeof header);
}

Result<Bytes> Builder::Finish(std::string_view key) const {
  Header header{.magic = kMagic, .format = kFormat, .key = PadKey(key)};
  std::size_t size = kAlignment;
  for (const auto& [which, bytes] : sections_) {
    header.entries[header.sections++] = {static_cast<std::uint32_t>(which), 0, size, bytes.size()};
    size = RoundUp(size + bytes.size());
  }
  if (size > kMaxImageBytes || key.size() > kKeyBytes) {
    return Error{ErrorCode::kTooLarge, "compiled image: " + std::to_string(size) + " bytes, at most " +
                                           std::to_string(kMaxImageBytes)};
  }
  header.size = size;
  auto image = Allocate(size);
  if (!image) return image;
  auto* to = const_cast<std::byte*>(image->data.get());
  std::memcpy(to, &header, sizeof header);
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    const std::string& bytes = sections_[i].second;
    if (!bytes.empty()) std::memcpy(to + header.entries[i].offset, bytes.data(), bytes.size());
  }
  Seal({to, size});
  return image;
}

}  // namespace watchword::image
