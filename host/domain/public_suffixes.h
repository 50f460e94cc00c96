// SPDX-License-Identifier: Apache-2.0
// Where one owner's names end: the Public Suffix List, through libpsl.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/host_name.h"

struct psl_ctx_st;

namespace watchword::domain {

class PublicSuffixes {
 public:
  // The list as publicsuffix.org writes it. Takes some milliseconds. Error: kInvalid when it has no rules.
  static Result<PublicSuffixes> Load(std::string_view list);

  // What the library was built with, for packs that bring none: as old as the system.
  static PublicSuffixes BuiltIn();

  // "example.co.uk" of "www.example.co.uk", within `host`. Empty for a public suffix and for what is no
  // domain name (an IP address).
  std::string_view RegistrableOf(const HostName& host) const;

  // Whether anybody can have names below it: com, co.uk, github.io.
  bool IsSuffix(const HostName& host) const;

 private:
  struct Free {
    void operator()(psl_ctx_st* context) const;
  };
  using Context = std::unique_ptr<psl_ctx_st, Free>;
  explicit PublicSuffixes(Context loaded) : loaded_(std::move(loaded)) {}
  const psl_ctx_st* context() const;

  Context loaded_;  // null: built in
};

}  // namespace watchword::domain
