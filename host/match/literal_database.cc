// SPDX-License-Identifier: Apache-2.0
#include "match/literal_database.h"

#include <hs/hs.h>

namespace watchword::match {
namespace {

// Every byte as \xNN: nothing in a literal can be syntax.
std::string Escape(std::string_view literal) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string escaped;
  for (const char c : literal) {
    const auto byte = static_cast<unsigned char>(c);
    escaped += "\\x";
    escaped += kHex[byte >> 4];
    escaped += kHex[byte & 15];
  }
  return escaped;
}

Error CompileError(hs_compile_error_t* failure, std::span<const std::string> literals) {
  const std::string culprit =
      failure->expression >= 0 ? literals[static_cast<std::size_t>(failure->expression)] : "all literals";
  Error error{ErrorCode::kInvalid, "\"" + culprit + "\": " + failure->message};
  hs_free_compile_error(failure);
  return error;
}

struct Collector {
  LiteralDatabase::Found found;
  std::size_t max_hits;
};

int Collect(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
  auto& collector = *static_cast<Collector*>(context);
  if (collector.found.hits.size() >= collector.max_hits) {
    collector.found.truncated = true;
    return 1;
  }
  collector.found.hits.push_back({id, static_cast<std::uint32_t>(to)});
  return 0;
}

}  // namespace

void FreeScratch::operator()(hs_scratch* scratch) const {
  hs_free_scratch(scratch);
}

void LiteralDatabase::FreeDatabase::operator()(hs_database* database) const {
  hs_free_database(database);
}

Result<LiteralDatabase> LiteralDatabase::Compile(std::span<const std::string> literals) {
  LiteralDatabase compiled;
  if (literals.empty()) return compiled;
  std::vector<std::string> escaped;
  std::vector<const char*> expressions;
  std::vector<unsigned> flags(literals.size(), 0);
  std::vector<unsigned> ids;
  escaped.reserve(literals.size());
  for (std::size_t i = 0; i < literals.size(); ++i) {
    escaped.push_back(Escape(literals[i]));
    expressions.push_back(escaped.back().c_str());
    ids.push_back(static_cast<unsigned>(i));
  }
  // hs_compile_lit_multi would be the natural call; in 5.4.0 its databases
  // fail at run time (intel/hyperscan#303).
  hs_database_t* database = nullptr;
  hs_compile_error_t* failure = nullptr;
  const auto count = static_cast<unsigned>(literals.size());
  if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), count, HS_MODE_BLOCK, nullptr, &database,
                       &failure) != HS_SUCCESS) {
    return CompileError(failure, literals);
  }
  compiled.database_.reset(database);
  return compiled;
}

Result<Scratch> LiteralDatabase::MakeScratch() const {
  if (!database_) return Scratch();
  hs_scratch_t* scratch = nullptr;
  const hs_error_t code = hs_alloc_scratch(database_.get(), &scratch);
  if (code != HS_SUCCESS)
    return Error{ErrorCode::kIo, "hs_alloc_scratch failed with " + std::to_string(code)};
  return Scratch(scratch);
}

Result<LiteralDatabase::Found> LiteralDatabase::Find(std::string_view bytes, std::size_t max_hits,
                                                     hs_scratch* scratch) const {
  Collector collector{.max_hits = max_hits};
  if (!database_) return std::move(collector.found);
  const hs_error_t code = hs_scan(database_.get(), bytes.data(), static_cast<unsigned>(bytes.size()), 0,
                                  scratch, &Collect, &collector);
  if (code != HS_SUCCESS && code != HS_SCAN_TERMINATED) {
    return Error{ErrorCode::kIo, "hs_scan failed with " + std::to_string(code)};
  }
  return std::move(collector.found);
}

}  // namespace watchword::match
