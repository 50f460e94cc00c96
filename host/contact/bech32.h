// SPDX-License-Identifier: Apache-2.0
// Bech32 and Bech32m (BIP 173, BIP 350): addresses of SegWit outputs.
#pragma once

#include <string_view>

namespace watchword::contact {

// Whether `text`, in lower case, is a SegWit address with this human-readable part ("bc"): checksum, witness
// version and length of the program, version 0 in Bech32 and the others in Bech32m.
bool IsSegwitAddress(std::string_view text, std::string_view human_readable);

}  // namespace watchword::contact
