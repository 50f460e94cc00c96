// SPDX-License-Identifier: Apache-2.0
#include "assess/imitations.h"

#include <utility>

#include "base/json.h"
#include "pack/brands.h"
#include "pack/envelope.h"

namespace watchword::assess {
namespace {

// Seen with exchanges and wallets; others have honest names of that form (…dns, …ads).
bool IsInSeries(const pack::Brand& brand) {
  return brand.kind == "exchange" || brand.kind == "wallet";
}

}  // namespace

domain::BrandList BrandListOf(pack::Brands from) {
  domain::BrandList list{.bait = std::move(from.bait),
                         .weak_bait = std::move(from.weak_bait),
                         .ordinary = std::move(from.ordinary),
                         .tenants = std::move(from.tenants)};
  for (pack::Brand& brand : from.brands) {
    const bool in_series = IsInSeries(brand);
    list.brands.push_back({.id = std::move(brand.id),
                           .name = std::move(brand.name),
                           .words = std::move(brand.words),
                           .common_words = std::move(brand.common_words),
                           .domains = std::move(brand.domains),
                           .in_series = in_series});
  }
  return list;
}

struct Imitations::Known {
  domain::BrandIndex brands;
  domain::PublicSuffixes suffixes;
};

Imitations::Imitations(const image::Image& image)
    : brands_(image.Text(image::Section::kBrands)),
      suffixes_(image.Text(image::Section::kPublicSuffixes)),
      kept_(std::make_unique<Kept>()) {}

Result<Imitations::Known> Imitations::Read(std::string_view brands, std::string_view suffixes) {
  const auto json = base::ParseJson(brands, {.max_bytes = pack::kMaxBodyBytes});
  if (!json) return json.error();
  auto read = pack::ReadBrands(base::JsonCursor(*json));
  if (!read) return read.error();
  auto loaded =
      suffixes.empty() ? Result(domain::PublicSuffixes::BuiltIn()) : domain::PublicSuffixes::Load(suffixes);
  if (!loaded) return loaded.error();
  return Known{domain::BrandIndex(BrandListOf(*std::move(read))), *std::move(loaded)};
}

const Imitations::Known* Imitations::known() const {
  std::call_once(kept_->once, [this] {
    if (brands_.empty()) return;
    if (auto known = Read(brands_, suffixes_))
      kept_->known = std::make_shared<const Known>(*std::move(known));
  });
  return kept_->known.get();
}

Status Imitations::Check() const {
  if (brands_.empty()) return {};
  const auto known = Read(brands_, suffixes_);
  return known ? Status() : Context("compiled image: brands", known.error());
}

std::optional<domain::LookAlike> Imitations::Find(const domain::HostName& host) const {
  const Known* all = known();
  return all == nullptr ? std::nullopt : all->brands.Find(host, all->suffixes.RegistrableOf(host));
}

const char* NameOf(domain::Likeness how) {
  switch (how) {
    case domain::Likeness::kSkeleton:
      return "look-alike-letters";
    case domain::Likeness::kTypo:
      return "one-letter-off";
    case domain::Likeness::kSubdomain:
      return "in-front-of-another-name";
    case domain::Likeness::kBait:
      return "with-added-words";
    case domain::Likeness::kNumbered:
      return "with-digits";
    case domain::Likeness::kOtherEnding:
      return "other-ending";
  }
  return "";
}

}  // namespace watchword::assess
