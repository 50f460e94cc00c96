// SPDX-License-Identifier: Apache-2.0
#include "assess/help_contacts.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "pack/help.h"
#include "support/test_pack.h"

namespace watchword::assess {
namespace {

pack::HelpContact Contact(std::string name, std::vector<std::string> helps) {
  return {.helps = std::move(helps),
          .name = std::move(name),
          .phone = "1",
          .grade = "V",
          .source = "https://police.example",
          .seen = "2026",
          .checked = "2026-11-22"};
}

pack::HelpContact Written(pack::HelpContact contact) {
  contact.text = "2";
  return contact;
}

class HelpContactsTest : public testing::Test {
 protected:
  void Offer(const std::string& region, const std::vector<pack::HelpContact>& contacts) {
    Offer(region, base::ToText(pack::HelpJson(contacts)));
  }
  void Offer(const std::string& region, const std::string& body) {
    const auto put = [this](const std::string& words) {
      text_ += words;
      return image::Span{static_cast<std::uint32_t>(text_.size() - words.size()),
                         static_cast<std::uint32_t>(words.size())};
    };
    const image::Span name = put(region);
    rows_.push_back({name, put(body)});
  }
  Result<HelpContacts> Read() {
    image::Builder builder;
    builder.AddTable(image::Section::kHelp, rows_);
    builder.Add(image::Section::kText, text_);
    image_ = *image::Verify(*builder.Finish("key"), "key");
    return HelpContacts::Read(*image_);
  }
  std::string Names(const pack::Scheme& scheme, const std::string& region) {
    std::string names;
    for (const auto& one : Read()->Find(scheme, region)) names += one.name + " ";
    return names;
  }

  std::vector<image::HelpRow> rows_;
  std::string text_;
  std::shared_ptr<const image::Image> image_;
};

TEST_F(HelpContactsTest, NamesThoseOfTheRegionWhoHelpWithWhatTheSchemeDoes) {
  Offer("GB", {Contact("police", {"loss"}), Contact("embassy", {"captivity"})});
  Offer("world", {Contact("everyone", {"loss"})});
  EXPECT_EQ(Names({.id = "task"}, "GB"), "police ");
  EXPECT_EQ(Names({.id = "captive", .helps = {"captivity"}}, "GB"), "embassy ");
}

TEST_F(HelpContactsTest, WhatTheSchemeNamesFirstComesFirst) {
  Offer("GB", {Contact("police", {"loss"}), Contact("union", {"job"}), Contact("embassy", {"captivity"})});
  EXPECT_EQ(Names({.id = "job-lure", .helps = {"captivity", "job", "loss"}}, "GB"), "embassy union police ");
}

TEST_F(HelpContactsTest, WhereTheRegionHasNobodyTheWorldHas) {
  Offer("GB", {Contact("embassy", {"captivity"})});
  Offer("world", {Contact("everyone", {"loss"})});
  EXPECT_EQ(Names({.id = "task"}, "GB"), "everyone ");
  EXPECT_EQ(Names({.id = "task"}, ""), "everyone ");
  EXPECT_EQ(Names({.id = "captive", .helps = {"captivity"}}, "FR"), "");
  EXPECT_EQ(Read()->Regions(), std::vector<std::string>{"GB"});
}

TEST_F(HelpContactsTest, WhoIsWatchedIsShownWhereToWriteFirst) {
  Offer("GB", {Contact("hotline", {"captivity"}), Written(Contact("messages", {"captivity"}))});
  EXPECT_EQ(Names({.id = "captive", .discreet = true, .helps = {"captivity"}}, "GB"), "messages hotline ");
  EXPECT_EQ(Names({.id = "job-lure", .helps = {"captivity"}}, "GB"), "hotline messages ");
}

TEST_F(HelpContactsTest, AtMostFour) {
  Offer("GB", std::vector<pack::HelpContact>(9, Contact("police", {"loss"})));
  EXPECT_EQ(Read()->Find({.id = "task"}, "GB").size(), kMaxHelpContacts);
}

TEST_F(HelpContactsTest, ARowThatPointsAtNothingIsRefused) {
  rows_.push_back({{0, 2}, {2, 9}});
  text_ = "GB[]";
  EXPECT_EQ(Read().error().message, "compiled image: help that is not there");
}

TEST_F(HelpContactsTest, OneThatCannotBeReadIsFoundWhenTheImageIsMadeAndSaysNothingLater) {
  Offer("GB", std::string("[{}]"));
  EXPECT_NE(Read()->Check().error().message.find("compiled image: /0"), std::string::npos);
  EXPECT_EQ(Names({.id = "task"}, "GB"), "");
}

}  // namespace
}  // namespace watchword::assess
