// SPDX-License-Identifier: Apache-2.0
// Writes the two character tables of host/text as C++ to standard output, from
// the Unicode data of the ICU it is built with. Runs while building: opening
// ICU's spoof checker and transliterator in the host would cost it milliseconds.
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string_view>

namespace {

using Table = std::map<char32_t, char32_t>;

// Lower-case letters whose likeness Unicode's confusables describe only for
// the capital, or not at all, but which are used as look-alikes in the wild.
constexpr std::u32string_view kExtraLetters =
    U"вbкkмmнhтtпnгrѕsіiјjԁdԛqԝwуyхxөoзeчyшwєeѵvіi"
    U"αaβbγyεeηnιiκkμmνvοoρpτtυuχxωwσoδdζzξeλaπn"
    U"ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpǫqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz"
    U"ɑaɡgɩiɾrɴnɐaɯmʋvɛeıiƅbƈcɗdƒfɠgɨiɱmɲnɵoƥpʂsƭtʉuʍwɣyʐzĸk"
    U"օoսuհhոnքpցgզqտmսuԁd";

bool IsLatin(char32_t c) {
  UErrorCode failure = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &failure) == USCRIPT_LATIN;
}

bool ImitatesLatin(char32_t c) {
  UErrorCode failure = U_ZERO_ERROR;
  static const std::set<UScriptCode> kScripts = {USCRIPT_CYRILLIC, USCRIPT_GREEK,  USCRIPT_ARMENIAN,
                                                 USCRIPT_CHEROKEE, USCRIPT_COPTIC, USCRIPT_LISU,
                                                 USCRIPT_GEORGIAN, USCRIPT_DESERET};
  return u_isalpha(static_cast<UChar32>(c)) &&
         kScripts.contains(uscript_getScript(static_cast<UChar32>(c), &failure));
}

// The one letter a to z that `c` looks like, or 0.
char32_t Prototype(const USpoofChecker* checker, char32_t c) {
  UErrorCode failure = U_ZERO_ERROR;
  const icu::UnicodeString source(static_cast<UChar32>(c));
  icu::UnicodeString skeleton;
  uspoof_getSkeletonUnicodeString(checker, 0, source, skeleton, &failure);
  skeleton.toLower();
  const bool letter =
      U_SUCCESS(failure) && skeleton.length() == 1 && skeleton[0] >= 'a' && skeleton[0] <= 'z';
  return letter ? skeleton[0] : 0;
}

Table LookAlikes() {
  UErrorCode failure = U_ZERO_ERROR;
  USpoofChecker* checker = uspoof_open(&failure);
  Table table;
  for (char32_t c = 0x80; c < 0x20000; ++c) {
    if (!ImitatesLatin(c)) continue;
    if (const char32_t letter = Prototype(checker, c)) table[c] = letter;
  }
  uspoof_close(checker);
  for (std::size_t i = 0; i + 1 < kExtraLetters.size(); i += 2) {
    if (!table.contains(kExtraLetters[i])) table[kExtraLetters[i]] = kExtraLetters[i + 1];
  }
  return table;
}

// Traditional Chinese characters and the simplified ones they are read as.
Table Simplified() {
  UErrorCode failure = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, failure));
  Table table;
  if (U_FAILURE(failure)) return table;
  for (char32_t c = 0x3400; c < 0xA000; ++c) {
    icu::UnicodeString text(static_cast<UChar32>(c));
    simplify->transliterate(text);
    const auto simple = static_cast<char32_t>(text.char32At(0));
    if (text.countChar32() == 1 && simple != c) table[c] = simple;
  }
  return table;
}

void Print(const char* name, const Table& table) {
  std::printf("inline constexpr std::array<CharPair, %zu> %s = {{\n", table.size(), name);
  for (const auto& [from, to] : table) std::printf("{0x%X,0x%X},\n", unsigned(from), unsigned(to));
  std::printf("}};\n");
}

}  // namespace

int main() {
  const Table look_alikes = LookAlikes();
  const Table simplified = Simplified();
  if (look_alikes.size() < 200 || simplified.size() < 2000) return 1;
  Table latin;
  Table foreign;
  for (const auto& [from, to] : look_alikes) (IsLatin(from) ? latin : foreign)[from] = to;
  std::printf("// Generated from the Unicode data of ICU %s.\n", U_ICU_VERSION);
  Print("kLatinLookAlikes", latin);
  Print("kForeignLookAlikes", foreign);
  Print("kSimplified", simplified);
  return 0;
}
