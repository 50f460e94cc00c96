// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/utf8.h"
#include "text/normal_text.h"

namespace watchword::text {
namespace {

struct Found {
  AddressKind kind;
  std::string text;
  friend bool operator==(const Found&, const Found&) = default;
};

void PrintTo(const Found& one, std::ostream* out) {
  *out << static_cast<int>(one.kind) << ' ' << one.text;
}

std::vector<Found> Find(const std::string& text) {
  std::vector<Found> found;
  const NormalText normal = Normalize(text);
  for (const Address& address : normal.addresses()) {
    const std::size_t begin = base::ByteOffset(text, address.range.begin);
    const std::size_t end = base::ByteOffset(text, address.range.end);
    found.push_back({address.kind, text.substr(begin, end - begin)});
  }
  return found;
}

using Founds = std::vector<Found>;

TEST(Addresses, LinksAndBareNamesAreFoundWithoutTheirPunctuation) {
  EXPECT_EQ(Find("see (https://a.example/x?y=1), www.b.example. or c.top!"),
            (Founds{{AddressKind::kUrl, "https://a.example/x?y=1"},
                    {AddressKind::kUrl, "www.b.example"},
                    {AddressKind::kUrl, "c.top"}}));
}

TEST(Addresses, ASentenceWithoutASpaceIsNoAddress) {
  EXPECT_EQ(Find("pay the fee.Then wait e.g. 3.5 or a.b"), Founds{});
}

TEST(Addresses, InvitationsAreTold) {
  EXPECT_EQ(Find("t.me/abc https://wa.me/123 line.me/ti/p/x"),
            (Founds{{AddressKind::kInviteLink, "t.me/abc"},
                    {AddressKind::kInviteLink, "https://wa.me/123"},
                    {AddressKind::kInviteLink, "line.me/ti/p/x"}}));
}

TEST(Addresses, HandlesAreFoundAndMailIsNot) {
  EXPECT_EQ(Find("write @coach_anna or telegram:@x_y_z, not anna@example.com."),
            (Founds{{AddressKind::kHandle, "@coach_anna"}, {AddressKind::kHandle, "@x_y_z"}}));
}

TEST(Addresses, WalletsAreKnownByTheirForm) {
  const std::string ethereum = "0x52908400098527886E0F7030069857D2E4169EE7";
  const std::string tron = "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8";
  const std::string bitcoin = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq";
  EXPECT_EQ(Find(ethereum + " " + tron + " " + bitcoin), (Founds{{AddressKind::kWallet, ethereum},
                                                                 {AddressKind::kWallet, tron},
                                                                 {AddressKind::kWallet, bitcoin}}));
  EXPECT_EQ(Find("0x1234 Tabcdefabcdefabcdefabcdefabcdefabc"), Founds{});
}

TEST(Addresses, StandBesideOtherScripts) {
  EXPECT_EQ(Find("点击https://x.example/a进入 加Ｔ.me/abc"),
            (Founds{{AddressKind::kUrl, "https://x.example/a"}, {AddressKind::kInviteLink, "Ｔ.me/abc"}}));
}

}  // namespace
}  // namespace watchword::text
