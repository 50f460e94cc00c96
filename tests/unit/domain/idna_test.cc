// SPDX-License-Identifier: Apache-2.0
#include "domain/idna.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace watchword::domain {
namespace {

std::string Trim(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

void AppendEscaped(unsigned long c, std::string& to) {
  if (c >= 0xD800 && c < 0xE000) {  // a lone surrogate, as ill-formed UTF-8
    to += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)),
           static_cast<char>(0x80 | (c & 63))};
    return;
  }
  base::AppendUtf8(static_cast<char32_t>(c), to);
}

// \uXXXX and \x{XXXX}
std::string Unescape(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\u") == 0) {
      AppendEscaped(std::stoul(text.substr(i + 2, 4), nullptr, 16), plain);
      i += 5;
    } else if (text.compare(i, 3, "\\x{") == 0) {
      const auto close = text.find('}', i);
      AppendEscaped(std::stoul(text.substr(i + 3, close - i - 3), nullptr, 16), plain);
      i = close;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

struct Row {
  std::string line;
  std::string source;
  std::string unicode;
  std::string unicode_status;
  std::string ascii;
  std::string ascii_status;
};

std::vector<Row> ReadRows() {
  std::ifstream file(WATCHWORD_SOURCE "/tests/fixtures/domain/IdnaTestV2.txt");
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    const std::string text = line.substr(0, line.find('#'));
    std::vector<std::string> fields;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ';');) fields.push_back(Unescape(Trim(part)));
    if (fields.size() < 5) continue;
    const auto either = [](const std::string& own, const std::string& other) {
      return own.empty() ? other : own;
    };
    Row row{line, fields[0], either(fields[1], fields[0]), either(fields[2], "[]"), "", ""};
    row.ascii = either(fields[3], row.unicode);
    row.ascii_status = either(fields[4], row.unicode_status);
    rows.push_back(std::move(row));
  }
  return rows;
}

// Signs that only the rules for host names forbid (UseSTD3ASCIIRules) are left to DNS: names with _ are met.
bool HasForbiddenSign(const std::string& name) {
  for (const char* sign : {"≠", "≮", "≯"}) {
    if (name.find(sign) != std::string::npos) return true;
  }
  return std::any_of(name.begin(), name.end(), [](char c) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    return static_cast<unsigned char>(c) < 0x80 && !allowed;
  });
}

// Lengths are those of DNS, which HostName knows.
bool IsOnlyAboutLength(const std::string& status) {
  return status.find_first_of("PVBCUX") == std::string::npos && status != "[]";
}

TEST(Idna, PassesTheUnicodeConsortiumsTests) {
  std::size_t right = 0;
  for (const Row& row : ReadRows()) {
    const IdnaName ascii = ToAscii(row.source);
    const IdnaName unicode = ToUnicode(row.source);
    if (row.unicode_status == "[]") {
      EXPECT_TRUE(unicode.valid) << row.line;
      EXPECT_EQ(unicode.name, row.unicode) << row.line;
    } else if (!HasForbiddenSign(row.unicode) && !IsOnlyAboutLength(row.unicode_status)) {
      EXPECT_FALSE(unicode.valid) << row.line;
    }
    if (row.ascii_status == "[]") {
      EXPECT_TRUE(ascii.valid) << row.line;
      EXPECT_EQ(ascii.name, row.ascii) << row.line;
    } else if (!HasForbiddenSign(row.unicode) && !IsOnlyAboutLength(row.ascii_status)) {
      EXPECT_FALSE(ascii.valid) << row.line;
    }
    ++right;
  }
  EXPECT_GE(right, 6000U);
}

TEST(Idna, RefusedTextIsStillText) {
  EXPECT_FALSE(ToAscii("\xFF").valid);
  EXPECT_FALSE(ToAscii("xn--\xFF").valid);
  EXPECT_FALSE(ToUnicode("xn--a").valid);
  EXPECT_EQ(ToUnicode("xn--bcher-kva.EXAMPLE").name, "bücher.example");
}

}  // namespace
}  // namespace watchword::domain
