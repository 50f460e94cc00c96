// SPDX-License-Identifier: Apache-2.0
#include "image/image.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

namespace watchword::image {
namespace {

constexpr std::string_view kKey = "0123456789abcdef";

Bytes Copy(std::span<const std::byte> from) {
  Bytes copy = *Allocate(from.size());
  if (!from.empty()) std::memcpy(const_cast<std::byte*>(copy.data.get()), from.data(), from.size());
  return copy;
}

void Flip(const Bytes& bytes, std::size_t at) {
  const_cast<std::byte*>(bytes.data.get())[at] ^= std::byte{1};
}

Bytes Small() {
  Builder builder;
  builder.Add(Section::kWordText, std::string_view("some words"));
  builder.AddTable(Section::kStates, std::vector<std::uint32_t>{1, 2, 3});
  builder.Add(Section::kDatabase, std::string(9000, 'd'));
  builder.Add(Section::kUnits, std::string_view());
  return *builder.Finish(kKey);
}

std::string Complaint(const Bytes& bytes, std::string_view key = kKey) {
  const auto image = Verify(bytes, key);
  return image ? "" : image.error().message;
}

TEST(Verify, GivesBackWhatWasPutIn) {
  const auto image = Verify(Small(), kKey);
  ASSERT_TRUE(image);
  EXPECT_EQ((*image)->key(), kKey);
  const auto text = (*image)->section(Section::kWordText);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(text.data()), text.size()), "some words");
  const auto states = (*image)->Table<std::uint32_t>(Section::kStates);
  ASSERT_TRUE(states);
  EXPECT_EQ(std::vector<std::uint32_t>(states->begin(), states->end()),
            (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_TRUE((*image)->section(Section::kUnits).empty());
  EXPECT_TRUE((*image)->section(Section::kPack).empty());
}

TEST(Verify, SectionsLieWhereTheLibraryCanUseThem) {
  const auto image = Verify(Small(), kKey);
  ASSERT_TRUE(image);
  for (const Section which : {Section::kWordText, Section::kStates, Section::kDatabase})
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>((*image)->section(which).data()) % kAlignment, 0u);
}

TEST(Verify, ATableOfBrokenEntriesIsNamed) {
  Builder builder;
  builder.Add(Section::kStates, std::string_view("12345"));
  const auto image = Verify(*builder.Finish(kKey), kKey);
  ASSERT_TRUE(image);
  const auto states = (*image)->Table<std::uint32_t>(Section::kStates);
  ASSERT_FALSE(states);
  EXPECT_EQ(states.error().message, "compiled image: section 7 does not hold whole entries");
}

TEST(Verify, TruncatedAnywhereIsRefused) {
  const Bytes whole = Small();
  for (std::size_t size = 0; size < whole.size; size += size < 2 * kAlignment ? 97 : 511)
    EXPECT_EQ(Complaint(Copy(whole.span().first(size))), "compiled image: truncated") << size;
  EXPECT_EQ(Complaint(Copy(whole.span().first(whole.size - 1))), "compiled image: truncated");
}

TEST(Verify, BytesBehindItAreRefused) {
  const Bytes whole = Small();
  std::vector<std::byte> longer(whole.span().begin(), whole.span().end());
  longer.resize(longer.size() + kAlignment);
  EXPECT_EQ(Complaint(Copy(longer)), "compiled image: truncated");
}

TEST(Verify, EveryByteOfTheHeaderMatters) {
  const Bytes image = Small();
  for (std::size_t at = 0; at < sizeof(Header); ++at) {
    Flip(image, at);
    EXPECT_NE(Complaint(image), "") << at;
    Flip(image, at);
  }
  EXPECT_EQ(Complaint(image), "");
}

TEST(Verify, EveryByteBehindTheHeaderMatters) {
  const Bytes image = Small();
  for (std::size_t at = sizeof(Header); at < image.size; at += 13) {
    Flip(image, at);
    EXPECT_EQ(Complaint(image), "compiled image: damaged, its hash differs") << at;
    Flip(image, at);
  }
  EXPECT_EQ(Complaint(image), "");
}

TEST(Verify, AnotherKeyIsRefused) {
  for (const std::string_view key : {"", "0123456789abcdeX", "0123456789abcdef0", "0123456789abcde"})
    EXPECT_EQ(Complaint(Small(), key), "compiled image: made from or for something else") << key;
}

TEST(Verify, AnotherFormatIsRefused) {
  const Bytes image = Small();
  Flip(image, offsetof(Header, format));
  const auto verified = Verify(image, kKey);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(verified.error().message, "compiled image: format " + std::to_string(kFormat ^ 1u));
}

// With its hash repaired, so that nothing but the places of the sections is wrong.
TEST(Verify, SectionsOutsideAreRefused) {
  const auto complaint = [](std::size_t entry, Entry odd) {
    const Bytes bytes = Small();
    const std::span<std::byte> all(const_cast<std::byte*>(bytes.data.get()), bytes.size);
    Header header;
    std::memcpy(&header, all.data(), sizeof header);
    header.entries[entry] = odd;
    std::memcpy(all.data(), &header, sizeof header);
    Seal(all);
    return Complaint(bytes);
  };
  const std::uint64_t size = Small().size;
  EXPECT_EQ(complaint(0, {.section = 2, .offset = kAlignment, .size = 10}), "");
  for (const Entry& odd : {Entry{.section = 2, .offset = 0, .size = 10},
                           Entry{.section = 2, .offset = kAlignment + 8, .size = 10},
                           Entry{.section = 2, .offset = kAlignment, .size = size},
                           Entry{.section = 2, .offset = size + kAlignment, .size = 0},
                           Entry{.section = 2, .offset = kAlignment, .size = ~std::uint64_t{0}},
                           Entry{.section = 2, .offset = ~std::uint64_t{0} - kAlignment + 1, .size = 10}})
    EXPECT_EQ(complaint(0, odd), "compiled image: a section lies outside") << odd.offset << ' ' << odd.size;
}

TEST(Verify, TooManySectionsAreRefused) {
  const Bytes bytes = Small();
  const std::span<std::byte> all(const_cast<std::byte*>(bytes.data.get()), bytes.size);
  all[offsetof(Header, sections)] = std::byte{kMaxSections + 1};
  Seal(all);
  EXPECT_EQ(Complaint(bytes), "compiled image: too many sections");
}

TEST(Verify, MemoryThatIsNotAlignedIsRefused) {
  const Bytes image = Small();
  const Bytes larger = *Allocate(image.size + kAlignment);
  auto* at = const_cast<std::byte*>(larger.data.get()) + 8;
  std::memcpy(at, image.data.get(), image.size);
  const Bytes shifted{std::shared_ptr<const std::byte>(larger.data, at), image.size};
  EXPECT_EQ(Complaint(shifted), "compiled image: not aligned");
}

TEST(Builder, RefusesAKeyThatIsTooLong) {
  EXPECT_FALSE(Builder().Finish(std::string(kKeyBytes + 1, 'k')));
  EXPECT_TRUE(Builder().Finish(std::string(kKeyBytes, 'k')));
}

}  // namespace
}  // namespace watchword::image
