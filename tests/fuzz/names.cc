// SPDX-License-Identifier: Apache-2.0
// Names, accounts and wallets in any text, and whose name a name looks like.
#include "contact/accounts.h"
#include "contact/wallets.h"
#include "domain/look_alike.h"
#include "domain/names_in_text.h"
#include "input.h"

namespace {

using namespace watchword;

const domain::BrandIndex& Brands() {
  static const domain::BrandIndex kBrands({.bait = {"vip", "mall"},
                                           .weak_bait = {"app", "pro"},
                                           .ordinary = {"coinbare"},
                                           .tenants = {"help.example"},
                                           .brands = {{.id = "coinbase",
                                                       .name = "Coinbase",
                                                       .words = {"coinbase"},
                                                       .common_words = {"base"},
                                                       .domains = {"coinbase.example"},
                                                       .in_series = true}}});
  return kBrands;
}

template <typename T>
void CheckPlaces(const std::vector<T>& found, std::size_t size) {
  for (const T& one : found) {
    if (one.begin >= one.end || one.end > size) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = AsText(data, size);
  domain::ForEachName(
      text, [](std::string_view) { return true; },
      [&](const domain::NameInText& name) {
        if (name.begin >= name.end || name.end > size) __builtin_trap();
        const std::string& host = name.host.ascii();
        Brands().Find(name.host, host);
        return (host.size() & 1) != 0;
      });
  CheckPlaces(contact::FindAccounts(text), size);
  CheckPlaces(contact::FindWallets(text), size);
  return 0;
}
