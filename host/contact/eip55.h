// SPDX-License-Identifier: Apache-2.0
// Addresses of Ethereum and its kin, whose capitals are a checksum (EIP-55).
#pragma once

#include <string_view>

namespace watchword::contact {

// "0x" and forty hexadecimal digits; where capitals and small letters are mixed, as EIP-55 has them.
bool IsEthereumAddress(std::string_view text);

}  // namespace watchword::contact
