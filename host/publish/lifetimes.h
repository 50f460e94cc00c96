// SPDX-License-Identifier: Apache-2.0
// How long what is signed holds.
#pragma once

#include <chrono>

namespace watchword::publish {

struct Lifetimes {
  std::chrono::days root{365};
  std::chrono::days targets{120};
  std::chrono::days role{90};  // a delegated one
  std::chrono::days snapshot{14};
  std::chrono::days timestamp{4};
};

}  // namespace watchword::publish
