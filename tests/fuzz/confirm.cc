// SPDX-License-Identifier: Apache-2.0
// The first line is a phrase, the rest a text: the whole engine from the phrase to the spans of its hits.
#include <algorithm>

#include "base/utf8.h"
#include "compile/compile_phrases.h"
#include "input.h"
#include "match/scanner.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace watchword;
  const std::string_view input = AsText(data, std::min<std::size_t>(size, 2000));
  const auto line = std::min(input.find('\n'), input.size());
  const auto phrase = compile::ParsePhrase(input.substr(0, line), {{"list", {"one", "two words"}}});
  if (!phrase) return 0;
  const auto set =
      compile::CompilePhrases({*phrase}, {.numbers = {"two", "两"}, .currencies = {"usdt", "元"}});
  if (!set) return 0;
  auto scanner = match::Scanner::Make(*set);
  if (!scanner) __builtin_trap();
  const std::string_view text = input.substr(std::min(line + 1, input.size()));
  const auto result = scanner->Scan(text::Normalize(text));
  if (!result) __builtin_trap();
  const std::size_t length = base::Utf16Length(text);
  for (const match::Hit& hit : result->hits) {
    if (hit.range.begin >= hit.range.end || hit.range.end > length) __builtin_trap();
  }
  return 0;
}
