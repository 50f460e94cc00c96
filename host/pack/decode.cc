// SPDX-License-Identifier: Apache-2.0
#include "pack/decode.h"

#include <array>
#include <utility>

#include "pack/brands.h"
#include "pack/help.h"

namespace watchword::pack {
namespace {

using base::JsonCursor;

Result<std::vector<std::string>> ReadStrings(const JsonCursor& from) {
  return from.Strings();
}

// Collects the first failure of many reads, so that each member is one line.
// Members that nobody asked for are a failure too.
class Reader {
 public:
  explicit Reader(const JsonCursor& from) : from_(from) {}

  void String(const char* name, std::string& to) {
    Custom(name, to, [](const JsonCursor& at) { return at.String(); });
  }
  void Strings(const char* name, std::vector<std::string>& to) { Custom(name, to, ReadStrings); }
  void Flag(const char* name, bool& to) {
    const auto member = Member(name);
    if (!member) return Fail(member.error());
    if (!member->json().is_boolean()) return Fail(member->Complaint("expected true or false"));
    to = member->json().get<bool>();
  }
  void Number(const char* name, double& to) {
    Custom(name, to, [](const JsonCursor& at) { return at.Number(-1000, 1000); });
  }
  template <typename T, typename Read>
  void Custom(const char* name, T& to, Read read) {
    const auto member = Member(name);
    if (!member) return Fail(member.error());
    Keep(read(*member), to);
  }
  template <typename T, typename Read>
  void Array(const char* name, std::vector<T>& to, Read read) {
    const auto member = Member(name);
    if (!member) return Fail(member.error());
    const auto elements = member->Elements();
    if (!elements) return Fail(elements.error());
    for (const JsonCursor& element : *elements) {
      T value{};
      Keep(read(element), value);
      to.push_back(std::move(value));
    }
  }
  template <typename Map, typename Read>
  void Object(const char* name, Map& to, Read read) {
    const auto member = Member(name);
    if (!member) return Fail(member.error());
    const auto members = member->Members();
    if (!members) return Fail(members.error());
    for (const auto& [key, value] : *members) Keep(read(value), to[key]);
  }

  template <typename T>
  Result<T> Finish(T value) {
    if (!failure_) Keep(from_.OnlyMembers(known_));
    if (failure_) return *failure_;
    return value;
  }

 private:
  Result<JsonCursor> Member(const char* name) {
    known_.push_back(name);
    return from_.Member(name);
  }
  void Fail(const Error& error) {
    if (!failure_) failure_ = error;
  }
  void Keep(const Status& status) {
    if (!status) Fail(status.error());
  }
  template <typename From, typename To>
  void Keep(Result<From> result, To& to) {
    if (!result) return Fail(result.error());
    to = static_cast<To>(*std::move(result));
  }

  const JsonCursor& from_;
  std::vector<std::string_view> known_{"$schema"};  // in the files of authors
  std::optional<Error> failure_;
};

Result<std::string> ReadString(const JsonCursor& from) {
  return from.String();
}

Result<Addition> ReadAddition(const JsonCursor& from) {
  Addition addition;
  Reader reader(from);
  reader.String("name", addition.name);
  reader.Custom("version", addition.version,
                [](const JsonCursor& at) { return at.Integer(0, 1'000'000'000); });
  reader.String("left_out", addition.left_out);
  return reader.Finish(std::move(addition));
}

Result<PackInfo> ReadInfo(const JsonCursor& from) {
  PackInfo info;
  Reader reader(from);
  reader.String("id", info.id);
  reader.Custom("version", info.version, [](const JsonCursor& at) { return at.Integer(1, 1'000'000'000); });
  reader.String("minimum_host", info.minimum_host);
  reader.String("built", info.built);
  if (from.Has("adds_to")) reader.String("adds_to", info.adds_to);
  if (from.Has("additions")) reader.Array("additions", info.additions, ReadAddition);
  return reader.Finish(std::move(info));
}

Result<Stage> ReadStage(const JsonCursor& from) {
  Stage stage;
  Reader reader(from);
  reader.String("id", stage.id);
  reader.Flag("chat_only", stage.chat_only);
  reader.Flag("urgent", stage.urgent);
  return reader.Finish(std::move(stage));
}

Result<Scheme> ReadScheme(const JsonCursor& from) {
  Scheme scheme;
  Reader reader(from);
  reader.String("id", scheme.id);
  reader.Array("stages", scheme.stages, ReadStage);
  reader.Strings("kin", scheme.kin);
  reader.Flag("discreet", scheme.discreet);
  reader.Strings("helps", scheme.helps);
  return reader.Finish(std::move(scheme));
}

Result<Rule> ReadRule(const JsonCursor& from) {
  Rule rule;
  Reader reader(from);
  reader.String("id", rule.id);
  reader.String("scheme", rule.scheme);
  reader.String("stage", rule.stage);
  reader.String("language", rule.language);
  reader.String("reason", rule.reason);
  reader.Custom("weight", rule.weight, ReadWeight);
  reader.Custom("said_by", rule.said_by, ReadSpeaker);
  reader.Custom("points", rule.points, [](const JsonCursor& at) { return at.Number(0, kMaxPoints); });
  reader.Strings("phrases", rule.phrases);
  return reader.Finish(std::move(rule));
}

Result<SchemeWording> ReadSchemeWording(const JsonCursor& from) {
  SchemeWording wording;
  Reader reader(from);
  reader.String("name", wording.name);
  reader.String("title", wording.title);
  reader.Strings("advice", wording.advice);
  reader.String("test", wording.test);
  reader.String("fine_if", wording.fine_if);
  return reader.Finish(std::move(wording));
}

Result<StageWording> ReadStageWording(const JsonCursor& from) {
  StageWording wording;
  Reader reader(from);
  reader.String("step", wording.step);
  reader.String("next", wording.next);
  return reader.Finish(std::move(wording));
}

Result<DomainGroup> ReadDomainGroup(const JsonCursor& from) {
  DomainGroup group;
  Reader reader(from);
  reader.String("since", group.since);
  reader.String("names", group.names);
  return reader.Finish(std::move(group));
}

Result<DomainList> ReadDomainList(const JsonCursor& from) {
  DomainList list;
  Reader reader(from);
  reader.String("id", list.id);
  reader.String("title", list.title);
  reader.String("source", list.source);
  reader.String("licence", list.licence);
  reader.Array("groups", list.groups, ReadDomainGroup);
  return reader.Finish(std::move(list));
}

Result<double> ReadFrequency(const JsonCursor& from) {
  return from.Number(0, 1e6);
}

Result<Pack> ReadPack(const JsonCursor& from) {
  Pack pack;
  Reader reader(from);
  reader.Custom("pack", pack.info, ReadInfo);
  reader.Array("schemes", pack.schemes, ReadScheme);
  reader.Custom("model", pack.model, ReadModel);
  reader.Strings("trading_words", pack.trading_words);
  reader.Array("rules", pack.rules, ReadRule);
  reader.Object("register", pack.register_phrases, ReadStrings);
  reader.Object("lists", pack.lists, ReadWordLists);
  reader.Custom("units", pack.units, ReadWordLists);
  reader.Object("frequency", pack.frequency, ReadFrequency);
  reader.Array("wording", pack.wording, ReadWording);
  reader.Array("domains", pack.domains, ReadDomainList);
  reader.String("good_names", pack.good_names);
  reader.String("public_suffixes", pack.public_suffixes);
  reader.Custom("brands", pack.brands, ReadBrands);
  reader.Object("help", pack.help, ReadHelpContacts);
  return reader.Finish(std::move(pack));
}

}  // namespace

Result<Weight> ReadWeight(const JsonCursor& from) {
  const auto name = from.String();
  if (name && *name == "cue") return Weight::kCue;
  if (name && *name == "weak") return Weight::kWeak;
  if (name && *name == "medium") return Weight::kMedium;
  if (name && *name == "strong") return Weight::kStrong;
  return from.Complaint("expected one of cue, weak, medium, strong");
}

Result<Speaker> ReadSpeaker(const JsonCursor& from) {
  const auto name = from.String();
  if (name && *name == "them") return Speaker::kThem;
  if (name && *name == "me") return Speaker::kMe;
  if (name && *name == "page") return Speaker::kPage;
  return from.Complaint("expected one of them, me, page");
}

Result<Model> ReadModel(const JsonCursor& from) {
  Model model;
  Reader reader(from);
  const std::array<std::pair<const char*, double*>, 17> members = {{{"cue", &model.cue},
                                                                    {"weak", &model.weak},
                                                                    {"medium", &model.medium},
                                                                    {"strong", &model.strong},
                                                                    {"repeat", &model.repeat},
                                                                    {"repeat_limit", &model.repeat_limit},
                                                                    {"order", &model.order},
                                                                    {"order_limit", &model.order_limit},
                                                                    {"urgent", &model.urgent},
                                                                    {"contact", &model.contact},
                                                                    {"trading_name", &model.trading_name},
                                                                    {"suppressed", &model.suppressed},
                                                                    {"midpoint", &model.midpoint},
                                                                    {"steepness", &model.steepness},
                                                                    {"notice", &model.notice},
                                                                    {"caution", &model.caution},
                                                                    {"danger", &model.danger}}};
  for (const auto& [name, to] : members) reader.Number(name, *to);
  return reader.Finish(model);
}

Result<Wording> ReadWording(const JsonCursor& from) {
  Wording wording;
  Reader reader(from);
  reader.String("language", wording.language);
  reader.Object("levels", wording.levels, ReadString);
  reader.Object("schemes", wording.schemes, ReadSchemeWording);
  reader.Object("stages", wording.stages, ReadStageWording);
  reader.Object("reasons", wording.reasons, ReadString);
  return reader.Finish(std::move(wording));
}

Result<WordLists> ReadWordLists(const JsonCursor& from) {
  const auto members = from.Members();
  if (!members) return members.error();
  WordLists lists;
  for (const auto& [name, value] : *members) {
    if (name == "$schema") continue;
    auto words = value.Strings();
    if (!words) return words.error();
    lists[name] = *std::move(words);
  }
  return lists;
}

Result<Wording> DecodeWording(std::string_view body) {
  const auto json = base::ParseJson(body, {.max_bytes = kMaxBodyBytes});
  if (!json) return Context("wording", json.error());
  return ReadWording(JsonCursor(*json));
}

Result<Pack> Decode(const VerifiedPack& verified) {
  auto pack = DecodeBody(verified.body());
  if (!pack) return pack;
  const std::uint32_t outside = verified.version();
  if (outside != 0 && outside != static_cast<std::uint32_t>(pack->info.version)) {
    return Error{ErrorCode::kInvalid, "pack version " + std::to_string(pack->info.version) +
                                          ", its envelope says " + std::to_string(outside)};
  }
  if (!pack->info.additions.empty())
    return Error{ErrorCode::kInvalid, "/pack/additions: only what was merged here has some"};
  return pack;
}

Result<Pack> DecodeBody(std::string_view body) {
  const auto json = base::ParseJson(body, {.max_bytes = kMaxBodyBytes});
  if (!json) return Error{ErrorCode::kInvalid, "pack body: " + json.error().message};
  return ReadPack(JsonCursor(*json));
}

}  // namespace watchword::pack
