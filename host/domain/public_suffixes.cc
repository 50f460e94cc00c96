// SPDX-License-Identifier: Apache-2.0
#include "domain/public_suffixes.h"

#include <libpsl.h>

#include <cstdio>
#include <utility>

namespace watchword::domain {

void PublicSuffixes::Free::operator()(psl_ctx_st* context) const {
  psl_free(context);
}

Result<PublicSuffixes> PublicSuffixes::Load(std::string_view list) {
  const Error unreadable{ErrorCode::kInvalid, "not a public suffix list"};
  if (list.empty()) return unreadable;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      fmemopen(const_cast<char*>(list.data()), list.size(), "r"), &std::fclose);
  if (!file) return Error{ErrorCode::kIo, "no memory for the public suffix list"};
  Context context(psl_load_fp(file.get()));
  if (!context || psl_suffix_count(context.get()) == 0) return unreadable;
  return PublicSuffixes(std::move(context));
}

PublicSuffixes PublicSuffixes::BuiltIn() {
  return PublicSuffixes(nullptr);
}

const psl_ctx_st* PublicSuffixes::context() const {
  return loaded_ ? loaded_.get() : psl_builtin();
}

std::string_view PublicSuffixes::RegistrableOf(const HostName& host) const {
  if (host.is_address()) return {};
  const char* found = psl_registrable_domain(context(), host.ascii().c_str());
  if (found == nullptr) return {};
  return std::string_view(host.ascii()).substr(static_cast<std::size_t>(found - host.ascii().c_str()));
}

bool PublicSuffixes::IsSuffix(const HostName& host) const {
  return !host.is_address() && psl_is_public_suffix(context(), host.ascii().c_str()) != 0;
}

}  // namespace watchword::domain
