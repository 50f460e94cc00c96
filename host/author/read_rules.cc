// SPDX-License-Identifier: Apache-2.0
#include "author/read_rules.h"

#include <filesystem>
#include <utility>

#include "pack/decode.h"

namespace watchword::author {
namespace {

using base::JsonCursor;

// What the path says about every rule of the file.
struct Place {
  std::string scheme;
  std::string stage;
  std::string language;
  std::string prefix;  // of every id
};

// rules/<scheme>/<stage>/<lang>.json
Result<Place> PlaceOf(const std::string& file) {
  std::vector<std::string> parts;
  for (const auto& part : std::filesystem::path(file)) parts.push_back(part.string());
  if (parts.size() != 4) {
    return Error{ErrorCode::kInvalid, "expected rules/<scheme>/<stage>/<lang>.json"};
  }
  const std::string language = std::filesystem::path(parts[3]).stem().string();
  return Place{parts[1], parts[2], language, parts[1] + "/" + parts[2] + "/" + language + "/"};
}

Status ReadRule(const JsonCursor& from, const Place& place, pack::Rule& rule) {
  const Status known =
      from.OnlyMembers({"id", "status", "reason", "weight", "said_by", "phrases", "examples", "sources"});
  if (!known) return known;
  auto id = from.String("id");
  if (!id) return id.error();
  if (!id->starts_with(place.prefix) || id->size() == place.prefix.size()) {
    return Error{ErrorCode::kInvalid,
                 from.pointer() + "/id: expected " + place.prefix + "<name>, the path of the file"};
  }
  auto reason = from.String("reason");
  if (!reason) return reason.error();
  const auto weight_at = from.Member("weight");
  if (!weight_at) return weight_at.error();
  const auto weight = pack::ReadWeight(*weight_at);
  if (!weight) return weight.error();
  const auto speaker_at = from.Member("said_by");
  if (!speaker_at) return speaker_at.error();
  const auto speaker = pack::ReadSpeaker(*speaker_at);
  if (!speaker) return speaker.error();
  auto phrases = from.Strings("phrases");
  if (!phrases) return phrases.error();
  rule = {*std::move(id), place.scheme, place.stage, place.language,     *std::move(reason),
          *weight,        *speaker,     0,           *std::move(phrases)};
  return {};
}

Status ReadNotes(const JsonCursor& from, RuleNotes& notes) {
  const auto examples = from.Member("examples");
  if (!examples) return examples.error();
  if (const Status known = examples->OnlyMembers({"match", "ignore"}); !known) return known;
  auto match = examples->Strings("match");
  if (!match) return match.error();
  auto ignore = examples->Strings("ignore");
  if (!ignore) return ignore.error();
  auto sources = from.Strings("sources");
  if (!sources) return sources.error();
  notes.match = *std::move(match);
  notes.ignore = *std::move(ignore);
  notes.sources = *std::move(sources);
  return {};
}

Result<bool> IsRetired(const JsonCursor& from) {
  if (!from.Has("status")) return false;
  const auto status = from.String("status");
  if (status && *status == "retired") return true;
  return from.Member("status")->Complaint("expected retired, or no status");
}

}  // namespace

void ReadRules(const std::string& file, const base::Json& json, Draft& draft) {
  const auto place = PlaceOf(file);
  if (!place) return draft.findings.push_back(MakeFinding(file, place.error()));
  const JsonCursor root(json);
  if (const Status known = root.OnlyMembers({"$schema", "rules"}); !known) {
    return draft.findings.push_back(MakeFinding(file, known.error()));
  }
  const auto rules = root.Elements("rules");
  if (!rules) return draft.findings.push_back(MakeFinding(file, rules.error()));
  for (const JsonCursor& from : *rules) {
    pack::Rule rule;
    RuleNotes notes{.file = file, .pointer = from.pointer()};
    Status read = ReadRule(from, *place, rule);
    if (read) read = ReadNotes(from, notes);
    const auto retired = read ? IsRetired(from) : read.error();
    if (!retired) {
      draft.findings.push_back(MakeFinding(file, retired.error()));
    } else if (!*retired) {
      draft.pack.rules.push_back(std::move(rule));
      draft.notes.push_back(std::move(notes));
    }
  }
}

}  // namespace watchword::author
