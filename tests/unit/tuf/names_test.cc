// SPDX-License-Identifier: Apache-2.0
#include "tuf/names.h"

#include <gtest/gtest.h>

namespace watchword::tuf {
namespace {

TEST(Quote, NoNameLeavesItsFolder) {
  EXPECT_EQ(Quote("lang-de_1.x~"), "lang-de_1.x~");
  EXPECT_EQ(Quote("../role"), "..%2Frole");
  EXPECT_EQ(Quote("/role"), "%2Frole");
  EXPECT_EQ(Quote(".."), "%2E%2E");
  EXPECT_EQ(Quote("a b?#%"), "a%20b%3F%23%25");
  EXPECT_EQ(Quote("\xC3\xA9\n"), "%C3%A9%0A");
  EXPECT_EQ(Quote(""), "");
}

TEST(QuotePath, KeepsTheStepsOfAPath) {
  EXPECT_EQ(QuotePath("packs/base/a b.pack"), "packs/base/a%20b.pack");
  EXPECT_EQ(QuotePath("a/../b"), "a/%2E%2E/b");
}

struct Case {
  const char* path;
  const char* pattern;
  bool matches;
};

TEST(Matches, StarsAndQuestionMarksStayWithinAStep) {
  for (const auto& [path, pattern, matches] : {
           Case{"a", "*", true},
           Case{"a/b", "*", false},
           Case{"a/b", "*/*", true},
           Case{"a/b/c", "a/*", false},
           Case{"packs/base/x.pack", "packs/base/*", true},
           Case{"packs/base/x.pack", "packs/*/x.*", true},
           Case{"packs/daily/x.pack", "packs/base/*", false},
           Case{"x.zip", "*.zip", true},
           Case{"x.zip.exe", "*.zip", false},
           Case{"a-1.tgz", "a-?.tgz", true},
           Case{"a-10.tgz", "a-?.tgz", false},
           Case{"a/b", "a?b", false},
           Case{"aXbXc", "a*b*c", true},
           Case{"aXbXcY", "a*b*c", false},
           Case{"abab", "*ab", true},
           Case{"", "*", true},
           Case{"", "", true},
           Case{"a", "", false},
           Case{"a", "[a]", false},
           Case{"[a]", "[a]", true},
           Case{"x/ab", "x*/ab", true},
           Case{"x/y/ab", "x*/ab", false},
           Case{"a", "a**", true},
       })
    EXPECT_EQ(Matches(path, pattern), matches) << path << " " << pattern;
}

TEST(Matches, AHostilePatternTakesNoLongTime) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(Matches(std::string(5000, 'a') + "b", pattern));
}

}  // namespace
}  // namespace watchword::tuf
