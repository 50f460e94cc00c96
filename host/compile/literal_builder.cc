// SPDX-License-Identifier: Apache-2.0
#include "compile/literal_builder.h"

#include <hs/hs.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace watchword::compile {
namespace {

// Every byte as \xNN: nothing in a literal can be syntax.
std::string Escape(const std::vector<match::Symbol>& symbols) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string escaped;
  for (const match::Symbol symbol : symbols) {
    for (const std::uint8_t byte : match::CodeOf(symbol)) {
      escaped += "\\x";
      escaped += kHex[byte >> 4];
      escaped += kHex[byte & 15];
    }
  }
  return escaped;
}

struct FreeDatabase {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
};
using Database = std::unique_ptr<hs_database_t, FreeDatabase>;

Result<Database> Compile(const std::vector<std::string>& literals) {
  std::vector<const char*> expressions;
  std::vector<unsigned> ids;
  for (std::size_t i = 0; i < literals.size(); ++i) {
    expressions.push_back(literals[i].c_str());
    ids.push_back(static_cast<unsigned>(i));
  }
  const std::vector<unsigned> flags(literals.size(), 0);
  // For every processor of this kind: as fast, and a computer that moves its disk keeps working.
  const hs_platform_info_t any{};
  hs_database_t* database = nullptr;
  hs_compile_error_t* failure = nullptr;
  // hs_compile_lit_multi would be the natural call; in 5.4.0 its databases
  // fail at run time (intel/hyperscan#303).
  if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(literals.size()),
                       HS_MODE_BLOCK, &any, &database, &failure) != HS_SUCCESS) {
    Error error{ErrorCode::kInvalid, std::string("the literals do not compile: ") + failure->message};
    hs_free_compile_error(failure);
    return error;
  }
  return Database(database);
}

// As it lies in memory at the image's alignment, so that it can be used where it is mapped.
Result<image::Bytes> Place(const hs_database_t* database) {
  char* serialized = nullptr;
  std::size_t length = 0;
  if (hs_serialize_database(database, &serialized, &length) != HS_SUCCESS)
    return Error{ErrorCode::kIo, "hs_serialize_database failed"};
  const std::unique_ptr<char, void (*)(void*)> owner(serialized, &std::free);
  std::size_t size = 0;
  if (hs_serialized_database_size(serialized, length, &size) != HS_SUCCESS)
    return Error{ErrorCode::kIo, "hs_serialized_database_size failed"};
  auto placed = image::Allocate(size);
  if (!placed) return placed;
  auto* to = reinterpret_cast<hs_database_t*>(const_cast<std::byte*>(placed->data.get()));
  if (hs_deserialize_database_at(serialized, length, to) != HS_SUCCESS)
    return Error{ErrorCode::kIo, "hs_deserialize_database_at failed"};
  return placed;
}

Status WriteDatabase(const std::vector<std::string>& literals, image::Builder& image) {
  const auto database = Compile(literals);
  if (!database) return database.error();
  const auto placed = Place(database->get());
  if (!placed) return placed.error();
  image.Add(image::Section::kDatabase, placed->span());
  return {};
}

std::uint16_t Clamp(int cost) {
  return static_cast<std::uint16_t>(std::min<int>(cost, std::numeric_limits<std::uint16_t>::max()));
}

}  // namespace

// A phrase may have the same piece in two places: the widest window serves both, and only what both require.
void LiteralBuilder::Add(std::uint32_t phrase, const std::vector<Literal>& literals) {
  for (const Literal& literal : literals) {
    auto& postings = postings_[literal.symbols];
    if (postings.empty() || postings.back().phrase != phrase)
      postings.push_back({.phrase = phrase, .left = literal.left, .right = literal.right});
    Draft& draft = postings.back();
    draft.left_cost = std::max(draft.left_cost, Clamp(literal.left_cost));
    draft.right_cost = std::max(draft.right_cost, Clamp(literal.right_cost));
    if (draft.left != literal.left) draft.left.clear();
    if (draft.right != literal.right) draft.right.clear();
  }
}

namespace {

// Companions, each set of them once. The first is the empty one.
class CompanionSets {
 public:
  std::uint32_t Add(const Companions& set) {
    const auto [known, is_new] = known_.try_emplace(set, static_cast<std::uint32_t>(table_.size()));
    if (is_new) {
      table_.push_back(static_cast<std::uint32_t>(set.size()));
      table_.insert(table_.end(), set.begin(), set.end());
    }
    return known->second;
  }
  const std::vector<std::uint32_t>& table() const { return table_; }

 private:
  std::map<Companions, std::uint32_t> known_{{Companions{}, 0}};
  std::vector<std::uint32_t> table_{0};
};

}  // namespace

// Rows come first, so that their numbers are those of Hyperscan's expressions.
Status LiteralBuilder::Write(std::size_t symbols, image::Builder& image) const {
  std::vector<match::LiteralEntry> entries;
  std::vector<match::Posting> rows;
  CompanionSets companions;
  std::vector<std::string> literals;
  std::vector<std::uint32_t> of_words(symbols, match::kNoLiteral);
  const auto add = [&](const auto& word_or_row, const std::vector<Draft>& postings) {
    entries.push_back(
        {static_cast<std::uint32_t>(rows.size()), static_cast<std::uint32_t>(word_or_row.size())});
    for (const Draft& draft : postings) {
      rows.push_back({draft.phrase, draft.left_cost, draft.right_cost, companions.Add(draft.left),
                      companions.Add(draft.right)});
    }
  };
  for (const auto& [row, postings] : postings_) {
    if (row.size() == 1) continue;
    add(row, postings);
    literals.push_back(Escape(row));
  }
  for (const auto& [row, postings] : postings_) {
    if (row.size() != 1) continue;
    of_words[row.front()] = static_cast<std::uint32_t>(entries.size());
    add(row, postings);
  }
  entries.push_back({static_cast<std::uint32_t>(rows.size()), 0});
  image.AddTable(image::Section::kLiterals, entries);
  image.AddTable(image::Section::kPostings, rows);
  image.AddTable(image::Section::kCompanions, companions.table());
  image.AddTable(image::Section::kWordLiterals, of_words);
  return literals.empty() ? Status() : WriteDatabase(literals, image);
}

}  // namespace watchword::compile
