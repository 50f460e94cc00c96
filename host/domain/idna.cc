// SPDX-License-Identifier: Apache-2.0
#include "domain/idna.h"

#include <memory>

namespace watchword::domain {

const icu::IDNA& Idna() {
  UErrorCode failure = U_ZERO_ERROR;
  static const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(
      UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, failure));
  return *idna;
}

}  // namespace watchword::domain
