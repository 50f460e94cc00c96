// SPDX-License-Identifier: Apache-2.0
#include "author/finding.h"

#include <gtest/gtest.h>

namespace watchword::author {
namespace {

TEST(MakeFinding, TakesThePointerOutOfTheComplaint) {
  const Finding finding =
      MakeFinding("units/en.json", {ErrorCode::kInvalid, "/numbers/1: expected a string"});
  EXPECT_EQ(finding.file, "units/en.json");
  EXPECT_EQ(finding.pointer, "/numbers/1");
  EXPECT_EQ(finding.message, "expected a string");
}

TEST(MakeFinding, TheWholeDocumentHasAnEmptyPointer) {
  const Finding finding = MakeFinding("units/en.json", {ErrorCode::kInvalid, "/: expected an object"});
  EXPECT_EQ(finding.pointer, "");
  EXPECT_EQ(finding.message, "expected an object");
}

TEST(MakeFinding, APathOfAFileIsNoPointer) {
  const Finding finding =
      MakeFinding("units/en.json", {ErrorCode::kIo, "/p/units/en.json: Permission denied"});
  EXPECT_EQ(finding.pointer, "");
  EXPECT_EQ(finding.message, "/p/units/en.json: Permission denied");
  EXPECT_EQ(MakeFinding("x", {ErrorCode::kInvalid, "not JSON at byte 1"}).message, "not JSON at byte 1");
}

TEST(ToText, NamesFilePointerAndMessage) {
  EXPECT_EQ(ToText({"a.json", "/rules/3", "wrong"}), "a.json: /rules/3: wrong");
  EXPECT_EQ(ToText({"a.json", "", "wrong"}), "a.json: wrong");
}

}  // namespace
}  // namespace watchword::author
