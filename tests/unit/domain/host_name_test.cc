// SPDX-License-Identifier: Apache-2.0
#include "domain/host_name.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace watchword::domain {
namespace {

std::string Ascii(std::string_view address) {
  const auto host = HostName::Parse(address);
  return host ? host->ascii() : "(none)";
}

TEST(ParseHostName, FindsTheHostOfAnAddressOrABareName) {
  struct Case {
    const char* address;
    const char* ascii;
  };
  const std::vector<Case> cases = {
      {"https://example.com", "example.com"},
      {"http://example.com/", "example.com"},
      {"HTTPS://EXAMPLE.COM/Path?q#f", "example.com"},
      {"https://example.com:8443/x", "example.com"},
      {"https://example.com?q=1", "example.com"},
      {"https://example.com#f", "example.com"},
      {"https://example.com./x", "example.com"},
      {"https://user@example.com/", "example.com"},
      {"https://good.example:pass@bad.example/", "bad.example"},
      {"https://good.example/@bad.example", "good.example"},
      {"https://good.example?x=@bad.example", "good.example"},
      {"https://good.example#@bad.example", "good.example"},
      {"https://good.example\\@bad.example/", "good.example"},
      {"example.com", "example.com"},
      {"Example.COM/path", "example.com"},
      {"example.com:443", "example.com"},
      {"example.com and more", "example.com"},
      {"bad.example/go?to=https://good.example/", "bad.example"},
      {"bad.example?to=http://good.example", "bad.example"},
      {"bad.example#://", "bad.example"},
      {"localhost", "localhost"},
      {"https://192.168.0.1/", "192.168.0.1"},
      {"http://", "(none)"},
      {"https:///path", "(none)"},
      {"https://.../", "(none)"},
      {"", "(none)"},
      {".", "(none)"},
      {"/path", "(none)"},
      {"about:blank", "(none)"},
      {"data:text/html,x", "(none)"},
      {"javascript:void(0)", "(none)"},
      {"blob:https://example.com/1", "(none)"},
      {"file:///etc/passwd", "(none)"},
      {"ftp://example.com/", "(none)"},
      {"chrome-extension://abc/x.html", "(none)"},
  };
  for (const Case& one : cases) EXPECT_EQ(Ascii(one.address), one.ascii) << one.address;
}

TEST(ParseHostName, EverySpellingBecomesALabels) {
  EXPECT_EQ(Ascii("https://bücher.example/"), "xn--bcher-kva.example");
  EXPECT_EQ(Ascii("BÜCHER.example"), "xn--bcher-kva.example");
  EXPECT_EQ(Ascii("bu\u0308cher.example"), "xn--bcher-kva.example");
  EXPECT_EQ(Ascii("xn--bcher-kva.example"), "xn--bcher-kva.example");
  EXPECT_EQ(Ascii("XN--BCHER-KVA.EXAMPLE"), "xn--bcher-kva.example");
  EXPECT_EQ(Ascii("ＢＡＤ。example"), "bad.example");
  EXPECT_EQ(Ascii("b\u200Bad.example"), "bad.example");
  EXPECT_EQ(Ascii("faß.example"), "xn--fa-hia.example");
  EXPECT_EQ(Ascii("例え.テスト"), "xn--r8jz45g.xn--zckzah");
}

TEST(ParseHostName, ALabelThatIdnaRefusesDoesNotHideTheOthers) {
  EXPECT_EQ(Ascii("\u2488x.bücher.example"), "\uFFFDx.xn--bcher-kva.example");
  EXPECT_EQ(Ascii("-x.bücher.example"), "-x.xn--bcher-kva.example");
  EXPECT_EQ(Ascii("a_b.example"), "a_b.example");
}

TEST(ParseHostName, IllFormedTextIsNoReasonToFail) {
  EXPECT_EQ(Ascii("\xFF.example"), "\uFFFD.example");
}

TEST(ParseHostName, TellsWhereTheNameStands) {
  const std::string address = "https://me@bücher.example.:80/x";
  const auto host = HostName::Parse(address);
  ASSERT_TRUE(host);
  EXPECT_EQ(address.substr(host->begin(), host->end() - host->begin()), "bücher.example");
}

TEST(Suffixes, AreTheNameAndItsParentsDownToTwoLabels) {
  using Names = std::vector<std::string>;
  const auto all = [](const std::string& address) {
    const auto host = HostName::Parse(address);
    Names names;
    for (const std::string_view name : host->suffixes()) names.emplace_back(name);
    return names;
  };
  EXPECT_EQ(all("a.b.example.com"), (Names{"a.b.example.com", "b.example.com", "example.com"}));
  EXPECT_EQ(all("example.com"), (Names{"example.com"}));
  EXPECT_EQ(all("localhost"), Names{});
  EXPECT_EQ(all("10.0.0.1"), (Names{"10.0.0.1"}));
}

}  // namespace
}  // namespace watchword::domain
