// SPDX-License-Identifier: Apache-2.0
// A base pack and what is added to it, compiled into one image.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "assess/ruleset.h"
#include "author/read_patterns.h"
#include "pack/encode.h"
#include "pack/envelope.h"
#include "store/locate_live.h"
#include "store/store.h"
#include "support/environment.h"
#include "support/temporary_folder.h"
#include "support/test_pack.h"
#include "update/build_image.h"

namespace watchword::update {
namespace {

class BuildTogetherTest : public testing::Test {
 protected:
  // Newer than any that lies beside the test.
  static pack::Pack Base() {
    pack::Pack pack = test::ReadTestPatterns().pack;
    pack.info.version = 900'000'000;
    return pack;
  }
  pack::Pack German() const {
    return author::ReadPatterns(WATCHWORD_SOURCE "/tests/fixtures/addition", files_)->pack;
  }
  // With a phrase that means nothing.
  pack::Pack Broken() const {
    pack::Pack pack = German();
    pack.info.id = "broken";
    pack.rules[0].id += "-broken";
    pack.rules[0].phrases = {"pay {nothing} now"};
    pack.wording.clear();
    pack.rules[0].reason = "promises-profit";
    pack.lists.clear();
    pack.domains.clear();
    pack.brands = {};
    pack.help.clear();
    return pack;
  }
  void Install(const std::vector<std::pair<std::string, pack::Pack>>& packs) {
    auto store = store::Store::Open(data_.At("watchword"));
    const auto lock = store->TakeLock();
    std::vector<store::NewPack> all;
    for (const auto& [name, pack] : packs)
      all.push_back({name, *pack::Encode(pack), static_cast<std::uint64_t>(pack.info.version), name});
    ASSERT_TRUE(store->Install(**lock, all, 1));
  }
  std::shared_ptr<const assess::Ruleset> MustBuild() const {
    const auto outcome = BuildImage(files_);
    if (const auto* failure = std::get_if<ImageFailure>(&outcome)) ADD_FAILURE() << failure->message;
    const auto rules = assess::Ruleset::OpenCached(store::DigestOf(*store::LocateLive(files_)));
    EXPECT_TRUE(rules) << rules.error().message;
    return rules ? *rules : nullptr;
  }
  std::size_t Images() const {
    std::size_t images = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(cache_.path()))
      images += entry.path().extension() == ".image" ? 1u : 0u;
    return images;
  }

  test::TemporaryFolder data_;
  test::TemporaryFolder cache_;
  test::Environment data_home_{"XDG_DATA_HOME", data_.path()};
  test::Environment cache_home_{"XDG_CACHE_HOME", cache_.path()};
  test::Environment chosen_{"WATCHWORD_PACK", std::nullopt};
  base::PosixFileSystem files_;
};

TEST_F(BuildTogetherTest, TheImageHoldsBothAndSaysSo) {
  Install({{"base", Base()}, {"lang-de", German()}});
  const auto rules = MustBuild();
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->info().id, "fixture");
  ASSERT_EQ(rules->info().additions.size(), 1u);
  EXPECT_EQ(rules->info().additions[0].left_out, "");
  EXPECT_TRUE(rules->FindRule("investment/withdrawal-block/de/lang-de-abgabe-zuerst"));
  EXPECT_TRUE(rules->FindRule("investment/pitch/en/guaranteed"));
  const auto again = BuildImage(files_);
  EXPECT_TRUE(std::get<ImageReady>(again).was_there);
  EXPECT_TRUE(FindImage(files_));
}

TEST_F(BuildTogetherTest, AnAdditionWithWhichItDoesNotCompileIsLeftOut) {
  Install({{"base", Base()}, {"acme.fraud", Broken()}, {"lang-de", German()}});
  const auto rules = MustBuild();
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->info().additions.size(), 2u);
  EXPECT_TRUE(rules->FindRule("investment/withdrawal-block/de/lang-de-abgabe-zuerst"));
  for (const pack::Addition& one : rules->info().additions) {
    EXPECT_EQ(one.left_out,
              one.name == "lang-de"
                  ? ""
                  : "investment/withdrawal-block/de/lang-de-abgabe-zuerst-broken, pay {nothing} "
                    "now: unknown list {nothing}");
  }
}

TEST_F(BuildTogetherTest, ABaseThatDoesNotCompileIsNobodysFaultButItsOwn) {
  pack::Pack base = Base();
  base.rules[0].phrases = {"pay {nothing} now"};
  Install({{"base", base}, {"lang-de", German()}});
  const auto outcome = BuildImage(files_);
  const auto* failure = std::get_if<ImageFailure>(&outcome);
  ASSERT_NE(failure, nullptr);
  EXPECT_TRUE(failure->message.starts_with(base.rules[0].id)) << failure->message;
  EXPECT_EQ(Images(), 0u);
}

std::string ErrorOf(const Result<std::vector<pack::Addition>>& prepared) {
  return prepared ? "" : prepared.error().message;
}

TEST_F(BuildTogetherTest, WhatIsNewHasToFitAndWhatIsTriedIsNotKept) {
  const std::string base = *pack::Encode(Base());
  const std::string german = *pack::Encode(German());
  pack::Pack other = German();
  other.info.adds_to = "other";
  const std::string misfit = *pack::Encode(other);
  const auto prepare = [](std::vector<Trial> trials, Keeping keeping) {
    return PrepareImage(trials, {}, keeping);
  };
  const Trial first{.name = "base", .file = base, .is_new = true};
  EXPECT_EQ(ErrorOf(prepare({first, {.name = "de", .file = misfit, .is_new = true}}, Keeping::kKeep)),
            "adds to other, but the base pack is fixture");
  const auto waits = prepare({first, {.name = "de", .file = misfit}}, Keeping::kTry);
  ASSERT_TRUE(waits);
  EXPECT_EQ(waits->at(0).left_out, "adds to other, but the base pack is fixture");
  EXPECT_EQ(ErrorOf(prepare({first, {.name = "de", .file = german, .is_new = true}}, Keeping::kTry)), "");
  EXPECT_EQ(ErrorOf(prepare({{.name = "de", .file = german}}, Keeping::kTry)),
            "the new pack: lang-de adds to fixture, it is no base pack");
  EXPECT_EQ(ErrorOf(prepare({}, Keeping::kTry)), "there is no base pack");
  EXPECT_EQ(ErrorOf(prepare({first, {.name = "de", .file = "rubbish"}}, Keeping::kTry)),
            "the new pack de: not a pattern pack");
  EXPECT_FALSE(std::filesystem::exists(cache_.At("watchword")) && Images() > 0);
  EXPECT_EQ(ErrorOf(prepare({first, {.name = "de", .file = german, .is_new = true}}, Keeping::kKeep)), "");
  EXPECT_EQ(Images(), 1u);
}

TEST_F(BuildTogetherTest, HalfOfWhatIsLiveHasToStay) {
  pack::Pack fewer = Base();
  fewer.domains.clear();
  const std::string before = *pack::Encode(Base());
  const std::vector<Trial> trials = {
      {.name = "base", .file = *pack::Encode(fewer), .is_new = true, .before = before}};
  EXPECT_EQ(ErrorOf(PrepareImage(trials, {}, Keeping::kTry)),
            "it has 0 listed names, where 2 are live: that would silence");
}

}  // namespace
}  // namespace watchword::update
