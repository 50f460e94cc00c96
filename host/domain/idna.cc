// SPDX-License-Identifier: Apache-2.0
#include "domain/idna.h"

#include <unicode/idna.h>

#include <cstdint>
#include <memory>

#include "base/ascii.h"

namespace watchword::domain {
namespace {

constexpr std::uint32_t kOptions = UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE |
                                   UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ;

const icu::IDNA& Idna() {
  UErrorCode failure = U_ZERO_ERROR;
  static const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(kOptions, failure));
  return *idna;
}

using Convert = void (icu::IDNA::*)(icu::StringPiece, icu::ByteSink&, icu::IDNAInfo&, UErrorCode&) const;

IdnaName Run(Convert convert, std::string_view name) {
  std::string converted;
  icu::StringByteSink<std::string> sink(&converted);
  icu::IDNAInfo info;
  UErrorCode failure = U_ZERO_ERROR;
  (Idna().*convert)(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())), sink, info,
                    failure);
  if (U_FAILURE(failure) || converted.empty()) return {base::LowerAscii(name), false};
  return {base::LowerAscii(converted), !info.hasErrors()};
}

}  // namespace

IdnaName ToAscii(std::string_view name) {
  return Run(&icu::IDNA::nameToASCII_UTF8, name);
}

IdnaName ToUnicode(std::string_view name) {
  return Run(&icu::IDNA::nameToUnicodeUTF8, name);
}

}  // namespace watchword::domain
