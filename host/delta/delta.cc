// SPDX-License-Identifier: Apache-2.0
#include "delta/delta.h"

#include <zstd.h>

#include <algorithm>
#include <bit>
#include <memory>

namespace watchword::delta {
namespace {

// 3 is five times as quick and makes a fifth more of it; 19 takes ten times as long for a twelfth less.
constexpr int kLevel = 12;

// A reference and what is made of it must both be within the window: twice kMaxBytes.
constexpr int kMaxWindowLog = 27;
constexpr int kLeastWindowLog = 10;

struct Release {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

Error Invalid(const std::string& what) {
  return {ErrorCode::kInvalid, "delta: " + what};
}

Status CheckSize(const char* what, std::size_t bytes) {
  if (bytes <= kMaxBytes) return {};
  return Error{ErrorCode::kTooLarge, std::string("delta: ") + what + " has " + std::to_string(bytes) +
                                         " bytes, at most " + std::to_string(kMaxBytes)};
}

int WindowLogFor(std::size_t bytes) {
  return std::clamp(static_cast<int>(std::bit_width(bytes)), kLeastWindowLog, kMaxWindowLog);
}

// The frame is one, it is all there is, and it says that it becomes what was signed.
Status CheckFrame(std::string_view delta, std::size_t bytes) {
  const unsigned long long said = ZSTD_getFrameContentSize(delta.data(), delta.size());
  if (said == ZSTD_CONTENTSIZE_ERROR) return Invalid("not a delta");
  if (said == ZSTD_CONTENTSIZE_UNKNOWN) return Invalid("does not say what length it leads to");
  if (said != bytes) {
    return Invalid("leads to " + std::to_string(said) + " bytes instead of " + std::to_string(bytes));
  }
  const std::size_t frame = ZSTD_findFrameCompressedSize(delta.data(), delta.size());
  if (ZSTD_isError(frame)) return Invalid("cut");
  if (frame != delta.size()) return Invalid("something follows its end");
  return {};
}

}  // namespace

Result<std::string> Create(std::string_view from, std::string_view to) {
  if (const Status size = CheckSize("the old", from.size()); !size) return size.error();
  if (const Status size = CheckSize("the new", to.size()); !size) return size.error();
  const std::unique_ptr<ZSTD_CCtx, Release> context(ZSTD_createCCtx());
  if (!context) return Error{ErrorCode::kIo, "delta: no memory"};
  const std::pair<ZSTD_cParameter, int> parameters[] = {
      {ZSTD_c_compressionLevel, kLevel},
      {ZSTD_c_windowLog, WindowLogFor(from.size() + to.size())},
      {ZSTD_c_enableLongDistanceMatching, 1},
      {ZSTD_c_checksumFlag, 1},
      {ZSTD_c_contentSizeFlag, 1}};
  for (const auto& [parameter, value] : parameters) {
    const std::size_t set = ZSTD_CCtx_setParameter(context.get(), parameter, value);
    if (ZSTD_isError(set)) return Invalid(ZSTD_getErrorName(set));
  }
  const std::size_t set = ZSTD_CCtx_refPrefix(context.get(), from.data(), from.size());
  if (ZSTD_isError(set)) return Invalid(ZSTD_getErrorName(set));
  std::string delta(ZSTD_compressBound(to.size()), '\0');
  const std::size_t used = ZSTD_compress2(context.get(), delta.data(), delta.size(), to.data(), to.size());
  if (ZSTD_isError(used)) return Invalid(ZSTD_getErrorName(used));
  delta.resize(used);
  return delta;
}

Result<std::string> Apply(std::string_view delta, std::string_view from, std::size_t bytes) {
  if (const Status size = CheckSize("the result", bytes); !size) return size.error();
  if (const Status size = CheckSize("the old", from.size()); !size) return size.error();
  if (const Status frame = CheckFrame(delta, bytes); !frame) return frame.error();
  const std::unique_ptr<ZSTD_DCtx, Release> context(ZSTD_createDCtx());
  if (!context) return Error{ErrorCode::kIo, "delta: no memory"};
  const std::size_t set = ZSTD_DCtx_refPrefix(context.get(), from.data(), from.size());
  if (ZSTD_isError(set)) return Invalid(ZSTD_getErrorName(set));
  std::string result(bytes, '\0');
  // At once, into memory of the right size: no window is kept beside it, whatever the frame says it needs.
  const std::size_t got =
      ZSTD_decompressDCtx(context.get(), result.data(), result.size(), delta.data(), delta.size());
  if (ZSTD_isError(got)) return Invalid(std::string("does not fit: ") + ZSTD_getErrorName(got));
  if (got != bytes) return Invalid("made " + std::to_string(got) + " bytes");
  return result;
}

}  // namespace watchword::delta
