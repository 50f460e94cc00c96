// SPDX-License-Identifier: Apache-2.0
// FilteredRE2: literals that an expression cannot do without are looked for first, by Hyperscan, and only
// expressions whose literals are there are run.
#include <hs/hs.h>
#include <re2/filtered_re2.h>

#include "peer.h"
#include "regex.h"

namespace watchword::bench {
namespace {

constexpr int kLeastAtom = 5;

int OnAtom(unsigned id, unsigned long long, unsigned long long, unsigned, void* atoms) {
  static_cast<std::vector<int>*>(atoms)->push_back(static_cast<int>(id));
  return 0;
}

// For Hyperscan a literal is an expression of its bytes.
std::string AsExpression(const std::string& atom) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string expression;
  for (const char c : atom) {
    const auto byte = static_cast<unsigned char>(c);
    expression += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
  }
  return expression;
}

class FilteredRe2 final : public Peer {
 public:
  FilteredRe2() : filter_(kLeastAtom) {}
  ~FilteredRe2() override {
    hs_free_scratch(scratch_);
    hs_free_database(database_);
  }

  Status Build(const BenchPhrases& phrases) override {
    RE2::Options options;
    options.set_never_capture(true);
    options.set_log_errors(false);
    for (const BenchPhrase& one : phrases.phrases) {
      int id = 0;
      if (filter_.Add(ToRegex(one.phrase, Dialect::kCharacters), options, &id) != RE2::NoError) {
        return Error{ErrorCode::kInvalid, "refused: " + one.source};
      }
    }
    std::vector<std::string> atoms;
    filter_.Compile(&atoms);
    return CompileAtoms(atoms);
  }

  std::optional<std::size_t> Count(const Document& document) override {
    std::vector<int> atoms;
    const auto result = hs_scan(database_, document.normal.data(),
                                static_cast<unsigned>(document.normal.size()), 0, scratch_, OnAtom, &atoms);
    if (result != HS_SUCCESS) return std::nullopt;
    std::vector<int> found;
    filter_.AllMatches(document.normal, atoms, &found);
    return found.size();
  }

  std::string Note() const override { return std::to_string(atoms_) + " literals, found by Hyperscan"; }

 private:
  Status CompileAtoms(const std::vector<std::string>& atoms) {
    atoms_ = atoms.size();
    std::vector<std::string> expressions;
    std::vector<const char*> pointers;
    std::vector<unsigned> ids;
    for (const std::string& atom : atoms) expressions.push_back(AsExpression(atom));
    for (const std::string& one : expressions) {
      ids.push_back(static_cast<unsigned>(ids.size()));
      pointers.push_back(one.c_str());
    }
    const std::vector<unsigned> flags(atoms.size(), HS_FLAG_SINGLEMATCH);
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(pointers.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()),
                         HS_MODE_BLOCK, nullptr, &database_, &error) != HS_SUCCESS) {
      Error refusal{ErrorCode::kInvalid, error->message};
      hs_free_compile_error(error);
      return refusal;
    }
    if (hs_alloc_scratch(database_, &scratch_) != HS_SUCCESS) return Error{ErrorCode::kIo, "no scratch"};
    return {};
  }

  re2::FilteredRE2 filter_;
  std::size_t atoms_ = 0;
  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
};

}  // namespace

std::unique_ptr<Peer> MakeFilteredRe2() {
  return std::make_unique<FilteredRe2>();
}

}  // namespace watchword::bench
