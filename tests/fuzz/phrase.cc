// SPDX-License-Identifier: Apache-2.0
// The first line is a phrase, the rest a text: what parses is compiled and confirmed.
#include "match/phrase.h"

#include <algorithm>

#include "input.h"
#include "match/anchor.h"
#include "match/confirm.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace watchword;
  const std::string_view input = AsText(data, std::min<std::size_t>(size, 2000));
  const auto line = std::min(input.find('\n'), input.size());
  const auto phrase = match::ParsePhrase(input.substr(0, line), {{"list", {"one", "two words"}}});
  if (!phrase) return 0;
  if (match::ChooseAnchor(*phrase).empty()) __builtin_trap();
  const auto program = match::CompileProgram(*phrase);
  if (program.states.size() > 5000) return 0;
  const auto text = text::Normalize(input.substr(std::min(line + 1, input.size())));
  const match::TokenText tokens{text.plain(), text.addresses()};
  match::Confirm(program, tokens, {0, tokens.tokens.size()}, {});
  return 0;
}
