// SPDX-License-Identifier: Apache-2.0
#include "app/handler.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/convert.h"
#include "base/version.h"

namespace watchword::app {
namespace {

using base::Json;

message::PackDescription Describe(const assess::Ruleset& ruleset) {
  const pack::PackInfo& info = ruleset.info();
  std::vector<message::AdditionDescription> additions;
  for (const pack::Addition& one : info.additions) additions.push_back({one.name, one.version, one.left_out});
  return {.id = info.id,
          .version = info.version,
          .digest = ruleset.digest(),
          .rules = ruleset.rule_count(),
          .languages = ruleset.languages(),
          .built = info.built,
          .additions = std::move(additions)};
}

assess::Source SourceOf(message::From from) {
  if (from == message::From::kMe) return assess::Source::kMe;
  return from == message::From::kThem ? assess::Source::kThem : assess::Source::kUnknown;
}

Json ListedJson(const domain::ListHit& hit, const assess::Ruleset& ruleset) {
  const assess::Listing& listing = ruleset.listing(hit.group);
  return {{"name", hit.name},
          {"list", listing.id},
          {"title", listing.title},
          {"source", listing.source},
          {"since", listing.since}};
}

Json LookAlikeJson(const domain::LookAlike& found) {
  return {{"brand", found.brand},
          {"name", found.name},
          {"how", assess::NameOf(found.how)},
          {"official", found.official}};
}

Json EvidenceJson(const assess::Evidence& one, const assess::Ruleset& ruleset) {
  Json json = {{"rule", one.rule},         {"stage", ruleset.stage(one.stage).id},
               {"reason", one.reason},     {"message", one.message ? Json(*one.message) : Json(nullptr)},
               {"start", one.range.begin}, {"end", one.range.end}};
  if (one.in_address) json["address"] = true;
  if (one.contact) json["contact"] = {{"kind", one.contact->kind}, {"id", one.contact->id}};
  if (one.listed) json["listed"] = ListedJson(*one.listed, ruleset);
  return json;
}

Json VerdictJson(const assess::Verdict& verdict, const assess::Ruleset& ruleset,
                 const std::vector<std::string>& languages) {
  Json json = VerdictHead(verdict, ruleset);
  Json evidence = Json::array();
  for (const assess::Evidence& one : verdict.evidence) evidence.push_back(EvidenceJson(one, ruleset));
  if (verdict.look_alike) json["look_alike"] = LookAlikeJson(*verdict.look_alike);
  json["stage"] = verdict.stages.empty() ? Json(nullptr) : Json(ruleset.stage(verdict.furthest()).id);
  json["evidence"] = std::move(evidence);
  json["first_warning"] = verdict.first_warning ? Json(*verdict.first_warning) : Json(nullptr);
  json["explanation"] = verdict.scheme ? ToJson(assess::Explain(ruleset, verdict, languages)) : Json(nullptr);
  return json;
}

// What a person needs to reach them; what is not known is left out.
Json HelpJson(const pack::HelpContact& contact) {
  Json json = {{"name", contact.name}};
  if (!contact.phone.empty()) json["phone"] = contact.phone;
  if (!contact.text.empty()) json["text"] = contact.text;
  if (!contact.url.empty()) json["url"] = contact.url;
  if (!contact.hours.empty()) json["hours"] = contact.hours;
  json["checked"] = contact.checked;
  return json;
}

// A memory that does not read is as good as none: the extension may be newer.
assess::Memory MemoryOf(const Json& json) {
  const auto memory = assess::ReadMemory(base::JsonCursor(json));
  return memory ? *memory : assess::Memory{};
}

}  // namespace

Handler::Handler(std::function<Rules()> open, message::Protection protection)
    : open_(std::move(open)), description_{.version = base::kVersion}, protection_(protection) {
  Open();
}

bool Handler::Take(Rules rules) {
  why_not_ = std::move(rules.why_not);
  if (!rules.ruleset) return false;
  if (assessor_ && assessor_->ruleset().digest() == rules.ruleset->digest()) return false;
  auto assessor = assess::Assessor::Make(rules.ruleset);
  if (!assessor) {
    // An image that cannot be scanned with is as good as none.
    why_not_ = {message::Code::kImageMissing, assessor.error().message};
    return false;
  }
  description_.pack = Describe(*rules.ruleset);
  assessor_ = *std::move(assessor);
  return true;
}

bool Handler::Open() {
  const bool took = Take(open_());
  description_.image_missing = !assessor_ && why_not_.code == message::Code::kImageMissing;
  return took;
}

std::string Handler::Answer(std::string_view payload) {
  const Clock::time_point begin = Clock::now();
  ++counters_.requests;
  if (!assessor_) Open();
  if (const auto plain = plain_.Read(payload)) return AnswerWithinLimits(*plain, begin);
  const auto read = message::ReadRequest(payload);
  if (const auto* refusal = std::get_if<message::Refusal>(&read)) return Refuse(*refusal);
  return AnswerWithinLimits(std::get<message::Request>(read), begin);
}

std::string Handler::AnswerWithinLimits(const message::Request& request, Clock::time_point begin) {
  std::string reply = AnswerRequest(request, begin);
  if (reply.size() <= message::kMaxReplyBytes) return reply;
  return Refuse({request.id, message::Code::kInternal, "the reply would be too large"});
}

std::string Handler::AnswerRequest(const message::Request& request, Clock::time_point begin) {
  if (const auto* hello = std::get_if<message::Hello>(&request.body)) return Greet(request.id, *hello);
  if (std::holds_alternative<message::StatusRequest>(request.body)) return ReportStatus(request.id);
  if (std::holds_alternative<message::ReloadRequest>(request.body)) return Reload(request.id);
  if (!assessor_) return Refuse({request.id, why_not_.code, why_not_.message});
  if (const auto* names = std::get_if<message::BlockNamesRequest>(&request.body))
    return ListBlockNames(request.id, names->from);
  if (const auto* help = std::get_if<message::HelpRequest>(&request.body)) return ListHelp(request.id, *help);
  if (const auto* page = std::get_if<message::PageRequest>(&request.body))
    return AnswerVerdict(request.id, *page, begin);
  if (const auto* url = std::get_if<message::UrlRequest>(&request.body))
    return AnswerVerdict(request.id, *url, begin);
  return AnswerVerdict(request.id, std::get<message::ConversationRequest>(request.body), begin);
}

template <typename Body>
std::string Handler::AnswerVerdict(std::uint32_t id, const Body& body, Clock::time_point begin) {
  auto verdict = Judge(body);
  if (!verdict) return Refuse({id, message::Code::kInternal, verdict.error().message});
  const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count();
  (*verdict)["host_us"] = spent;
  return message::VerdictReply(id, *verdict);
}

std::string Handler::Refuse(const message::Refusal& refusal) {
  ++counters_.errors;
  return message::ErrorReply(refusal);
}

std::string Handler::Greet(std::uint32_t id, const message::Hello& hello) {
  if (hello.min_protocol <= message::kProtocolVersion && message::kProtocolVersion <= hello.max_protocol) {
    return message::HelloReply(id, description_);
  }
  const char* older = hello.max_protocol < message::kProtocolVersion ? "extension" : "host";
  return Refuse(
      {id, message::Code::kUnsupportedProtocol, std::string("no common protocol: update the ") + older});
}

std::string Handler::ReportStatus(std::uint32_t id) {
  return message::StatusReply(id, description_, protection_, counters_);
}

std::string Handler::ListBlockNames(std::uint32_t id, std::size_t from) const {
  const assess::Ruleset& ruleset = assessor_->ruleset();
  message::BlockNames list;
  std::size_t bytes = 0;
  for (std::string_view rest = ruleset.block_names(); !rest.empty(); ++list.total) {
    const std::string_view name = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    if (list.total < from || list.next) continue;
    bytes += name.size() + 3;
    if (bytes > message::kMaxBlockNamesBytes) {
      list.next = list.total;
    } else {
      list.names.emplace_back(name);
    }
  }
  return message::BlockNamesReply(id, ruleset.digest(), list);
}

// What cannot be used changes nothing: the patterns from before go on.
std::string Handler::Reload(std::uint32_t id) {
  const bool changed = Open();
  return message::ReloadReply(id, description_, changed);
}

std::string Handler::ListHelp(std::uint32_t id, const message::HelpRequest& request) {
  const assess::Ruleset& ruleset = assessor_->ruleset();
  const auto& schemes = ruleset.schemes();
  const auto scheme = std::find_if(schemes.begin(), schemes.end(),
                                   [&](const pack::Scheme& one) { return one.id == request.scheme; });
  if (scheme == schemes.end())
    return Refuse({id, message::Code::kBadMember, "/scheme: the pack has no " + request.scheme});
  Json contacts = Json::array();
  for (const pack::HelpContact& one : ruleset.help().Find(*scheme, request.region))
    contacts.push_back(HelpJson(one));
  return message::HelpReply(id, {ruleset.help().Regions(), std::move(contacts)});
}

Result<Json> Handler::Judge(const message::PageRequest& page) {
  const auto verdict = assessor_->Judge(assess::Page{page.text, page.url});
  if (!verdict) return verdict.error();
  return VerdictJson(*verdict, assessor_->ruleset(), page.languages);
}

Result<Json> Handler::Judge(const message::ConversationRequest& request) {
  assess::Conversation conversation{.url = request.url, .today = request.today};
  if (request.memory) conversation.memory = MemoryOf(*request.memory);
  for (const Json& other : request.others) conversation.others.push_back(MemoryOf(other));
  for (const message::Turn& turn : request.messages) {
    conversation.messages.push_back({SourceOf(turn.from), turn.text});
  }
  const auto judged = assessor_->Judge(conversation);
  if (!judged) return judged.error();
  Json json = VerdictJson(judged->verdict, assessor_->ruleset(), request.languages);
  json["memory"] = assess::ToJson(judged->memory);
  return json;
}

Result<Json> Handler::Judge(const message::UrlRequest& request) {
  return VerdictJson(assessor_->JudgeAddress(request.url), assessor_->ruleset(), request.languages);
}

}  // namespace watchword::app
