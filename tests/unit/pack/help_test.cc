// SPDX-License-Identifier: Apache-2.0
#include "pack/help.h"

#include <gtest/gtest.h>

#include <functional>

namespace watchword::pack {
namespace {

using base::Json;

Json Contact() {
  return {{"helps", {"loss", "job"}},
          {"name", "ScamShield"},
          {"phone", "1799"},
          {"url", "https://www.scamshield.gov.sg"},
          {"grade", "V"},
          {"source", "https://www.scamshield.gov.sg"},
          {"seen", "2025"},
          {"checked", "2026-11-22"}};
}

std::string Complaint(const std::function<void(Json&)>& change) {
  Json contacts = Json::array({Contact()});
  change(contacts[0]);
  const auto read = ReadHelpContacts(base::JsonCursor(contacts));
  return read ? "" : read.error().message;
}

TEST(ReadHelpContacts, ReadsWhatHelpJsonWrites) {
  const Json contacts = Json::array({Contact()});
  const auto read = ReadHelpContacts(base::JsonCursor(contacts));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->front().helps, (std::vector<std::string>{"loss", "job"}));
  EXPECT_EQ(read->front().phone, "1799");
  EXPECT_EQ(read->front().text, "");
  const Json again = HelpJson({{"SG", *read}});
  EXPECT_EQ(again["SG"], contacts);
}

TEST(ReadHelpContacts, RefusesWhatCouldLeadPeopleAstray) {
  EXPECT_EQ(Complaint([](Json&) {}), "");
  EXPECT_EQ(Complaint([](Json& one) { one["grade"] = "U"; }),
            "/0/grade: expected V or N; what nobody has seen is not shipped");
  EXPECT_EQ(Complaint([](Json& one) { one["url"] = "http://scamshield.gov.sg"; }),
            "/0/url: expected an address that begins with https://");
  EXPECT_EQ(Complaint([](Json& one) { one["source"] = "a friend"; }),
            "/0/source: expected an address that begins with https://");
  EXPECT_EQ(Complaint([](Json& one) {
              one.erase("phone");
              one.erase("url");
            }),
            "/0: one of phone, text and url is needed");
  EXPECT_EQ(Complaint([](Json& one) { one["helps"] = Json::array(); }),
            "/0/helps: expected some of loss, captivity, job");
  EXPECT_EQ(Complaint([](Json& one) { one["helps"] = {"money"}; }),
            "/0/helps: expected some of loss, captivity, job");
  EXPECT_EQ(Complaint([](Json& one) { one["checked"] = "22 Nov 2026"; }),
            "/0/checked: expected a date, YYYY-MM-DD");
  EXPECT_EQ(Complaint([](Json& one) { one["checked"] = "2026-11-2x"; }),
            "/0/checked: expected a date, YYYY-MM-DD");
  EXPECT_EQ(Complaint([](Json& one) { one.erase("name"); }), "/0/name: missing");
  EXPECT_EQ(Complaint([](Json& one) { one["fone"] = "1"; }), "/0/fone: unknown member");
  EXPECT_EQ(Complaint([](Json& one) { one["helps"] = 1; }), "/0/helps: expected an array");
  EXPECT_EQ(Complaint([](Json& one) { one = 1; }), "/0: expected an object");
}

}  // namespace
}  // namespace watchword::pack
