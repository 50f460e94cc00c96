// SPDX-License-Identifier: Apache-2.0
#include "sandbox/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace watchword::sandbox {
namespace {

// By number and with structures of our own: what the headers of the machine that builds know says nothing
// about the kernel that runs it.
constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr std::uint32_t kAskVersion = 1;
constexpr int kPathBeneath = 1;

struct RulesetAttributes {
  std::uint64_t files = 0;
  std::uint64_t net = 0;     // since version 4
  std::uint64_t scopes = 0;  // since version 6
};

struct [[gnu::packed]] PathAttributes {
  std::uint64_t allowed = 0;
  std::int32_t folder = -1;
};

constexpr std::uint64_t Bit(int number) {
  return std::uint64_t{1} << number;
}

constexpr std::uint64_t kWriteFile = Bit(1);
constexpr std::uint64_t kReadFile = Bit(2);
constexpr std::uint64_t kReadFolder = Bit(3);
constexpr std::uint64_t kRemoveFolder = Bit(4);
constexpr std::uint64_t kRemoveFile = Bit(5);
constexpr std::uint64_t kMakeFolder = Bit(7);
constexpr std::uint64_t kMakeFile = Bit(8);
constexpr std::uint64_t kTruncate = Bit(14);

constexpr std::uint64_t kForReading = kReadFile | kReadFolder;
constexpr std::uint64_t kForWriting =
    kForReading | kWriteFile | kTruncate | kMakeFile | kMakeFolder | kRemoveFile | kRemoveFolder;
constexpr std::uint64_t kForFiles = kReadFile | kWriteFile | kTruncate;  // what a rule about a file may name

// Every right on files a version knows: what is not named there stays open.
constexpr std::uint64_t FilesOf(int version) {
  std::uint64_t all = Bit(13) - 1;
  if (version >= 2) all |= Bit(13);
  if (version >= 3) all |= kTruncate;
  if (version >= 5) all |= Bit(15);
  return all;
}

std::size_t SizeFor(int version) {
  if (version < 4) return sizeof(std::uint64_t);
  return version < 6 ? 2 * sizeof(std::uint64_t) : sizeof(RulesetAttributes);
}

Error Refused(const std::string& what) {
  return {ErrorCode::kIo, "landlock: " + what + ": " + std::strerror(errno)};
}

class Descriptor {
 public:
  explicit Descriptor(long number) : number_(static_cast<int>(number)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

Status Allow(int ruleset, const Place& place, std::uint64_t known) {
  const Descriptor open(::open(place.path.c_str(), O_PATH | O_CLOEXEC));
  if (open.number() < 0) return {};
  struct stat facts {};
  if (::fstat(open.number(), &facts) != 0) return Refused(place.path);
  const std::uint64_t wanted = place.access == Access::kRead ? kForReading : kForWriting;
  const std::uint64_t possible = S_ISDIR(facts.st_mode) ? known : known & kForFiles;
  const PathAttributes rule{wanted & possible, open.number()};
  if (::syscall(kAddRule, ruleset, kPathBeneath, &rule, 0) != 0) return Refused(place.path);
  return {};
}

}  // namespace

int LandlockVersion() {
  return static_cast<int>(std::max(0L, ::syscall(kCreateRuleset, nullptr, std::size_t{0}, kAskVersion)));
}

Result<int> Confine(std::span<const Place> places, Reach reach) {
  const int version = LandlockVersion();
  if (version == 0) return 0;
  RulesetAttributes attributes{.files = FilesOf(version)};
  if (reach == Reach::kAll) {
    attributes.net = version >= 4 ? Bit(0) | Bit(1) : 0;
    attributes.scopes = version >= 6 ? Bit(0) | Bit(1) : 0;
  }
  const Descriptor ruleset(::syscall(kCreateRuleset, &attributes, SizeFor(version), 0));
  if (ruleset.number() < 0) return Refused("no ruleset");
  for (const Place& place : places) {
    if (const Status allowed = Allow(ruleset.number(), place, attributes.files); !allowed)
      return allowed.error();
  }
  if (::syscall(kRestrictSelf, ruleset.number(), 0) != 0) return Refused("not entered");
  return version;
}

}  // namespace watchword::sandbox
