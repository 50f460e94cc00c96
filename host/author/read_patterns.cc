// SPDX-License-Identifier: Apache-2.0
#include "author/read_patterns.h"

#include <filesystem>
#include <sstream>
#include <utility>

#include "author/frequency.h"
#include "author/read_rules.h"
#include "base/json.h"
#include "compile/compile_pack.h"
#include "pack/brands.h"
#include "pack/decode.h"
#include "pack/help.h"

namespace watchword::author {
namespace {

using base::Json;
using base::JsonCursor;

Result<pack::Stage> ReadStage(const JsonCursor& from) {
  if (const Status known = from.OnlyMembers({"id", "surface", "urgent"}); !known) return known.error();
  auto id = from.String("id");
  if (!id) return id.error();
  const auto surface = from.StringOr("surface", "any");
  if (!surface || (*surface != "any" && *surface != "chat")) {
    return Error{ErrorCode::kInvalid, from.pointer() + "/surface: expected one of any, chat"};
  }
  const auto urgent = from.Flag("urgent");
  if (!urgent) return urgent.error();
  return pack::Stage{*std::move(id), *surface == "chat", *urgent};
}

Result<pack::Scheme> ReadScheme(const JsonCursor& from) {
  if (const Status known = from.OnlyMembers({"id", "stages", "kin", "discreet"}); !known)
    return known.error();
  pack::Scheme scheme;
  auto id = from.String("id");
  if (!id) return id.error();
  scheme.id = *std::move(id);
  const auto discreet = from.Flag("discreet");
  if (!discreet) return discreet.error();
  scheme.discreet = *discreet;
  const auto stages = from.Elements("stages");
  if (!stages) return stages.error();
  for (const JsonCursor& at : *stages) {
    auto stage = ReadStage(at);
    if (!stage) return stage.error();
    scheme.stages.push_back(*std::move(stage));
  }
  if (!from.Has("kin")) return scheme;
  auto kin = from.Strings("kin");
  if (!kin) return kin.error();
  scheme.kin = *std::move(kin);
  return scheme;
}

Status ReadInfo(const JsonCursor& from, pack::PackInfo& info) {
  auto id = from.String("id");
  if (!id) return id.error();
  const auto version = from.Integer("version", 1, 1'000'000'000);
  if (!version) return version.error();
  auto minimum = from.String("minimum_host");
  if (!minimum) return minimum.error();
  auto date = from.String("date");
  if (!date) return date.error();
  info = {*std::move(id), static_cast<int>(*version), *std::move(minimum), *std::move(date)};
  return {};
}

Status ReadHead(const Json& json, pack::Pack& pack) {
  const JsonCursor from(json);
  const Status known =
      from.OnlyMembers({"$schema", "id", "version", "date", "minimum_host", "model", "schemes"});
  if (!known) return known;
  if (const Status info = ReadInfo(from, pack.info); !info) return info;
  const auto model_at = from.Member("model");
  if (!model_at) return model_at.error();
  const auto model = pack::ReadModel(*model_at);
  if (!model) return model.error();
  pack.model = *model;
  const auto schemes = from.Elements("schemes");
  if (!schemes) return schemes.error();
  for (const JsonCursor& at : *schemes) {
    auto scheme = ReadScheme(at);
    if (!scheme) return scheme.error();
    pack.schemes.push_back(*std::move(scheme));
  }
  return {};
}

// One name a line; # begins a comment.
std::vector<std::string> ReadNames(const std::string& text) {
  std::vector<std::string> names;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    line.resize(std::min(line.find_first_of("# \t\r"), line.size()));
    if (!line.empty()) names.push_back(std::move(line));
  }
  return names;
}

// Walks the folder; each kind of file has its own reader.
class FolderReader {
 public:
  FolderReader(std::string folder, const base::FileSystem& files)
      : folder_(std::move(folder)), files_(files) {}

  Result<Draft> Read() {
    const auto text = ReadText("pack.json");
    if (!text) return text.error();
    const auto head = Parse(*text);
    if (!head) return Context("pack.json", head.error());
    if (const Status read = ReadHead(*head, draft_.pack); !read) return Context("pack.json", read.error());
    const auto names = files_.ListFiles(folder_);
    if (!names) return names.error();
    for (const std::string& name : *names) ReadFile(name);
    draft_.pack.frequency = FrequenciesFor(draft_.pack, measured_);
    return std::move(draft_);
  }

 private:
  Result<std::string> ReadText(const std::string& name) const {
    return files_.Read(folder_ + "/" + name, base::kMaxFileBytes);
  }

  static Result<Json> Parse(const std::string& text) {
    return base::ParseJson(text, {.max_bytes = base::kMaxFileBytes});
  }

  void Complain(const std::string& file, const Error& error) {
    draft_.findings.push_back(MakeFinding(file, error));
  }

  void ReadFile(const std::string& name) {
    const std::filesystem::path path(name);
    const std::string kind = path.begin()->string();
    if (kind == "domains" && path.extension() == ".txt") return ReadDomains(name, path.stem().string());
    if (path.extension() != ".json") return;
    const bool known = kind == "rules" || kind == "lists" || kind == "register" || kind == "wording" ||
                       kind == "frequency" || kind == "units" || kind == "help" || name == "brands.json";
    if (!known) return;
    const auto text = ReadText(name);
    const auto json = text ? Parse(*text) : text.error();
    if (!json) return Complain(name, json.error());
    if (kind == "rules") return ReadRules(name, *json, draft_);
    const Status read = ReadPart(kind, path.stem().string(), JsonCursor(*json));
    if (!read) Complain(name, read.error());
  }

  Status ReadPart(const std::string& kind, const std::string& language, const JsonCursor& from) {
    if (kind == "register") return Keep(from.Strings("phrases"), draft_.pack.register_phrases[language]);
    if (kind == "lists") return Keep(pack::ReadWordLists(from), draft_.pack.lists[language]);
    if (kind == "frequency") return ReadFrequencies(from, measured_);
    if (kind == "brands.json") return Keep(pack::ReadBrands(from), draft_.pack.brands);
    if (kind == "help") return ReadHelp(language, from);
    if (kind == "units") return AddUnits(pack::ReadWordLists(from));
    auto wording = pack::ReadWording(from);
    if (!wording) return wording.error();
    draft_.pack.wording.push_back(*std::move(wording));
    return {};
  }

  Status ReadHelp(const std::string& region, const JsonCursor& from) {
    if (const Status known = from.OnlyMembers({"$schema", "region", "contacts"}); !known) return known;
    const auto named = from.String("region");
    if (!named) return named.error();
    if (*named != region)
      return from.Member("region")->Complaint("expected " + region + ", the name of the file");
    const auto contacts = from.Member("contacts");
    if (!contacts) return contacts.error();
    return Keep(pack::ReadHelpContacts(*contacts), draft_.pack.help[region]);
  }

  // Numbers are written in any language's words, so the words of all languages are one list.
  Status AddUnits(Result<pack::WordLists> words) {
    if (!words) return words.error();
    for (const auto& [name, entries] : *words) {
      for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!compile::NormalUnit(entries[i])) {
          return Error{ErrorCode::kInvalid,
                       "/" + name + "/" + std::to_string(i) + ": \"" + entries[i] + "\" is not one word"};
        }
        draft_.pack.units[name].push_back(entries[i]);
      }
    }
    return {};
  }

  template <typename T>
  static Status Keep(Result<T> result, T& to) {
    if (!result) return result.error();
    to = *std::move(result);
    return {};
  }

  void ReadDomains(const std::string& name, const std::string& list) {
    const auto text = ReadText(name);
    if (!text) return Complain(name, text.error());
    draft_.pack.domains[list] = ReadNames(*text);
  }

  std::string folder_;
  const base::FileSystem& files_;
  Frequencies measured_;
  Draft draft_;
};

}  // namespace

Result<Draft> ReadPatterns(const std::string& folder, const base::FileSystem& files) {
  return FolderReader(folder, files).Read();
}

}  // namespace watchword::author
