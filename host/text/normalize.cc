// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "text/addresses.h"
#include "text/normal_text.h"
#include "text/pieces.h"
#include "text/pipeline.h"
#include "text/plain_text.h"
#include "text/stretches.h"

namespace watchword::text {
namespace {

std::vector<Address> ReadAddresses(std::string_view utf8, std::vector<Spot> spots) {
  std::vector<Address> addresses;
  for (const Spot& piece : PiecesAround(utf8, std::move(spots))) {
    const auto found = FindAddresses(Fold(BytesOf(utf8, piece), piece.begin.offset));
    addresses.insert(addresses.end(), found.begin(), found.end());
  }
  return addresses;
}

}  // namespace

NormalText Normalize(std::string_view utf8) {
  PlainText plain = ReadPlainly(utf8);
  NormalText normal;
  normal.addresses_ = ReadAddresses(utf8, std::move(plain.spots.addresses));
  normal.readings_.push_back(std::move(plain.reading));
  if (plain.spots.evasions.empty()) return normal;
  for (Reading& reading : ReadEvasions(utf8, normal.plain(), std::move(plain.spots.evasions))) {
    normal.readings_.push_back(std::move(reading));
  }
  return normal;
}

}  // namespace watchword::text
