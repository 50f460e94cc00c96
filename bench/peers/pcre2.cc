// SPDX-License-Identifier: Apache-2.0
// PCRE2 with its compiler to machine code, one expression after the other.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "peer.h"
#include "regex.h"

namespace watchword::bench {
namespace {

struct Free {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

class Pcre2 final : public Peer {
 public:
  Status Build(const BenchPhrases& phrases) override {
    for (const BenchPhrase& one : phrases.phrases) {
      const std::string regex = ToRegex(one.phrase, Dialect::kBytes);
      int error = 0;
      PCRE2_SIZE place = 0;
      pcre2_code* code =
          pcre2_compile(reinterpret_cast<PCRE2_SPTR>(regex.data()), regex.size(), 0, &error, &place, nullptr);
      if (code == nullptr)
        return Error{ErrorCode::kInvalid, "error " + std::to_string(error) + ": " + one.source};
      codes_.emplace_back(code);
      if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
        return Error{ErrorCode::kTooLarge, "no JIT: " + one.source};
      std::size_t bytes = 0;
      pcre2_pattern_info(code, PCRE2_INFO_JITSIZE, &bytes);
      bytes_ += bytes;
    }
    data_.reset(pcre2_match_data_create(1, nullptr));
    return {};
  }

  std::optional<std::size_t> Count(const Document& document) override {
    std::size_t count = 0;
    const auto* text = reinterpret_cast<PCRE2_SPTR>(document.normal.data());
    for (const auto& code : codes_) {
      // 0: found, with more groups than asked for.
      const int result =
          pcre2_jit_match(code.get(), text, document.normal.size(), 0, 0, data_.get(), nullptr);
      if (result >= 0) ++count;
    }
    return count;
  }

  std::size_t DatabaseBytes() const override { return bytes_; }

 private:
  std::vector<std::unique_ptr<pcre2_code, Free>> codes_;
  std::unique_ptr<pcre2_match_data, Free> data_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<Peer> MakePcre2() {
  return std::make_unique<Pcre2>();
}

}  // namespace watchword::bench
