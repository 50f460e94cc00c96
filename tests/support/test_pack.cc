// SPDX-License-Identifier: Apache-2.0
#include "support/test_pack.h"

#include <cstdlib>
#include <iostream>

#include "author/read_patterns.h"
#include "compile/compile_pack.h"

namespace watchword::test {
namespace {

// A fixture that does not load leaves nothing to test.
template <typename T>
T Must(Result<T> result) {
  if (!result) {
    std::cerr << "tests/fixtures/patterns: " << result.error().message << '\n';
    std::abort();
  }
  return *std::move(result);
}

}  // namespace

author::Draft ReadTestPatterns() {
  const base::PosixFileSystem files;
  return Must(author::ReadPatterns(WATCHWORD_SOURCE "/tests/fixtures/patterns", files));
}

std::shared_ptr<const assess::Ruleset> TestRuleset() {
  return Must(assess::Ruleset::Open(
      Must(compile::CompileInMemory(ReadTestPatterns().pack, "00112233445566778899aabbccddeeff"))));
}

}  // namespace watchword::test
