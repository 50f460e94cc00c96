// SPDX-License-Identifier: Apache-2.0
#include "assess/brand_list.h"

#include <utility>

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

}  // namespace watchword::assess
