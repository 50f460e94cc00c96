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
#include "pack/keeps_half.h"
#include "pack/merge.h"
#include "store/locate_live.h"

namespace watchword::update {
namespace {

using Clock = std::chrono::steady_clock;
using message::Code;

// Statuses of the child's work.
constexpr int kDone = 0;
constexpr int kBadPack = 1;
constexpr int kDoesNotCompile = 2;

// A pack of what is to be built.
struct Part {
  std::string name;
  std::string path;    // for people
  std::string digest;  // that its envelope claims
  std::string file;    // when it was read
  bool is_new = false;
  std::string before;
  std::string left_out;
};

// What is to be built, and where it goes.
struct Job {
  std::vector<Part> parts;                    // the base first
  const canary::CanarySet* canary = nullptr;  // what packs that are not live yet are tried with
  std::string folder;
  std::string key;
  std::string path() const { return image::PathFor(folder, key); }
};

Result<Job> JobFor(std::vector<Part> parts) {
  auto folder = image::CacheFolder();
  if (!folder) return folder.error();
  std::vector<std::string> digests;
  for (const Part& part : parts) digests.push_back(part.digest);
  std::string key = image::KeyFor(pack::CombinedDigest(digests), match::LibraryVersion());
  return Job{.parts = std::move(parts), .folder = *std::move(folder), .key = std::move(key)};
}

std::variant<Job, ImageFailure> FindJob(const base::FileSystem& files) {
  const auto located = store::LocateLive(files);
  if (!located) return ImageFailure{Code::kNoPack, located.error().message};
  std::vector<Part> parts;
  for (const store::Located& one : *located)
    parts.push_back({.name = one.name, .path = one.path, .digest = one.head.digest});
  auto job = JobFor(std::move(parts));
  if (!job) return ImageFailure{Code::kCompileFailed, job.error().message};
  return *std::move(job);
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

Status TryCanary(const Job& job, const std::shared_ptr<const image::Image>& image) {
  if (job.canary == nullptr) return {};
  const auto ruleset = assess::Ruleset::Open(image);
  return ruleset ? canary::Try(*ruleset, *job.canary) : Status(ruleset.error());
}

// Half of what is live has to stay. What is live and does not read is no reason to keep it.
Status CheckKeepsHalf(const Part& part) {
  if (part.before.empty()) return {};
  const auto live = pack::Verify(part.before);
  const auto next = pack::Verify(part.file);
  if (!live || !next) return {};
  const auto before = pack::Decode(*live);
  const auto after = pack::Decode(*next);
  return before && after ? pack::CheckKeepsHalf(*before, *after) : Status();
}

Status CheckNewFit(const Job& job, const std::vector<pack::Addition>& additions) {
  for (const Part& part : job.parts) {
    if (const Status half = CheckKeepsHalf(part); !half) return half;
    for (const pack::Addition& one : additions) {
      if (part.is_new && one.name == part.name && !one.left_out.empty())
        return Error{ErrorCode::kInvalid, one.left_out};
    }
  }
  return {};
}

// In the child.
int Compile(const Job& job, const Handover& handover, Notes& notes) {
  std::vector<pack::NamedFile> files;
  for (const Part& part : job.parts) files.push_back({part.name, part.file, part.left_out});
  const auto all = pack::Combine(files);
  if (!all) return Fail(kBadPack, Context(job.parts[0].path, all.error()), notes);
  const Status fit = CheckNewFit(job, all->pack.info.additions);
  if (!fit) return Fail(kDoesNotCompile, fit.error(), notes);
  const auto bytes = compile::CompilePack(all->pack, all->digest, job.key,
                                          [&notes](const std::string& what) { notes.At(what); });
  if (!bytes && bytes.error().code == ErrorCode::kIo) return kOutOfMemory;
  if (!bytes) return Fail(kDoesNotCompile, bytes.error(), notes);
  const auto image = image::Verify(*bytes, job.key);
  if (!image) return Fail(kDoesNotCompile, image.error(), notes);
  if (const Status usable = CheckUse(*image); !usable) return Fail(kDoesNotCompile, usable.error(), notes);
  if (const Status flies = TryCanary(job, *image); !flies) return Fail(kDoesNotCompile, flies.error(), notes);
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

using Additions = std::vector<pack::Addition>;

Result<Additions> TakeOver(const Job& job, const Handover& handover, Keeping keeping) {
  auto bytes = handover.Take();
  if (!bytes) return bytes.error();
  const auto image = image::Verify(*bytes, job.key);
  if (!image) return image.error();
  const auto ruleset = assess::Ruleset::Open(*image);
  if (!ruleset) return ruleset.error();
  if (keeping == Keeping::kTry) return (*ruleset)->info().additions;
  if (const Status kept = image::Keep(job.folder, job.key, *bytes); !kept) return kept.error();
  if (const Status present = CheckPresent(job); !present) return present.error();
  return (*ruleset)->info().additions;
}

// Each pack, when it is still the one that was found.
Status ReadPacks(Job& job, const base::FileSystem& files) {
  for (Part& part : job.parts) {
    auto file = files.Read(part.path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
    if (!file) return file.error();
    const auto head = pack::ReadHead(*file);
    if (!head) return Context(part.path, head.error());
    if (head->digest != part.digest) return Error{ErrorCode::kInvalid, part.path + ": was replaced just now"};
    part.file = *std::move(file);
  }
  return {};
}

std::variant<Additions, ImageFailure> BuildFrom(const Job& job, Keeping keeping, const Limits& limits) {
  const Handover handover;
  if (!handover) return ImageFailure{Code::kCompileFailed, std::string("memfd: ") + std::strerror(errno)};
  const auto ending = RunLimited(limits, [&](Notes& notes) { return Compile(job, handover, notes); });
  if (!ending) return ImageFailure{Code::kCompileFailed, ending.error().message};
  if (ending->status != kDone) return Explain(*ending, limits);
  auto taken = TakeOver(job, handover, keeping);
  if (!taken) return ImageFailure{Code::kCompileFailed, taken.error().message};
  return *std::move(taken);
}

std::optional<ImageFailure> FailureOf(const std::variant<Additions, ImageFailure>& built) {
  const auto* failure = std::get_if<ImageFailure>(&built);
  return failure == nullptr ? std::nullopt : std::optional(*failure);
}

// All together; if that fails, without those that are to blame.
std::optional<ImageFailure> BuildWhatFits(Job& job, const Limits& limits) {
  auto failure = FailureOf(BuildFrom(job, Keeping::kKeep, limits));
  if (!failure || failure->code != Code::kCompileFailed || job.parts.size() == 1) return failure;
  const auto additions = std::span(job.parts).subspan(1);
  for (Part& part : additions) part.left_out = "it was not tried";
  for (Part& part : additions) {
    part.left_out.clear();
    if (const auto blamed = FailureOf(BuildFrom(job, Keeping::kTry, limits))) part.left_out = blamed->message;
  }
  return FailureOf(BuildFrom(job, Keeping::kKeep, limits));
}

std::optional<ImageFailure> Build(Job& job, const base::FileSystem& files, const Limits& limits) {
  if (const Status read = ReadPacks(job, files); !read)
    return ImageFailure{Code::kNoPack, read.error().message};
  return BuildWhatFits(job, limits);
}

ImageOutcome BuildOnce(const base::FileSystem& files, const Limits& limits) {
  const Clock::time_point begin = Clock::now();
  auto found = FindJob(files);
  if (const auto* failure = std::get_if<ImageFailure>(&found)) return *failure;
  Job& job = std::get<Job>(found);
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

Result<std::vector<pack::Addition>> PrepareImage(std::span<const Trial> trials,
                                                 const canary::CanarySet& canary, Keeping keeping,
                                                 const Limits& limits) {
  if (trials.empty()) return Error{ErrorCode::kNotFound, "there is no base pack"};
  std::vector<Part> parts;
  for (const Trial& trial : trials) {
    const auto head = pack::ReadHead(trial.file);
    if (!head) return Context("the new pack " + trial.name, head.error());
    parts.push_back({.name = trial.name,
                     .path = "the new pack",
                     .digest = head->digest,
                     .file = trial.file,
                     .is_new = trial.is_new,
                     .before = trial.before});
  }
  auto job = JobFor(std::move(parts));
  if (!job) return job.error();
  job->canary = &canary;
  auto built = BuildFrom(*job, keeping, limits);
  if (const auto failure = FailureOf(built)) return Error{ErrorCode::kInvalid, failure->message};
  return std::get<Additions>(std::move(built));
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
