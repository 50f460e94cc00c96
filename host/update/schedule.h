// SPDX-License-Identifier: Apache-2.0
// When to ask again: often enough to be told, seldom enough to be no burden, and not all at once.
#pragma once

#include <cstdint>

namespace watchword::update {

// Seconds.
inline constexpr std::int64_t kUsualWait = 6 * 3600;
inline constexpr std::int64_t kLongestWait = 24 * 3600;
inline constexpr std::int64_t kFirstRetry = 15 * 60;

// After a check that went well: a quarter more or less than usual, not before the publisher's `min_wait`.
// `chance` is from 0 to below 1.
std::int64_t WaitAfterSuccess(std::int64_t min_wait, double chance);

// After so many failures in a row: doubles each time, with chance, up to a day.
std::int64_t WaitAfterFailure(int failures, double chance);

// From the system.
double Chance();

}  // namespace watchword::update
