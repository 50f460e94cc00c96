// SPDX-License-Identifier: Apache-2.0
#include "author/read_patterns.h"

#include <filesystem>
#include <map>
#include <set>
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

// As written when there are none.
Status ReadHelps(const JsonCursor& from, std::vector<std::string>& helps) {
  if (!from.Has("helps")) return {};
  auto words = from.Strings("helps");
  if (!words) return words.error();
  if (words->empty() || !std::all_of(words->begin(), words->end(), pack::IsHelpKind))
    return from.Member("helps")->Complaint("expected some of loss, captivity, job");
  helps = *std::move(words);
  return {};
}

Result<pack::Scheme> ReadScheme(const JsonCursor& from) {
  if (const Status known = from.OnlyMembers({"id", "stages", "kin", "discreet", "helps"}); !known)
    return known.error();
  pack::Scheme scheme;
  auto id = from.String("id");
  if (!id) return id.error();
  scheme.id = *std::move(id);
  const auto discreet = from.Flag("discreet");
  if (!discreet) return discreet.error();
  scheme.discreet = *discreet;
  if (const Status helps = ReadHelps(from, scheme.helps); !helps) return helps.error();
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
  auto adds_to = from.StringOr("adds_to", "");
  if (!adds_to) return adds_to.error();
  info = {.id = *std::move(id),
          .version = static_cast<int>(*version),
          .minimum_host = *std::move(minimum),
          .built = *std::move(date),
          .adds_to = *std::move(adds_to)};
  return {};
}

Status ReadHead(const Json& json, pack::Pack& pack) {
  const JsonCursor from(json);
  const Status known = from.Has("adds_to")
                           ? from.OnlyMembers({"$schema", "id", "version", "date", "minimum_host", "adds_to"})
                           : from.OnlyMembers({"$schema", "id", "version", "date", "minimum_host", "model",
                                               "schemes", "trading_words"});
  if (!known) return known;
  if (const Status info = ReadInfo(from, pack.info); !info) return info;
  if (!pack.info.adds_to.empty()) return {};  // schemes and model are the base's
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
  if (!from.Has("trading_words")) return {};
  auto words = from.Strings("trading_words");
  if (!words) return words.error();
  pack.trading_words = *std::move(words);
  return {};
}

// Walks the folder; each kind of file has its own reader.
class FolderReader {
 public:
  FolderReader(std::string folder, const base::FileSystem& files, const MoreLists& more)
      : folder_(std::move(folder)), files_(files), more_(more) {}

  Result<Draft> Read() {
    const auto text = files_.Read(folder_ + "/pack.json", base::kMaxFileBytes);
    if (!text) return text.error();
    const auto head = Parse(*text);
    if (!head) return Context("pack.json", head.error());
    if (const Status read = ReadHead(*head, draft_.pack); !read) return Context("pack.json", read.error());
    const auto names = files_.ListFiles(folder_);
    if (!names) return names.error();
    for (const std::string& name : *names) ReadFile(name);
    ReadAllLists();
    ReadWeights();
    draft_.pack.frequency = FrequenciesFor(draft_.pack, measured_);
    return std::move(draft_);
  }

 private:
  Result<std::string> ReadText(const std::string& name) const { return ReadAt(folder_ + "/" + name); }

  // A finding names its file already.
  Result<std::string> ReadAt(const std::string& path) const {
    auto text = files_.Read(path, base::kMaxFileBytes);
    const std::string prefix = path + ": ";
    if (text || !text.error().message.starts_with(prefix)) return text;
    return Error{text.error().code, text.error().message.substr(prefix.size())};
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
    if (name == "domains/public_suffix_list.dat") return KeepSuffixes(name);
    if (name == "domains/good.txt") return ReadGood(folder_ + "/" + name);
    if (path.extension() != ".json") return;
    if (name == "weights.json") return;  // when all rules are known
    if (kind == "domains") return ReadDescription(folder_ + "/" + name);
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

  // Within the folder, or as given.
  std::string NameOf(const std::string& path) const {
    return path.starts_with(folder_ + "/") ? path.substr(folder_.size() + 1) : path;
  }

  void KeepSuffixes(const std::string& name) {
    auto text = ReadText(name);
    if (!text) return Complain(name, text.error());
    draft_.pack.public_suffixes = *std::move(text);
  }

  void ReadGood(const std::string& path) {
    const auto text = ReadAt(path);
    if (!text) return Complain(NameOf(path), text.error());
    const auto entries = ReadList(ListFormat::kPlain, "", *text);
    if (!entries) return Complain(NameOf(path), entries.error());
    for (const ListEntry& entry : *entries) {
      const auto host = domain::HostName::Parse(entry.text);
      if (host) good_.insert(host->ascii());
    }
  }

  void ReadDescription(const std::string& path) {
    const auto text = ReadAt(path);
    if (!text) return Complain(NameOf(path), text.error());
    const auto json = Parse(*text);
    if (!json) return Complain(NameOf(path), json.error());
    auto source = ReadListSource(std::filesystem::path(path).stem().string(), JsonCursor(*json));
    if (!source) return Complain(NameOf(path), source.error());
    source->file = NameOf(path);
    source->data = (std::filesystem::path(path).parent_path() / source->data).string();
    sources_.push_back(*std::move(source));
  }

  // What cues were found to weigh, by the name they have in every language, and rules, by their id.
  void ReadWeights() {
    if (files_.Kind(folder_ + "/weights.json") == base::FileKind::kNone) return;
    const auto text = ReadText("weights.json");
    const auto json = text ? Parse(*text) : text.error();
    if (!json) return Complain("weights.json", json.error());
    const JsonCursor from(*json);
    const auto cues = ReadPoints(from, "cues");
    if (!cues) return Complain("weights.json", cues.error());
    const auto rules = from.Has("rules") ? ReadPoints(from, "rules") : Points();
    if (!rules) return Complain("weights.json", rules.error());
    for (pack::Rule& rule : draft_.pack.rules) {
      const bool is_cue = rule.weight == pack::Weight::kCue;
      const Points& points = is_cue ? *cues : *rules;
      const auto found = points.find(is_cue ? rule.id.substr(rule.id.rfind('/') + 1) : rule.id);
      if (found != points.end()) rule.points = found->second;
    }
  }

  using Points = std::map<std::string, double>;

  static Result<Points> ReadPoints(const JsonCursor& from, const char* kind) {
    const auto member = from.Member(kind);
    const auto members = member ? member->Members() : member.error();
    if (!members) return members.error();
    Points points;
    for (const auto& [name, at] : *members) {
      const auto number = at.Number(0, pack::kMaxPoints);
      if (!number) return number.error();
      points.emplace(name, *number);
    }
    return points;
  }

  // When everything that is good is known.
  void ReadAllLists() {
    for (const std::string& path : more_.good) ReadGood(path);
    for (const pack::Brand& brand : draft_.pack.brands.brands)
      good_.insert(brand.domains.begin(), brand.domains.end());
    for (const std::string& path : more_.lists) ReadDescription(path);
    const std::string& list = draft_.pack.public_suffixes;
    const auto suffixes =
        list.empty() ? Result(domain::PublicSuffixes::BuiltIn()) : domain::PublicSuffixes::Load(list);
    if (!suffixes) return Complain("domains/public_suffix_list.dat", suffixes.error());
    DomainLists lists(good_, *suffixes);
    for (const ListSource& source : sources_) {
      const auto text = ReadAt(source.data);
      const Status added = text ? lists.Add(source, *text) : text.error();
      if (!added) Complain(source.file + " (" + NameOf(source.data) + ")", added.error());
    }
    draft_.pack.domains = lists.Finish();
    draft_.drops = lists.drops();
    for (const std::string& name : good_) draft_.pack.good_names += name + '\n';
  }

  std::string folder_;
  const base::FileSystem& files_;
  const MoreLists& more_;
  std::set<std::string> good_;  // names in normal form
  std::vector<ListSource> sources_;
  Frequencies measured_;
  Draft draft_;
};

}  // namespace

Result<Draft> ReadPatterns(const std::string& folder, const base::FileSystem& files, const MoreLists& more) {
  return FolderReader(folder, files, more).Read();
}

}  // namespace watchword::author
