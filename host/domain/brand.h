// SPDX-License-Identifier: Apache-2.0
// Names that others like to be taken for, as BrandIndex is given them.
#pragma once

#include <string>
#include <vector>

namespace watchword::domain {

struct Brand {
  std::string id;
  std::string name;                       // as people know it
  std::vector<std::string> words;         // lower-case ASCII; each says the brand alone
  std::vector<std::string> common_words;  // short or ordinary: only with bait or digits
  std::vector<std::string> domains;       // all that are its own, the best known first
  bool in_series = false;                 // impostors put two or three changing letters behind it: kucoinikc
};

struct BrandList {
  std::vector<std::string> bait;  // what impostors add: vip, usdt, mall …
  std::vector<std::string>
      weak_bait;  // what honest names have too: app, shop …; not enough for a common word
  std::vector<std::string>
      ordinary;  // what a brand's word with a letter or two changed or added says honestly
  std::vector<std::string> tenants;  // domains below which a customer's name is usual: zendesk.com …
  std::vector<Brand> brands;
};

}  // namespace watchword::domain
