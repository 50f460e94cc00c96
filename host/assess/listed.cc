// SPDX-License-Identifier: Apache-2.0
#include "assess/listed.h"

#include <utility>

#include "assess/built_in.h"
#include "base/utf8.h"
#include "domain/names_in_text.h"

namespace watchword::assess {
namespace {

constexpr std::size_t kMaxLinksInText = 50;

// "hxxps://name/x" is an address for people.
std::string_view WithoutScheme(std::string_view address) {
  const auto scheme = address.find("://");
  return scheme == std::string_view::npos ? address : address.substr(scheme + 3);
}

std::optional<Evidence> MakeListed(const Ruleset& ruleset, domain::ListHit hit, text::OriginalRange range) {
  auto evidence = MakeBuiltIn(BuiltIn::kList, ruleset.listing(hit.group).id, ruleset, range);
  if (evidence) evidence->listed = std::move(hit);
  return evidence;
}

}  // namespace

std::optional<Evidence> MakeListedIn(const Passage& passage, domain::ListHit hit, text::OriginalRange range) {
  auto evidence = MakeListed(passage.ruleset(), std::move(hit), range);
  if (!evidence) return evidence;
  const pack::Model& model = passage.ruleset().model();
  if (passage.source() == Source::kMe) evidence->weight = model.weak;
  if (passage.source() == Source::kPage) evidence->weight = model.medium;
  if (passage.TalksAboutScams(range)) evidence->weight *= model.suppressed;
  return evidence;
}

std::optional<Evidence> FindListed(const Ruleset& ruleset, std::string_view address) {
  const auto host = domain::HostName::Parse(address);
  if (!host) return std::nullopt;
  auto hit = ruleset.domains().Find(*host, domain::PathOf(address, *host));
  if (!hit) return std::nullopt;
  const std::size_t begin = base::Utf16Length(address.substr(0, host->begin()));
  const std::size_t size = base::Utf16Length(address.substr(host->begin(), host->end() - host->begin()));
  auto evidence = MakeListed(ruleset, *std::move(hit), {begin, begin + size});
  if (evidence) evidence->in_address = true;
  return evidence;
}

std::optional<domain::LookAlike> FindLookAlike(const Ruleset& ruleset, std::string_view address) {
  const auto host = domain::HostName::Parse(WithoutScheme(address));
  return host ? ruleset.imitations().Find(*host) : std::nullopt;
}

std::vector<Evidence> FindLookAlikesIn(const Passage& passage) {
  std::vector<Evidence> found;
  if (passage.source() == Source::kMe) return found;
  std::size_t links = 0;
  for (const text::Address& address : passage.findings().addresses) {
    if (address.kind != text::AddressKind::kUrl || ++links > kMaxLinksInText) continue;
    const auto look_alike = FindLookAlike(passage.ruleset(), passage.At(address.range));
    if (!look_alike || passage.TalksAboutScams(address.range)) continue;
    if (auto evidence =
            MakeBuiltIn(BuiltIn::kLookAlike, NameOf(look_alike->how), passage.ruleset(), address.range))
      found.push_back(*std::move(evidence));
  }
  return found;
}

std::vector<Evidence> FindListedIn(const Passage& passage) {
  std::vector<Evidence> found;
  const domain::DomainList& domains = passage.ruleset().domains();
  const auto keep = [&](const domain::NameInText& name) {
    auto hit = domains.Find(name.host, name.path);
    if (!hit) return false;
    if (found.size() == kMaxListedInText) return true;
    if (auto evidence = MakeListedIn(passage, *std::move(hit), passage.RangeOf(name.begin, name.end)))
      found.push_back(*std::move(evidence));
    return true;
  };
  domain::ForEachName(
      passage.utf8(), [&](std::string_view label) { return domains.KnowsEnding(label); }, keep);
  return found;
}

}  // namespace watchword::assess
