// SPDX-License-Identifier: Apache-2.0
#include "update/schedule.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace watchword::update {

std::int64_t WaitAfterSuccess(std::int64_t min_wait, double chance) {
  const auto usual = std::llround(static_cast<double>(kUsualWait) * (0.75 + 0.5 * chance));
  return std::max<std::int64_t>(usual, min_wait);
}

std::int64_t WaitAfterFailure(int failures, double chance) {
  const double doubled = static_cast<double>(kFirstRetry) * std::exp2(std::clamp(failures - 1, 0, 16));
  return std::min(std::llround(doubled * (1 + chance)), static_cast<long long>(kLongestWait));
}

double Chance() {
  std::random_device device;
  return static_cast<double>(device()) / (static_cast<double>(std::random_device::max()) + 1);
}

}  // namespace watchword::update
