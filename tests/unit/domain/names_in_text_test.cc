// SPDX-License-Identifier: Apache-2.0
#include "domain/names_in_text.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace watchword::domain {
namespace {

using Names = std::vector<std::string>;

// What a list of these names finds in the text: "written → name[path]".
Names Find(const std::string& text, const std::set<std::string>& listed) {
  Names found;
  const auto any_ending = [](std::string_view label) { return label.size() > 1; };
  ForEachName(text, any_ending, [&](const NameInText& name) {
    for (const std::string_view suffix : name.host.suffixes()) {
      if (!listed.contains(std::string(suffix))) continue;
      found.push_back(text.substr(name.begin, name.end - name.begin) + " → " + name.host.ascii() +
                      std::string(name.path));
      return true;
    }
    return false;
  });
  return found;
}

TEST(ForEachName, FindsANameHoweverItIsWritten) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"go to bad.top now", "bad.top"},
      {"https://bad.top/x?y", "bad.top"},
      {"(hxxps://www.bad.top:8080/)", "www.bad.top"},
      {"BAD.TOP", "BAD.TOP"},
      {"bad[.]top", "bad[.]top"},
      {"bad(.)top bad", "bad(.)top"},
      {"bad[dot]top", "bad[dot]top"},
      {"bad ( dot ) top", "bad ( dot ) top"},
      {"www[.]bad{.}top", "www[.]bad{.}top"},
      {"bad dot top", "bad dot top"},
      {"open bad punkt top", "bad punkt top"},
      {"bad точка top", "bad точка top"},
      {"打开bad点top，", "bad点top"},
      {"打开bad。top", "bad。top"},
      {"bad．top", "bad．top"},
      {"ｂａｄ．ｔｏｐ", "ｂａｄ．ｔｏｐ"},
      {"bad . top", "bad . top"},
      {"bad .top", "bad .top"},
      {"bad. top", "bad. top"},
      {"请打开bad.top注册", "bad.top"},
      {"请bad.top", "bad.top"},
      {"на сайте bad.top.Потом", "bad.top"},
      {"see bad.top.Then pay", "bad.top"},
      {"b\u200Bad.top", "b\u200Bad.top"},
      {"anna@bad.top", "bad.top"},
      {"x.bad.top", "x.bad.top"},
  };
  for (const auto& [text, written] : cases) {
    const Names found = Find(text, {"bad.top"});
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_TRUE(found[0].starts_with(std::string(written) + " → ")) << text << ": " << found[0];
  }
}

TEST(ForEachName, FindsNamesOfOtherScripts) {
  EXPECT_EQ(Find("купи на плохо.рф сейчас", {"xn--k1agab6a.xn--p1ai"}),
            (Names{"плохо.рф → xn--k1agab6a.xn--p1ai"}));
  EXPECT_EQ(Find("xn--k1agab6a.xn--p1ai", {"xn--k1agab6a.xn--p1ai"}),
            (Names{"xn--k1agab6a.xn--p1ai → xn--k1agab6a.xn--p1ai"}));
  EXPECT_EQ(Find("bücher.top", {"xn--bcher-kva.top"}), (Names{"bücher.top → xn--bcher-kva.top"}));
}

TEST(ForEachName, TellsThePathBehindAName) {
  EXPECT_EQ(Find("see https://bad.top/a/b?c and bad.top/d", {"bad.top"}),
            (Names{"bad.top → bad.top/a/b", "bad.top → bad.top/d"}));
}

TEST(ForEachName, FindsEveryOneOfSeveral) {
  EXPECT_EQ(Find("bad.top,worse.top;bad.top", {"bad.top", "worse.top"}),
            (Names{"bad.top → bad.top", "worse.top → worse.top", "bad.top → bad.top"}));
}

TEST(ForEachName, WhatIsNoNameIsNotFound) {
  for (const char* text : {"", ".", "bad", "bad top", "bad dots top", "bad.", ".top", "bad..top", "bad, top",
                           "bad\ntop", "notbad.top", "bad[.top", "bad\n.top", "dot", " dot "}) {
    EXPECT_EQ(Find(text, {"bad.top"}), Names{}) << text;
  }
}

TEST(ForEachName, AsksForNoNameWhoseEndingIsNotKnown) {
  std::size_t offered = 0;
  ForEachName(
      "one.two three.four. Five six.seven", [](std::string_view label) { return label == "four"; },
      [&](const NameInText&) {
        ++offered;
        return false;
      });
  EXPECT_EQ(offered, 1U);
}

TEST(ForEachName, HostileTextEnds) {
  std::size_t offered = 0;
  const auto count = [&](const NameInText&) {
    ++offered;
    return false;
  };
  const auto any = [](std::string_view) { return true; };
  std::string dots;
  std::string words;
  for (int i = 0; i < 20'000; ++i) {
    dots += "é.";
    words += "a dot ";
  }
  ForEachName(dots, any, count);
  ForEachName(words, any, count);
  ForEachName(std::string(100'000, '.'), any, count);
  ForEachName(std::string(100'000, 'a') + ".top", any, count);
  ForEachName(std::string(50'000, '[') + std::string(50'000, '('), any, count);
  EXPECT_LE(offered, 300'000U);
}

TEST(NamesInText, FullWidthLettersStandApartFromAScriptWithoutSpaces) {
  EXPECT_EQ(Find("打开ｂａｄ－ｅｘ．ｅｘａｍｐｌｅ注册", {"bad-ex.example"}),
            (Names{"ｂａｄ－ｅｘ．ｅｘａｍｐｌｅ → bad-ex.example"}));
}

}  // namespace
}  // namespace watchword::domain
