// SPDX-License-Identifier: Apache-2.0
#include "assess/brand_list.h"

#include <utility>

namespace watchword::assess {

domain::BrandList BrandListOf(pack::Brands from) {
  domain::BrandList list{.bait = std::move(from.bait),
                         .weak_bait = std::move(from.weak_bait),
                         .ordinary = std::move(from.ordinary),
                         .tenants = std::move(from.tenants)};
  for (pack::Brand& brand : from.brands) {
    list.brands.push_back({.id = std::move(brand.id),
                           .name = std::move(brand.name),
                           .words = std::move(brand.words),
                           .common_words = std::move(brand.common_words),
                           .domains = std::move(brand.domains)});
  }
  return list;
}

}  // namespace watchword::assess
