// SPDX-License-Identifier: Apache-2.0
#include "image/cache.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <vector>

#include "image/checked.h"

namespace watchword::image {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".image";

Error IoError(const std::string& path, const char* what) {
  return {errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
          path + ": " + what + ": " + std::strerror(errno)};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

// Whoever can write the file could make the host use anything.
Status CheckOwner(const std::string& path, const struct stat& facts) {
  const bool ours = S_ISREG(facts.st_mode) && (facts.st_uid == ::geteuid() || facts.st_uid == 0) &&
                    (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  if (!ours) return Error{ErrorCode::kForeign, path + ": not a file that only its owner can write"};
  if (facts.st_size <= 0 || static_cast<std::size_t>(facts.st_size) > kMaxImageBytes)
    return Error{ErrorCode::kTooLarge, path + ": " + std::to_string(facts.st_size) + " bytes"};
  return {};
}

// A file that passed CheckOwner, and what it was when it was opened.
struct OpenImage {
  explicit OpenImage(int number) : file(number) {}
  Descriptor file;
  struct stat facts {};
};

Result<std::unique_ptr<OpenImage>> OpenFile(const std::string& path) {
  auto open = std::make_unique<OpenImage>(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (open->file.number() < 0) return IoError(path, "cannot open");
  if (::fstat(open->file.number(), &open->facts) != 0) return IoError(path, "cannot look at");
  if (const Status ours = CheckOwner(path, open->facts); !ours) return ours.error();
  return open;
}

Result<Bytes> MapFile(const std::string& path, const OpenImage& open) {
  const auto size = static_cast<std::size_t>(open.facts.st_size);
  void* at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, open.file.number(), 0);
  if (at == MAP_FAILED) return IoError(path, "cannot map");
  return Bytes{std::shared_ptr<const std::byte>(
                   static_cast<const std::byte*>(at),
                   [size](const std::byte* mapped) { ::munmap(const_cast<std::byte*>(mapped), size); }),
               size};
}

using Check = Result<std::shared_ptr<const Image>> (*)(Bytes bytes, std::string_view key);

Result<std::shared_ptr<const Image>> MapWith(Check check, const std::string& path, std::string_view key,
                                             const OpenImage& open) {
  auto bytes = MapFile(path, open);
  if (!bytes) return bytes.error();
  auto image = check(*std::move(bytes), key);
  if (!image) return Context(path, image.error());
  return image;
}

// Features that a library compiled for this kind of processor may use.
std::string Processor() {
#if defined(__x86_64__)
  std::string name = "x86-64";
  if (__builtin_cpu_supports("avx2")) name += "+avx2";
  if (__builtin_cpu_supports("avx512bw")) name += "+avx512";
  return name;
#else
  return "other";
#endif
}

std::string Hex(std::string_view text) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(text.data(), text.size()));
  std::string hex;
  for (const unsigned char byte : canonical.digest) {
    std::array<char, 3> digits{};
    std::snprintf(digits.data(), digits.size(), "%02x", byte);
    hex += digits.data();
  }
  return hex;
}

std::vector<fs::path> ImagesIn(const std::string& folder) {
  std::error_code failure;
  std::vector<fs::path> images;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    if (entry.path().extension() == kEnding) images.push_back(entry.path());
  }
  std::sort(images.begin(), images.end(), [](const fs::path& one, const fs::path& other) {
    std::error_code ignored;
    return fs::last_write_time(one, ignored) > fs::last_write_time(other, ignored);
  });
  return images;
}

void RemoveImage(const fs::path& image) {
  std::error_code ignored;
  fs::remove(NoteFor(image.string()), ignored);
  fs::remove(image, ignored);
}

// A host that has one of them mapped keeps it until it ends.
void RemoveOld(const std::string& folder) {
  const auto images = ImagesIn(folder);
  for (std::size_t i = kKeptImages; i < images.size(); ++i) RemoveImage(images[i]);
}

// Whoever wrote it was ended before it was whole.
void RemoveLeftOvers(const std::string& folder) {
  const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const bool is_half = entry.path().filename().string().find(".new-") != std::string::npos;
    if (is_half && entry.last_write_time(ignored) < long_ago) fs::remove(entry.path(), ignored);
  }
}

}  // namespace

std::string KeyFor(std::string_view pack_digest, std::string_view library_version) {
  // The hash, not the texts: the key has a fixed place in the header.
  return Hex(std::string(pack_digest) + "|" + std::string(library_version) + "|" + Processor() + "|" +
             std::to_string(kFormat));
}

Result<std::string> CacheFolder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/watchword";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return std::string(home) + "/.cache/watchword";
  return Error{ErrorCode::kNotFound, "no folder for compiled images: HOME is not set"};
}

std::string PathFor(const std::string& folder, std::string_view key) {
  return folder + "/" + std::string(key) + kEnding;
}

Result<std::shared_ptr<const Image>> Map(const std::string& path, std::string_view key) {
  const auto open = OpenFile(path);
  if (!open) return open.error();
  return MapWith(&Verify, path, key, **open);
}

Result<std::shared_ptr<const Image>> MapNoted(const std::string& path, std::string_view key) {
  const auto open = OpenFile(path);
  if (!open) return open.error();
  return MapWith(IsNoted(path, key, (*open)->facts) ? &VerifyPlaces : &Verify, path, key, **open);
}

Status CheckAndNote(const std::string& path, std::string_view key,
                    const std::function<Status(const std::shared_ptr<const Image>&)>& use) {
  const auto open = OpenFile(path);
  if (!open) return open.error();
  const auto image = MapWith(&Verify, path, key, **open);
  if (!image) return image.error();
  if (const Status usable = use(*image); !usable) return usable;
  struct stat now {};
  // Whoever wrote to it meanwhile wrote after it was read, or before: nobody knows.
  const bool unchanged = ::fstat((*open)->file.number(), &now) == 0 && IsSame((*open)->facts, now);
  if (unchanged) static_cast<void>(static_cast<bool>(Note(path, key, now)));
  return {};
}

Status Keep(const std::string& folder, std::string_view key, const Bytes& image) {
  base::PosixFileSystem files;
  const auto bytes = image.span();
  const Status written =
      files.Write(PathFor(folder, key), {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (!written) return written;
  RemoveOld(folder);
  RemoveLeftOvers(folder);
  return {};
}

}  // namespace watchword::image
