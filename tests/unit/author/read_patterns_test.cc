// SPDX-License-Identifier: Apache-2.0
#include "author/read_patterns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/memory_file_system.h"
#include "support/test_pack.h"

namespace watchword::author {
namespace {

constexpr const char* kPitch = "rules/investment/pitch/en.json";

// The small pack in memory, to be broken.
class ReadPatternsTest : public testing::Test {
 protected:
  void SetUp() override {
    const base::PosixFileSystem disk;
    const std::string folder = WATCHWORD_SOURCE "/tests/fixtures/patterns";
    const auto names = disk.ListFiles(folder);
    ASSERT_TRUE(names);
    for (const std::string& name : *names) {
      files_.contents["p/" + name] = *disk.Read(folder + "/" + name, base::kMaxFileBytes);
    }
  }

  // Replaces the first occurrence; a text that is not there is a mistake in the test.
  void Replace(const std::string& file, const std::string& text, const std::string& by) {
    std::string& bytes = files_.contents.at("p/" + file);
    const auto at = bytes.find(text);
    ASSERT_NE(at, std::string::npos) << file << ": " << text;
    bytes.replace(at, text.size(), by);
  }

  std::vector<std::string> Findings() const {
    const auto draft = ReadPatterns("p", files_);
    if (!draft) return {"error: " + draft.error().message};
    std::vector<std::string> texts;
    for (const Finding& finding : draft->findings) texts.push_back(ToText(finding));
    return texts;
  }

  test::MemoryFileSystem files_;
};

using Texts = std::vector<std::string>;

TEST_F(ReadPatternsTest, ReadsEveryKindOfFile) {
  const auto draft = ReadPatterns("p", files_);
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->findings.empty());
  const pack::Pack& pack = draft->pack;
  EXPECT_EQ(pack.info.id, "fixture");
  EXPECT_EQ(pack.info.built, "2026-01-02");
  EXPECT_EQ(pack.schemes.size(), 3u);
  EXPECT_EQ(pack.model.strong, 4.0);
  EXPECT_EQ(pack.rules.size(), 6u);
  EXPECT_EQ(pack.register_phrases.at("en").size(), 5u);
  EXPECT_EQ(pack.lists.at("en").at("messenger").size(), 3u);
  EXPECT_EQ(pack.units.at("scales").size(), 3u);
  EXPECT_EQ(pack.wording.size(), 2u);
  ASSERT_EQ(pack.domains.size(), 1u);
  EXPECT_EQ(pack.domains[0].id, "reported");
  ASSERT_EQ(pack.domains[0].groups.size(), 2u);
  EXPECT_EQ(pack.domains[0].groups[0].names, "bad-exchange.example\n");
  EXPECT_EQ(pack.good_names, "acme.example\nacmecoin.example\ngood.example\nparcels.example\n");
  EXPECT_EQ(pack.brands.brands.size(), 2u);
}

TEST_F(ReadPatternsTest, ARuleKnowsItsPlaceAndItsNotes) {
  const auto draft = ReadPatterns("p", files_);
  ASSERT_TRUE(draft);
  ASSERT_EQ(draft->notes.size(), draft->pack.rules.size());
  const pack::Rule& rule = draft->pack.rules[1];
  EXPECT_EQ(rule.id, "investment/pitch/en/guaranteed");
  EXPECT_EQ(rule.scheme, "investment");
  EXPECT_EQ(rule.stage, "pitch");
  EXPECT_EQ(rule.language, "en");
  EXPECT_EQ(rule.reason, "promises-profit");
  EXPECT_EQ(rule.weight, pack::Weight::kMedium);
  EXPECT_EQ(rule.said_by, pack::Speaker::kThem);
  EXPECT_EQ(rule.phrases.size(), 2u);
  const RuleNotes& notes = draft->notes[1];
  EXPECT_EQ(notes.file, kPitch);
  EXPECT_EQ(notes.pointer, "/rules/0");
  EXPECT_EQ(notes.match.size(), 3u);
  EXPECT_EQ(notes.ignore[1], "Is the weekly profit report ready?");
  EXPECT_EQ(notes.sources, (Texts{"described in the tests"}));
}

TEST_F(ReadPatternsTest, AStageSaysWhereItCountsAndWhetherItIsUrgent) {
  const auto stages = ReadPatterns("p", files_)->pack.schemes[0].stages;
  EXPECT_TRUE(stages[0].chat_only);
  EXPECT_FALSE(stages[1].chat_only);
  EXPECT_FALSE(stages[1].urgent);
  EXPECT_TRUE(stages[3].urgent);
}

TEST_F(ReadPatternsTest, ARetiredRuleIsReadAndLeftOut) {
  Replace(kPitch, "\"reason\"", "\"status\": \"retired\", \"reason\"");
  const auto draft = ReadPatterns("p", files_);
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->findings.empty());
  EXPECT_EQ(draft->pack.rules.size(), 5u);
  EXPECT_EQ(draft->notes.size(), 5u);
}

TEST_F(ReadPatternsTest, FilesOfOtherKindsAreNotLookedAt) {
  for (const char* name :
       {"README.md", "schema/rules.schema.json", "rules/notes.txt", "domains/README.md", "brands/de.json"}) {
    files_.contents[std::string("p/") + name] = "not JSON";
  }
  EXPECT_EQ(Findings(), Texts{});
}

TEST_F(ReadPatternsTest, ListsMayComeFromElsewhere) {
  files_.contents["q/more.json"] = R"({"title": "T", "source": "S", "licence": "MIT", "since": "2026-01-01",
                                       "format": "hosts", "file": "lists/more.txt"})";
  files_.contents["q/lists/more.txt"] = "0.0.0.0 a.example\n0.0.0.0 fine.example\n0.0.0.0 b.example\n";
  files_.contents["q/good.txt"] = "Fine.example\n";
  const auto draft = ReadPatterns("p", files_, {.lists = {"q/more.json"}, .good = {"q/good.txt"}});
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->findings.empty());
  ASSERT_EQ(draft->pack.domains.size(), 2u);
  EXPECT_EQ(draft->pack.domains[1].groups[0].names, "a.example\nb.example\n");
  EXPECT_EQ(draft->pack.good_names,
            "acme.example\nacmecoin.example\nfine.example\ngood.example\nparcels.example\n");
  ASSERT_EQ(draft->drops.size(), 1u);
  EXPECT_EQ(draft->drops[0].reason, "good: fine.example");
}

TEST_F(ReadPatternsTest, CuesWeighWhatTheyWereFoundToWeighInEveryLanguage) {
  Replace(kPitch, "\"weight\": \"medium\"", "\"weight\": \"cue\"");
  files_.contents["p/weights.json"] = R"({"cues": {"guaranteed": 0.75}})";
  const auto draft = ReadPatterns("p", files_);
  ASSERT_TRUE(draft);
  for (const pack::Rule& rule : draft->pack.rules) {
    const bool named = rule.weight == pack::Weight::kCue && rule.id.ends_with("/guaranteed");
    EXPECT_EQ(rule.points, named ? 0.75 : 0) << rule.id;
  }
  files_.contents["p/weights.json"] = R"({"cues": {"guaranteed": -1}})";
  EXPECT_EQ(Findings(),
            (Texts{"weights.json: /cues/guaranteed: expected a number from 0.000000 to 100.000000"}));
  files_.contents["p/weights.json"] = "{}";
  EXPECT_EQ(Findings(), (Texts{"weights.json: /cues: missing"}));
}

TEST_F(ReadPatternsTest, RulesWeighWhatTheyWereFoundToWeigh) {
  const std::string id = ReadPatterns("p", files_)->pack.rules.front().id;
  files_.contents["p/weights.json"] = R"({"cues": {"guaranteed": 0.5}, "rules": {")" + id + R"(": 2.5}})";
  const auto draft = ReadPatterns("p", files_);
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->findings.empty());
  for (const pack::Rule& rule : draft->pack.rules) EXPECT_EQ(rule.points, rule.id == id ? 2.5 : 0) << rule.id;
  files_.contents["p/weights.json"] = R"({"cues": {}, "rules": {"a/b": "much"}})";
  EXPECT_EQ(Findings(), (Texts{"weights.json: /rules/a~1b: expected a number from 0.000000 to 100.000000"}));
}

TEST_F(ReadPatternsTest, WhatIsWrongWithAListIsAFinding) {
  files_.contents["p/domains/a.json"] = "{";
  files_.contents["p/domains/b.json"] = R"({"title": "T"})";
  files_.contents["p/domains/c.json"] =
      R"({"title": "T", "source": "S", "licence": "MIT", "since": "2026-01-01",
                                            "format": "plain", "file": "nowhere.txt"})";
  files_.contents["p/domains/d.json"] =
      R"({"title": "T", "source": "S", "licence": "MIT", "since": "2026-01-01",
                                            "format": "csv", "column": "Site", "file": "reported.txt"})";
  files_.contents["p/domains/public_suffix_list.dat"] = "// nothing";
  EXPECT_EQ(Findings(), (Texts{"domains/a.json: not JSON at byte 2", "domains/b.json: /source: missing",
                               "domains/public_suffix_list.dat: not a public suffix list"}));
  files_.contents.erase("p/domains/public_suffix_list.dat");
  EXPECT_EQ(Findings(), (Texts{"domains/a.json: not JSON at byte 2", "domains/b.json: /source: missing",
                               "domains/c.json (domains/nowhere.txt): No such file or directory",
                               "domains/d.json (domains/reported.txt): line 1: no column \"Site\""}));
}

TEST_F(ReadPatternsTest, AFolderNeedNoBrands) {
  files_.contents.erase("p/brands.json");
  const auto draft = ReadPatterns("p", files_);
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->findings.empty());
  EXPECT_TRUE(draft->pack.brands.brands.empty());
}

TEST_F(ReadPatternsTest, AFolderOrAPackFileThatIsNotThereIsAnError) {
  const auto folder = ReadPatterns("nowhere", files_);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(folder.error().message, "nowhere/pack.json: No such file or directory");
  files_.unreadable.insert("p/pack.json");
  const auto closed = ReadPatterns("p", files_);
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, ErrorCode::kIo);
  EXPECT_EQ(closed.error().message, "p/pack.json: Permission denied");
}

TEST_F(ReadPatternsTest, APackFileThatIsWrongIsAnErrorWithAPointer) {
  struct Case {
    const char* text;
    const char* by;
    const char* message;
  };
  const std::vector<Case> cases = {
      {"{", "", "pack.json: not JSON at byte 8"},
      {"\"id\": \"fixture\"", "\"id\": 1", "pack.json: /id: expected a string"},
      {"\"id\": \"fixture\"", "\"idea\": 1", "pack.json: /idea: unknown member"},
      {"\"version\": 7", "\"version\": 0", "pack.json: /version: expected an integer from 1 to 1000000000"},
      {"\"date\": \"2026-01-02\",", "", "pack.json: /date: missing"},
      {"\"minimum_host\": \"0.1.0\",", "", "pack.json: /minimum_host: missing"},
      {"\"weak\": 0.6, ", "", "pack.json: /model/weak: missing"},
      {"\"model\": {", "\"model\": {\"extra\": 1,", "pack.json: /model/extra: unknown member"},
      {"{\"id\": \"recovery\", \"discreet\": true, \"stages\"", "{\"stages\"",
       "pack.json: /schemes/1/id: missing"},
      {"{\"id\": \"recovery\", \"discreet\": true, \"stages\"",
       "{\"id\": \"recovery\", \"extra\": 1, \"stages\"", "pack.json: /schemes/1/extra: unknown member"},
      {"\"discreet\": true", "\"discreet\": \"yes\"",
       "pack.json: /schemes/1/discreet: expected true or false"},
      {"\"kin\": [\"platform\"]", "\"kin\": \"platform\"", "pack.json: /schemes/0/kin: expected an array"},
      {"{\"id\": \"pitch\"}", "{}", "pack.json: /schemes/0/stages/1/id: missing"},
      {"{\"id\": \"pitch\"}", "{\"id\": \"pitch\", \"late\": true}",
       "pack.json: /schemes/0/stages/1/late: unknown member"},
      {"\"surface\": \"chat\"", "\"surface\": \"page\"",
       "pack.json: /schemes/0/stages/0/surface: expected one of any, chat"},
      {"\"surface\": \"chat\"", "\"surface\": 1",
       "pack.json: /schemes/0/stages/0/surface: expected one of any, chat"},
      {"\"urgent\": true", "\"urgent\": \"yes\"",
       "pack.json: /schemes/0/stages/3/urgent: expected true or false"},
  };
  const std::string good = files_.contents["p/pack.json"];
  for (const Case& one : cases) {
    files_.contents["p/pack.json"] = good;
    Replace("pack.json", one.text, one.by);
    const auto draft = ReadPatterns("p", files_);
    ASSERT_FALSE(draft) << one.message;
    EXPECT_EQ(draft.error().code, ErrorCode::kInvalid) << one.message;
    EXPECT_EQ(draft.error().message, one.message);
  }
  for (const char* member : {"model", "schemes"}) {
    files_.contents["p/pack.json"] = good;
    Replace("pack.json", std::string("\"") + member + "\"", "\"$schema\"");
    EXPECT_EQ(Findings(), (Texts{std::string("error: pack.json: /") + member + ": missing"}));
  }
}

TEST_F(ReadPatternsTest, AMistakeInAFileIsAFindingThatNamesTheCulprit) {
  struct Case {
    const char* file;
    const char* text;
    const char* by;
    const char* finding;
  };
  const std::vector<Case> cases = {
      {kPitch, "{", "", "not JSON at byte 11"},
      {kPitch, "\"rules\"", "\"rule\"", "/rule: unknown member; did you mean \"rules\"?"},
      {kPitch, "\"rules\"", "\"$schema\": \"x\", \"rules\"", ""},
      {kPitch, "\"rules\": [", "\"rules\": [7,", "/rules/0: expected an object"},
      {kPitch, "\"reason\": \"promises-profit\",", "", "/rules/0/reason: missing"},
      {kPitch, "\"reason\"", "\"extra\": 1, \"reason\"", "/rules/0/extra: unknown member"},
      {kPitch, "\"id\": \"investment/pitch/en/guaranteed\",", "", "/rules/0/id: missing"},
      {kPitch, "investment/pitch/en/guaranteed", "investment/opener/en/guaranteed",
       "/rules/0/id: expected investment/pitch/en/<name>, the path of the file"},
      {kPitch, "investment/pitch/en/guaranteed", "investment/pitch/en/",
       "/rules/0/id: expected investment/pitch/en/<name>, the path of the file"},
      {kPitch, "\"weight\": \"medium\",", "", "/rules/0/weight: missing"},
      {kPitch, "\"medium\"", "\"heavy\"", "/rules/0/weight: expected one of cue, weak, medium, strong"},
      {kPitch, "\"said_by\": \"them\",", "", "/rules/0/said_by: missing"},
      {kPitch, "\"them\"", "\"everybody\"", "/rules/0/said_by: expected one of them, me, page"},
      {kPitch, "\"guaranteed ... {", "5, \"guaranteed ... {", "/rules/0/phrases/0: expected a string"},
      {kPitch, "\"examples\"", "\"status\": \"draft\", \"examples\"",
       "/rules/0/status: expected retired, or no status"},
      {kPitch, "\"examples\"", "\"status\": 1, \"examples\"",
       "/rules/0/status: expected retired, or no status"},
      {kPitch, "\"examples\": {", "\"examples\": {\"also\": [],", "/rules/0/examples/also: unknown member"},
      {kPitch, "\"match\"", "\"match\": 1, \"ignore\"", "/rules/0/examples/match: expected an array"},
      {kPitch, "\"Is the weekly", "8, \"Is the weekly", "/rules/0/examples/ignore/1: expected a string"},
      {kPitch, "\"sources\": [\"described in the tests\"]", "\"sources\": \"described\"",
       "/rules/0/sources: expected an array"},
      {"lists/en.json", "[\"whatsapp\"", "[1, \"whatsapp\"", "/messenger/0: expected a string"},
      {"lists/en.json", "{", "[", "not JSON at byte 16"},
      {"register/en.json", "\"phrases\"", "\"phrase\"", "/phrases: missing"},
      {"help/SG.json", "\"V\"", "\"U\"",
       "/contacts/0/grade: expected V or N; what nobody has seen is not shipped"},
      {"help/SG.json", "\"SG\"", "\"MY\"", "/region: expected SG, the name of the file"},
      {"help/SG.json", "\"region\"", "\"regin\"", "/regin: unknown member; did you mean \"region\"?"},
      {"units/en.json", "[\"two\"", "[2, \"two\"", "/numbers/0: expected a string"},
      {"units/en.json", "[\"two\"", "[\"two of\"", "/numbers/0: \"two of\" is not one word"},
      {"units/en.json", "[\"two\"", "[\"-\"", "/numbers/0: \"-\" is not one word"},
      {"brands.json", "\"vip\"", "7", "/bait/1: expected a string"},
      {"brands.json", "\"name\": \"Acme Coin\", ", "", "/brands/0/name: missing"},
      {"wording/en.json", "\"language\": \"en\",", "", "/language: missing"},
      {"wording/en.json", "\"reasons\": {", "\"reasons\": {\"a/b\": 1,", "/reasons/a~1b: expected a string"},
      {"wording/en.json", "\"language\"", "\"extra\": 1, \"language\"", "/extra: unknown member"},
  };
  for (const Case& one : cases) {
    const std::string good = files_.contents["p/" + std::string(one.file)];
    Replace(one.file, one.text, one.by);
    const Texts expected = *one.finding == '\0' ? Texts{} : Texts{std::string(one.file) + ": " + one.finding};
    EXPECT_EQ(Findings(), expected) << one.text << " -> " << one.by;
    files_.contents["p/" + std::string(one.file)] = good;
  }
}

TEST_F(ReadPatternsTest, ExamplesMayNotBeMissing) {
  files_.contents["p/" + std::string(kPitch)] =
      R"({"rules": [{"id": "investment/pitch/en/a", "reason": "r", "weight": "weak", "said_by": "them", "phrases": []}]})";
  EXPECT_EQ(Findings(), (Texts{std::string(kPitch) + ": /rules/0/examples: missing"}));
}

TEST_F(ReadPatternsTest, AFileInAWrongPlaceIsAFinding) {
  files_.contents["p/rules/investment/en.json"] = R"({"rules": []})";
  files_.contents["p/rules/a/b/c/en.json"] = R"({"rules": []})";
  EXPECT_EQ(Findings(), (Texts{"rules/a/b/c/en.json: expected rules/<scheme>/<stage>/<lang>.json",
                               "rules/investment/en.json: expected rules/<scheme>/<stage>/<lang>.json"}));
}

TEST_F(ReadPatternsTest, FilesThatCannotBeReadAreFindings) {
  files_.unreadable = {"p/" + std::string(kPitch), "p/domains/reported.txt", "p/domains/good.txt"};
  EXPECT_EQ(Findings(),
            (Texts{"domains/good.txt: Permission denied", std::string(kPitch) + ": Permission denied",
                   "domains/reported.json (domains/reported.txt): Permission denied"}));
}

TEST_F(ReadPatternsTest, AllMistakesAreToldAndTheRestIsRead) {
  Replace("units/en.json", "[\"two\"", "[2, \"two\"");
  Replace("rules/investment/withdrawal-block/en.json", "\"strong\"", "\"x\"");
  Replace("rules/recovery/fee/en.json", "{", "");
  const auto draft = ReadPatterns("p", files_);
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->findings.size(), 3u);
  EXPECT_EQ(draft->pack.rules.size(), 4u);
  EXPECT_EQ(draft->pack.rules[3].id, "investment/withdrawal-block/en/they-ask-me");
}

}  // namespace
}  // namespace watchword::author
