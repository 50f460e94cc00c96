// SPDX-License-Identifier: Apache-2.0
// Hyperscan given the whole expressions.
#include <hs/hs.h>

#include "peer.h"
#include "regex.h"

namespace watchword::bench {
namespace {

int OnMatch(unsigned, unsigned long long, unsigned long long, unsigned, void* count) {
  ++*static_cast<std::size_t*>(count);
  return 0;
}

class Hyperscan final : public Peer {
 public:
  ~Hyperscan() override {
    hs_free_scratch(scratch_);
    hs_free_database(database_);
  }

  Status Build(const BenchPhrases& phrases) override {
    std::vector<std::string> regexes;
    for (const BenchPhrase& one : phrases.phrases) regexes.push_back(ToRegex(one.phrase, Dialect::kBytes));
    std::vector<const char*> pointers;
    for (const std::string& regex : regexes) pointers.push_back(regex.c_str());
    std::vector<unsigned> ids(regexes.size());
    for (unsigned i = 0; i < ids.size(); ++i) ids[i] = i;
    // Once for each phrase: the cheapest thing it can be asked for.
    const std::vector<unsigned> flags(regexes.size(), HS_FLAG_SINGLEMATCH);
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(pointers.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()),
                         HS_MODE_BLOCK, nullptr, &database_, &error) != HS_SUCCESS) {
      Error refusal{ErrorCode::kInvalid, error->message};
      if (error->expression >= 0)
        refusal.message += " (" + phrases.phrases[static_cast<std::size_t>(error->expression)].source + ")";
      hs_free_compile_error(error);
      return refusal;
    }
    if (hs_alloc_scratch(database_, &scratch_) != HS_SUCCESS) return Error{ErrorCode::kIo, "no scratch"};
    return {};
  }

  std::optional<std::size_t> Count(const Document& document) override {
    std::size_t count = 0;
    const auto result = hs_scan(database_, document.normal.data(),
                                static_cast<unsigned>(document.normal.size()), 0, scratch_, OnMatch, &count);
    if (result != HS_SUCCESS) return std::nullopt;
    return count;
  }

  std::size_t DatabaseBytes() const override {
    std::size_t bytes = 0;
    hs_database_size(database_, &bytes);
    return bytes;
  }

 private:
  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
};

}  // namespace

std::unique_ptr<Peer> MakeHyperscan() {
  return std::make_unique<Hyperscan>();
}

}  // namespace watchword::bench
