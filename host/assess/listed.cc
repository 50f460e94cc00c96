// SPDX-License-Identifier: Apache-2.0
#include "assess/listed.h"

#include "base/utf8.h"
#include "domain/names_in_text.h"

namespace watchword::assess {
namespace {

constexpr const char* kScheme = "platform";
constexpr const char* kStage = "listed";
constexpr const char* kClaims = "claims";
constexpr std::size_t kMaxLinksInText = 50;
constexpr const char* kReason = "listed-address";

text::OriginalRange RangeOf(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t from = base::Utf16Length(text.substr(0, begin));
  return {from, from + base::Utf16Length(text.substr(begin, end - begin))};
}

Evidence MakeEvidence(const Ruleset& ruleset, StageRef stage, const domain::ListHit& hit,
                      text::OriginalRange range, double weight) {
  return {.rule = "list/" + ruleset.listing(hit.group).id,
          .reason = kReason,
          .stage = stage,
          .message = std::nullopt,
          .range = range,
          .weight = weight,
          .listed = hit};
}

double WeightFrom(const pack::Model& model, Source source) {
  if (source == Source::kMe) return model.weak;
  return source == Source::kPage ? model.medium : MostOfListed(model);
}

// "hxxps://name/x" is an address for people.
std::string_view WithoutScheme(std::string_view address) {
  const auto scheme = address.find("://");
  return scheme == std::string_view::npos ? address : address.substr(scheme + 3);
}

}  // namespace

// A known address speaks for itself: the whole script was played there before.
double MostOfListed(const pack::Model& model) {
  return model.strong + model.medium;
}

std::optional<Evidence> FindListed(const Ruleset& ruleset, std::string_view address) {
  const auto stage = ruleset.FindStage(kScheme, kStage);
  const auto host = domain::HostName::Parse(address);
  if (!host || !stage) return std::nullopt;
  auto hit = ruleset.domains().Find(*host, domain::PathOf(address, *host));
  if (!hit) return std::nullopt;
  return MakeEvidence(ruleset, *stage, *hit, RangeOf(address, host->begin(), host->end()),
                      MostOfListed(ruleset.model()));
}

std::optional<domain::LookAlike> FindLookAlike(const Ruleset& ruleset, std::string_view address) {
  const auto host = domain::HostName::Parse(WithoutScheme(address));
  return host ? ruleset.imitations().Find(*host) : std::nullopt;
}

Evidence LookAlikeEvidence(const Ruleset& ruleset, const domain::LookAlike& found,
                           text::OriginalRange range) {
  return {.rule = std::string("look-alike/") + NameOf(found.how),
          .reason = "looks-like-a-brand",
          .stage = *ruleset.FindStage(kScheme, kClaims),
          .range = range,
          .weight = ruleset.model().weak};
}

std::vector<Evidence> FindLookAlikesIn(const Ruleset& ruleset, std::string_view text,
                                       const match::Findings& findings, Source source) {
  std::vector<Evidence> found;
  if (source == Source::kMe || !ruleset.FindStage(kScheme, kClaims)) return found;
  std::size_t links = 0;
  for (const text::Address& address : findings.addresses) {
    if (address.kind != text::AddressKind::kUrl || ++links > kMaxLinksInText) continue;
    const std::size_t begin = base::ByteOffset(text, address.range.begin);
    const std::size_t end = base::ByteOffset(text, address.range.end);
    const auto look_alike = FindLookAlike(ruleset, text.substr(begin, end - begin));
    if (look_alike && !TalksAboutScams(ruleset, findings, address.range))
      found.push_back(LookAlikeEvidence(ruleset, *look_alike, address.range));
  }
  return found;
}

std::vector<Evidence> FindListedIn(const Ruleset& ruleset, std::string_view text,
                                   const match::Findings& findings, Source source) {
  std::vector<Evidence> found;
  const auto stage = ruleset.FindStage(kScheme, kStage);
  if (!stage) return found;
  const domain::DomainList& domains = ruleset.domains();
  const auto keep = [&](const domain::NameInText& name) {
    auto hit = domains.Find(name.host, name.path);
    if (!hit) return false;
    if (found.size() == kMaxListedInText) return true;
    const auto range = RangeOf(text, name.begin, name.end);
    double weight = WeightFrom(ruleset.model(), source);
    if (TalksAboutScams(ruleset, findings, range)) weight *= ruleset.model().suppressed;
    found.push_back(MakeEvidence(ruleset, *stage, *hit, range, weight));
    return true;
  };
  domain::ForEachName(
      text, [&](std::string_view label) { return domains.KnowsEnding(label); }, keep);
  return found;
}

}  // namespace watchword::assess
