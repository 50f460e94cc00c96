// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace watchword::domain {

// Whether one letter more, one less, one other or two neighbours exchanged makes one of the other. Equal
// texts are not.
bool IsOneEditApart(std::string_view one, std::string_view other);

// One bit for each of a-z that is in the text. One edit changes at most two of them, which sorts out most
// words before their letters are compared.
std::uint32_t LettersOf(std::string_view text);

}  // namespace watchword::domain
