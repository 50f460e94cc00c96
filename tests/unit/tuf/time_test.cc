// SPDX-License-Identifier: Apache-2.0
#include "tuf/time.h"

#include <gtest/gtest.h>

namespace watchword::tuf {
namespace {

TEST(ParseTime, ReadsWhatToTextWrites) {
  for (const char* text :
       {"2026-11-22T00:00:00Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "9999-12-31T01:02:03Z"}) {
    const auto time = ParseTime(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(ToText(*time), text);
  }
  EXPECT_EQ(ParseTime("2001-09-09T01:46:40Z")->time_since_epoch().count(), 1'000'000'000);
}

TEST(ParseTime, RefusesEveryOtherForm) {
  for (const char* text :
       {"", "2026-11-22", "2026-11-22T00:00:00", "2026-11-22T00:00:00+00:00", "2026-11-22T00:00:00.5Z",
        "2026-13-22T00:00:00Z", "2025-02-29T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T00:60:00Z",
        "2026-11-22T00:00:60Z", "-026-11-22T00:00:00Z", "2026-11-22t00:00:00z"})
    EXPECT_FALSE(ParseTime(text)) << text;
}

}  // namespace
}  // namespace watchword::tuf
