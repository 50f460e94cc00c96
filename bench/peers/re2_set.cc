// SPDX-License-Identifier: Apache-2.0
// RE2::Set: one automaton for all expressions, built as the text demands it.
#include <re2/set.h>

#include "peer.h"
#include "regex.h"

namespace watchword::bench {
namespace {

// The default of 8 MB holds neither the program nor a useful automaton of so many expressions.
constexpr std::int64_t kMemory = std::int64_t{512} << 20;

RE2::Options Options() {
  RE2::Options options;
  options.set_max_mem(kMemory);
  options.set_log_errors(false);
  options.set_never_capture(true);
  return options;
}

class Re2Set final : public Peer {
 public:
  Re2Set() : set_(Options(), RE2::UNANCHORED) {}

  Status Build(const BenchPhrases& phrases) override {
    for (const BenchPhrase& one : phrases.phrases) {
      std::string error;
      if (set_.Add(ToRegex(one.phrase, Dialect::kCharacters), &error) < 0)
        return Error{ErrorCode::kInvalid, error};
    }
    if (!set_.Compile()) return Error{ErrorCode::kTooLarge, "RE2::Set could not be compiled"};
    return {};
  }

  std::optional<std::size_t> Count(const Document& document) override {
    std::vector<int> found;
    RE2::Set::ErrorInfo error{};
    set_.Match(document.normal, &found, &error);
    if (error.kind != RE2::Set::kNoError) return std::nullopt;
    return found.size();
  }

  std::string Note() const override { return "max_mem 512 MB"; }

 private:
  RE2::Set set_;
};

}  // namespace

std::unique_ptr<Peer> MakeRe2Set() {
  return std::make_unique<Re2Set>();
}

}  // namespace watchword::bench
