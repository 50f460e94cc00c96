// SPDX-License-Identifier: Apache-2.0
#include "update/build_image.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "assess/assessor.h"
#include "base/stream.h"
#include "compile/compile_pack.h"
#include "image/cache.h"
#include "match/literals.h"
#include "pack/decode.h"
#include "pack/envelope.h"
#include "pack/locate.h"
#include "store/locate_live.h"

namespace watchword::update {
namespace {

using Clock = std::chrono::steady_clock;
using message::Code;

// Statuses of the child's work.
constexpr int kDone = 0;
constexpr int kBadPack = 1;
constexpr int kDoesNotCompile = 2;

// What is to be built, and where it goes.
struct Job {
  pack::PackHead pack;
  std::string folder;
  std::string key;
  std::string path() const { return image::PathFor(folder, key); }
};

std::variant<Job, ImageFailure> FindJob(const base::FileSystem& files) {
  auto located = store::LocateLive(files);
  if (!located) return ImageFailure{Code::kNoPack, located.error().message};
  auto folder = image::CacheFolder();
  if (!folder) return ImageFailure{Code::kCompileFailed, folder.error().message};
  std::string key = image::KeyFor(located->head.digest, match::LibraryVersion());
  return Job{*std::move(located), *std::move(folder), std::move(key)};
}

// What the host does with an image before it judges with it.
Status CheckUse(const std::shared_ptr<const image::Image>& image) {
  const auto ruleset = assess::Ruleset::Open(image);
  if (!ruleset) return ruleset.error();
  if (const Status readable = (*ruleset)->CheckTexts(); !readable) return readable;
  if (const Status readable = (*ruleset)->CheckBrands(); !readable) return readable;
  const auto assessor = assess::Assessor::Make(*ruleset);
  if (!assessor) return assessor.error();
  return {};
}

Status CheckPresent(const Job& job) {
  return image::CheckAndNote(job.path(), job.key, &CheckUse);
}

// Memory that is a file without a name: the child fills it, the parent maps it.
class Handover {
 public:
  Handover() : file_(::memfd_create("watchword-image", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {}
  ~Handover() {
    if (file_ >= 0) ::close(file_);
  }
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;

  explicit operator bool() const { return file_ >= 0; }

  Status Put(std::span<const std::byte> bytes) const {
    return base::DescriptorStream(-1, file_).Write(
        {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }

  // What was put, which nobody can change any more.
  Result<image::Bytes> Take() const {
    struct stat facts {};
    const bool is_sealed =
        ::fcntl(file_, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
    if (!is_sealed || ::fstat(file_, &facts) != 0) return Refused("cannot take it over");
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size == 0) return Error{ErrorCode::kInvalid, "compiled image: nothing was handed over"};
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file_, 0);
    if (at == MAP_FAILED) return Refused("cannot map it");
    const auto unmap = [size](const std::byte* mapped) { ::munmap(const_cast<std::byte*>(mapped), size); };
    return image::Bytes{std::shared_ptr<const std::byte>(static_cast<const std::byte*>(at), unmap), size};
  }

 private:
  static Error Refused(const char* what) {
    return {ErrorCode::kIo, std::string("compiled image: ") + what + ": " + std::strerror(errno)};
  }
  int file_;
};

int Fail(int status, const Error& error, Notes& notes) {
  notes.Fail(error.message);
  return status;
}

// In the child.
int Compile(const Job& job, const std::string& file, const Handover& handover, Notes& notes) {
  const auto verified = pack::Verify(file);
  if (!verified) return Fail(kBadPack, Context(job.pack.path, verified.error()), notes);
  const auto pack = pack::Decode(*verified);
  if (!pack) return Fail(kBadPack, Context(job.pack.path, pack.error()), notes);
  const auto bytes = compile::CompilePack(*pack, verified->digest(), job.key,
                                          [&notes](const std::string& what) { notes.At(what); });
  if (!bytes && bytes.error().code == ErrorCode::kIo) return kOutOfMemory;
  if (!bytes) return Fail(kDoesNotCompile, bytes.error(), notes);
  const auto image = image::Verify(*bytes, job.key);
  if (!image) return Fail(kDoesNotCompile, image.error(), notes);
  if (const Status usable = CheckUse(*image); !usable) return Fail(kDoesNotCompile, usable.error(), notes);
  const Status put = handover.Put(bytes->span());
  return put ? kDone : Fail(kDoesNotCompile, Context("compiled image", put.error()), notes);
}

std::string Megabytes(std::size_t bytes) {
  return std::to_string(bytes / (1024 * 1024)) + " MB";
}

std::string Time(const Limits& limits, bool own_clock) {
  if (own_clock) return std::to_string(limits.cpu_seconds) + " s";
  const bool whole = limits.wall_ms % 1000 == 0;
  return whole ? std::to_string(limits.wall_ms / 1000) + " s" : std::to_string(limits.wall_ms) + " ms";
}

// Why the child did not do its work, in one line.
ImageFailure Explain(const Ending& ending, const Limits& limits) {
  const std::string at = ending.at.empty() ? "" : ", at " + ending.at;
  if (ending.out_of_time)
    return {Code::kCompileFailed,
            "compiling took longer than " + Time(limits, ending.signal == SIGXCPU) + at};
  if (ending.status == kOutOfMemory)
    return {Code::kCompileFailed, "compiling needs more than " + Megabytes(limits.address_space) + at};
  if (ending.status < 0)
    return {Code::kCompileFailed, "the compiler ended with signal " + std::to_string(ending.signal) + at};
  if (ending.status == kBadPack) return {Code::kNoPack, ending.failure};
  return {Code::kCompileFailed, ending.failure};
}

Status KeepImage(const Job& job, const Handover& handover) {
  auto bytes = handover.Take();
  if (!bytes) return bytes.error();
  const auto image = image::Verify(*bytes, job.key);
  if (!image) return image.error();
  if (const Status kept = image::Keep(job.folder, job.key, *bytes); !kept) return kept;
  return CheckPresent(job);
}

// All of the pack, when it is still the one that was found.
Result<std::string> ReadPack(const Job& job, const base::FileSystem& files) {
  auto file = files.Read(job.pack.path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  if (!file) return file;
  const auto head = pack::ReadHead(*file);
  if (!head) return Context(job.pack.path, head.error());
  if (head->digest != job.pack.head.digest)
    return Error{ErrorCode::kInvalid, job.pack.path + ": was replaced just now"};
  return file;
}

std::optional<ImageFailure> Build(const Job& job, const base::FileSystem& files, const Limits& limits) {
  const auto file = ReadPack(job, files);
  if (!file) return ImageFailure{Code::kNoPack, file.error().message};
  const Handover handover;
  if (!handover) return ImageFailure{Code::kCompileFailed, std::string("memfd: ") + std::strerror(errno)};
  const auto ending = RunLimited(limits, [&](Notes& notes) { return Compile(job, *file, handover, notes); });
  if (!ending) return ImageFailure{Code::kCompileFailed, ending.error().message};
  if (ending->status != kDone) return Explain(*ending, limits);
  if (const Status kept = KeepImage(job, handover); !kept)
    return ImageFailure{Code::kCompileFailed, kept.error().message};
  return std::nullopt;
}

ImageOutcome BuildOnce(const base::FileSystem& files, const Limits& limits) {
  const Clock::time_point begin = Clock::now();
  const auto found = FindJob(files);
  if (const auto* failure = std::get_if<ImageFailure>(&found)) return *failure;
  const Job& job = std::get<Job>(found);
  const bool was_there = static_cast<bool>(CheckPresent(job));
  if (!was_there) {
    if (auto failure = Build(job, files, limits)) return *std::move(failure);
  }
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
  return ImageReady{job.path(), was_there, spent.count()};
}

}  // namespace

ImageOutcome BuildImage(const base::FileSystem& files, const Limits& limits) {
  auto outcome = BuildOnce(files, limits);
  const auto* failure = std::get_if<ImageFailure>(&outcome);
  if (failure == nullptr || failure->code != Code::kNoPack) return outcome;
  // An installed pack that is damaged gives way to the one before it.
  const auto mended = store::MendInstalled();
  return mended && *mended ? BuildOnce(files, limits) : outcome;
}

Result<std::string> FindImage(const base::FileSystem& files) {
  const auto found = FindJob(files);
  if (const auto* failure = std::get_if<ImageFailure>(&found))
    return Error{ErrorCode::kNotFound, failure->message};
  const Job& job = std::get<Job>(found);
  if (const Status present = CheckPresent(job); !present) return present.error();
  return job.path();
}

}  // namespace watchword::update
