// SPDX-License-Identifier: Apache-2.0
#include "pack/merge.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "author/read_patterns.h"
#include "base/version.h"
#include "pack/decode.h"
#include "pack/encode.h"
#include "pack/envelope.h"
#include "pack/keeps_half.h"
#include "support/test_pack.h"

namespace watchword::pack {
namespace {

Pack Base() {
  return test::ReadTestPatterns().pack;
}

Pack German() {
  const base::PosixFileSystem files;
  return author::ReadPatterns(WATCHWORD_SOURCE "/tests/fixtures/addition", files)->pack;
}

// Why the addition is left out of the fixture pack; empty when it is in.
std::string WhyNot(const std::function<void(Pack&)>& change) {
  NamedPack german{"lang-de", German()};
  change(german.pack);
  const Pack merged = Merge(Base(), {&german, 1});
  const std::string& why = merged.info.additions.at(0).left_out;
  if (!why.empty()) {
    EXPECT_EQ(merged.rules.size(), Base().rules.size()) << "nothing of it is in";
    EXPECT_EQ(merged.good_names, Base().good_names);
  }
  return why;
}

std::string WhyNotWith(const std::function<void(PackInfo&)>& change) {
  return WhyNot([&](Pack& pack) { change(pack.info); });
}

TEST(Merge, OfABaseAloneIsTheBase) {
  EXPECT_EQ(EncodeBody(Merge(Base(), {})), EncodeBody(Base()));
}

TEST(Merge, AddsAllThatAnAdditionBrings) {
  const NamedPack german{"lang-de", German()};
  const Pack base = Base();
  const Pack merged = Merge(base, {&german, 1});
  ASSERT_EQ(merged.info.additions.size(), 1u);
  EXPECT_EQ(merged.info.additions[0].left_out, "");
  EXPECT_EQ(merged.info.additions[0].name, "lang-de");
  EXPECT_EQ(merged.info.additions[0].version, 3);
  EXPECT_EQ(merged.info.id, base.info.id);
  EXPECT_EQ(merged.info.version, base.info.version);
  EXPECT_EQ(merged.rules.size(), base.rules.size() + 1);
  EXPECT_EQ(merged.rules.front().id, base.rules.front().id) << "the base's come first";
  EXPECT_TRUE(merged.lists.at("de").contains("abgabe"));
  EXPECT_TRUE(merged.lists.at("en").contains("messenger"));
  EXPECT_EQ(merged.register_phrases.at("de").size(), 2u);
  EXPECT_EQ(merged.domains.size(), base.domains.size() + 1);
  EXPECT_EQ(merged.brands.brands.size(), base.brands.brands.size() + 1);
  EXPECT_EQ(merged.brands.bait, base.brands.bait);
  EXPECT_NE(merged.good_names.find("gute-bank.example\n"), std::string::npos);
  EXPECT_TRUE(merged.help.contains("DE") && merged.help.contains("SG"));
  EXPECT_TRUE(merged.model == base.model);
  EXPECT_EQ(merged.schemes.size(), base.schemes.size());
}

TEST(Merge, AReasonWithoutASentenceInALanguageHasAnother) {
  const NamedPack german{"lang-de", German()};
  for (const Wording& wording : Merge(Base(), {&german, 1}).wording)
    EXPECT_EQ(wording.reasons.at("lang-de-levy-first"), "Nobody honest takes a levy before they pay out.")
        << wording.language;
}

TEST(Merge, ANewLanguageIsWholeOrNotAtAll) {
  const auto swedish = [](Pack& pack) {
    Wording wording = Base().wording.front();
    wording.language = "sv";
    wording.reasons = {{"lang-sv-only", "Ingen ärlig …"}};
    pack.wording.push_back(wording);
  };
  EXPECT_EQ(WhyNot(swedish), "");
  const std::string lacking = WhyNot([&](Pack& pack) {
    swedish(pack);
    pack.wording.back().stages.erase("recovery/fee");
  });
  EXPECT_EQ(lacking, "wording/sv is a new one and lacks recovery/fee");
  NamedPack named{"lang-sv", German()};
  swedish(named.pack);
  const Pack merged = Merge(Base(), {&named, 1});
  EXPECT_EQ(merged.wording.back().language, "sv");
  EXPECT_EQ(merged.wording.back().reasons.at("promises-profit"),
            merged.wording.front().reasons.at("promises-profit"));
}

TEST(Merge, AnAdditionIsForOneBaseAndNotForANewerProgram) {
  EXPECT_EQ(WhyNotWith([](PackInfo& info) { info.adds_to = ""; }),
            "is no addition: it does not say what it adds to");
  EXPECT_EQ(WhyNotWith([](PackInfo& info) { info.adds_to = "other"; }),
            "adds to other, but the base pack is fixture");
  EXPECT_EQ(WhyNotWith([](PackInfo& info) { info.minimum_host = "0.1.12"; }),
            std::string("needs Watchword 0.1.12, this is ") + base::kVersion);
  EXPECT_EQ(WhyNotWith([](PackInfo& info) { info.minimum_host = "0.0.99"; }), "");
}

TEST(Merge, AnAdditionMayNotChangeWhatIsThere) {
  struct Case {
    std::string why;
    std::function<void(Pack&)> change;
  };
  const std::vector<Case> cases = {
      {"brings schemes, which only a base pack may", [](Pack& pack) { pack.schemes = Base().schemes; }},
      {"brings a model, which only a base pack may", [](Pack& pack) { pack.model.weak = 9; }},
      {"brings units, which only a base pack may", [](Pack& pack) { pack.units = Base().units; }},
      {"brings trading words, which only a base pack may", [](Pack& pack) { pack.trading_words = {"fx"}; }},
      {"brings public suffixes, which only a base pack may",
       [](Pack& pack) { pack.public_suffixes = "com\n"; }},
      {"brings bait of brands, which only a base pack may", [](Pack& pack) { pack.brands.bait = {"x"}; }},
      {"brings ordinary words of brands, which only a base pack may",
       [](Pack& pack) { pack.brands.ordinary = {"x"}; }},
      {"brings tenants of brands, which only a base pack may",
       [](Pack& pack) { pack.brands.tenants = {"x"}; }},
      {"wording/en is there already, so only reasons may be added to it",
       [](Pack& pack) { pack.wording[0].levels["danger"] = "All is well."; }},
  };
  for (const Case& one : cases) EXPECT_EQ(WhyNot(one.change), one.why);
}

TEST(Merge, NamesWhoHasWhatCollides) {
  struct Case {
    std::string why;
    std::function<void(Pack&)> change;
  };
  const std::vector<Case> cases = {
      {"the rule investment/pitch/en/guaranteed is there already: base has it",
       [](Pack& pack) { pack.rules[0].id = "investment/pitch/en/guaranteed"; }},
      {"the word list en/messenger is there already: base has it",
       [](Pack& pack) { pack.lists["en"]["messenger"] = {"signal"}; }},
      {"the reason promises-profit in wording/en is there already: base has it",
       [](Pack& pack) { pack.wording[0].reasons["promises-profit"] = "x"; }},
      {"the list of names reported is there already: base has it",
       [](Pack& pack) { pack.domains[0].id = "reported"; }},
      {"the brand acmecoin is there already: base has it",
       [](Pack& pack) { pack.brands.brands[0].id = "acmecoin"; }},
      {"the brand's word acme is there already: base has it",
       [](Pack& pack) { pack.brands.brands[0].words = {"acme"}; }},
      {"the brand's domain acme.example is there already: base has it",
       [](Pack& pack) { pack.brands.brands[0].domains = {"acme.example"}; }},
      {"the help contact ScamShield in SG is there already: base has it",
       [](Pack& pack) { pack.help["SG"] = Base().help.at("SG"); }},
  };
  for (const Case& one : cases) EXPECT_EQ(WhyNot(one.change), one.why);
  const std::vector<NamedPack> twice = {{"lang-de", German()}, {"acme.german", German()}};
  const Pack merged = Merge(Base(), twice);
  EXPECT_EQ(merged.info.additions[1].left_out,
            "the rule investment/withdrawal-block/de/lang-de-abgabe-zuerst is there already: lang-de has it");
  EXPECT_EQ(merged.rules.size(), Base().rules.size() + 1);
}

TEST(Merge, RulesNeedAStageAndAReasonThatAreKnown) {
  EXPECT_EQ(WhyNot([](Pack& pack) { pack.rules[0].stage = "hypnosis"; }),
            "the rule investment/withdrawal-block/de/lang-de-abgabe-zuerst: there is no stage "
            "investment/hypnosis");
  EXPECT_EQ(WhyNot([](Pack& pack) { pack.rules[0].reason = "because"; }),
            "the rule investment/withdrawal-block/de/lang-de-abgabe-zuerst: no wording says why, because");
  EXPECT_EQ(WhyNot([](Pack& pack) { pack.rules[0].reason = "promises-profit"; }), "") << "the base's will do";
}

TEST(Merge, WhatAnAdditionCallsGoodStaysListed) {
  NamedPack german{"lang-de", German()};
  german.pack.good_names = "bad-exchange.example\nexample\nnew.example\nshop.bad-exchange.example\n";
  const std::string good = Merge(Base(), {&german, 1}).good_names;
  EXPECT_EQ(good.find("bad-exchange"), std::string::npos) << "itself, and what is below it";
  EXPECT_NE(good.find("\nnew.example\n"), std::string::npos);
}

std::string Sealed(const Pack& pack) {
  return *Encode(pack);
}

TEST(Combine, IsKnownByAllDigestsAndByTheBasesAlone) {
  const std::string base = Sealed(Base());
  const std::string digest = Verify(base)->digest();
  std::vector<NamedFile> files = {{"base", base, ""}};
  EXPECT_EQ(Combine(files)->digest, digest);
  EXPECT_EQ(EncodeBody(Combine(files)->pack), EncodeBody(Base()));
  files.push_back({"lang-de", Sealed(German()), ""});
  const auto both = Combine(files);
  ASSERT_TRUE(both);
  EXPECT_EQ(both->digest.size(), digest.size());
  EXPECT_NE(both->digest, digest);
  EXPECT_EQ(both->digest, CombinedDigest(std::vector{digest, Verify(files[1].file)->digest()}));
  EXPECT_NE(both->digest, CombinedDigest(std::vector{Verify(files[1].file)->digest(), digest}));
}

TEST(Combine, AnAdditionThatDoesNotReadIsLeftOutAndTheBaseGoesOn) {
  std::string damaged = Sealed(German());
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  const std::vector<NamedFile> files = {{"base", Sealed(Base()), ""},
                                        {"acme.fraud", damaged, ""},
                                        {"lang-de", Sealed(German()), "it does not compile"}};
  const auto combined = Combine(files);
  ASSERT_TRUE(combined) << combined.error().message;
  EXPECT_EQ(combined->pack.rules.size(), Base().rules.size());
  const auto& additions = combined->pack.info.additions;
  ASSERT_EQ(additions.size(), 2u);
  EXPECT_EQ(additions[0].name, "acme.fraud");
  EXPECT_EQ(additions[0].left_out, "the pack is damaged: its digest differs");
  EXPECT_EQ(additions[1].left_out, "it does not compile");
}

TEST(Combine, ABaseIsNeeded) {
  EXPECT_EQ(Combine({}).error().message, "there is no base pack");
  const NamedFile german{"lang-de", Sealed(German()), ""};
  EXPECT_EQ(Combine({&german, 1}).error().message, "lang-de adds to fixture, it is no base pack");
  const NamedFile rubbish{"base", "rubbish", ""};
  EXPECT_EQ(Combine({&rubbish, 1}).error().message, "not a pattern pack");
}

TEST(Decode, KeepsWhatAPackAddsToAndRefusesOneThatWasMerged) {
  EXPECT_EQ(Decode(*Verify(Sealed(German())))->info.adds_to, "fixture");
  const NamedPack german{"lang-de", German()};
  const Pack merged = Merge(Base(), {&german, 1});
  EXPECT_EQ(DecodeBody(EncodeBody(merged))->info.additions.at(0).name, "lang-de");
  EXPECT_EQ(Decode(*Verify(Sealed(merged))).error().message,
            "/pack/additions: only what was merged here has some");
}

TEST(CheckKeepsHalf, CountsRulesLanguagesAndNames) {
  EXPECT_TRUE(CheckKeepsHalf(Base(), Base()));
  EXPECT_TRUE(CheckKeepsHalf(Pack(), Base()));
  const auto why = [](const std::function<void(Pack&)>& change) {
    Pack next = Base();
    change(next);
    const Status keeps = CheckKeepsHalf(Base(), next);
    return keeps ? "" : keeps.error().message;
  };
  EXPECT_EQ(why([](Pack& pack) { pack.rules.pop_back(); }), "");
  EXPECT_EQ(
      why([](Pack& pack) { std::erase_if(pack.rules, [](auto& one) { return one.language == "zh-Hans"; }); }),
      "it has 0 rules in zh-Hans, where 1 are live: that would silence");
  EXPECT_EQ(why([](Pack& pack) { pack.domains.clear(); }),
            "it has 0 listed names, where 2 are live: that would silence");
  const std::string rules = std::to_string(Base().rules.size());
  EXPECT_EQ(why([](Pack& pack) { pack.rules.clear(); }),
            "it has 0 rules, where " + rules + " are live: that would silence");
}

}  // namespace
}  // namespace watchword::pack
