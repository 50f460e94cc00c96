// SPDX-License-Identifier: Apache-2.0
// A seccomp filter, written by hand: a list of calls and what becomes of each. Building it costs
// microseconds, and it holds nothing that was decided elsewhere.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"

// Of the kernel: <linux/filter.h>.
struct sock_filter;

namespace watchword::sandbox {

// What the kernel does with a call.
enum class Verdict {
  kAllow,
  kNoSuchCall,  // ENOSYS: a C library that tries something newer takes another way
  kNoAccess,    // EACCES
  kKill,        // the whole process, at once
};

class Filter {
 public:
  // The first that names a call counts; for calls that none names it is `others`. Calls of another convention
  // end the process.
  explicit Filter(Verdict others) : others_(others) {}

  Filter& For(long call, Verdict verdict);
  Filter& ForAll(std::span<const long> calls, Verdict verdict);

  // `then` where the lower half of the argument, under the mask, is the value.
  struct Test {
    int argument = 0;  // from 0
    std::uint32_t mask = 0;
    std::uint32_t value = 0;
  };
  Filter& When(long call, Test test, Verdict then, Verdict otherwise);

  // For every thread there is and will be. REQUIRES: no_new_privs. Errors: kIo when the kernel refuses;
  // kUnsupported on other processors than those we know.
  Status Install() const;

 private:
  struct Rule {
    long call = 0;
    bool has_test = false;
    Test test;
    Verdict then = Verdict::kKill;
    Verdict otherwise = Verdict::kKill;
  };
  std::vector<sock_filter> Program() const;

  std::vector<Rule> rules_;
  Verdict others_;
};

}  // namespace watchword::sandbox
