// SPDX-License-Identifier: Apache-2.0
#include "message/frame.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <deque>
#include <string>

#include "support/scripted_stream.h"

namespace watchword::message {
namespace {

using test::ScriptedStream;

std::string Length(std::uint32_t bytes) {
  const auto head = std::bit_cast<std::array<char, 4>>(bytes);
  return {head.begin(), head.end()};
}

// A pipe that fails as the operating system would.
class BrokenStream final : public base::ByteStream {
 public:
  Result<std::size_t> Read(std::span<char>) override { return Error{ErrorCode::kIo, "read: broken"}; }
  Status Write(std::string_view) override { return Error{ErrorCode::kIo, "write: broken"}; }
};

TEST(ReadFrame, ReadsOneFrameAfterTheOther) {
  ScriptedStream stream({Frame("{\"a\":1}") + Frame("") + Frame("zwei")});
  EXPECT_EQ(**ReadFrame(stream), "{\"a\":1}");
  EXPECT_EQ(**ReadFrame(stream), "");
  EXPECT_EQ(**ReadFrame(stream), "zwei");
  EXPECT_EQ(*ReadFrame(stream), std::nullopt);
}

TEST(ReadFrame, ComesTogetherFromAnyTwoPieces) {
  const std::string frame = Frame("payload");
  for (std::size_t cut = 1; cut < frame.size(); ++cut) {
    ScriptedStream stream({frame.substr(0, cut), frame.substr(cut)});
    EXPECT_EQ(**ReadFrame(stream), "payload") << cut;
    EXPECT_EQ(*ReadFrame(stream), std::nullopt) << cut;
  }
}

TEST(ReadFrame, ComesTogetherFromSingleBytes) {
  std::deque<std::string> pieces;
  for (const char c : Frame("one") + Frame("two")) pieces.emplace_back(1, c);
  ScriptedStream stream(pieces);
  EXPECT_EQ(**ReadFrame(stream), "one");
  EXPECT_EQ(**ReadFrame(stream), "two");
}

TEST(ReadFrame, TakesNothingOfTheNextFrame) {
  ScriptedStream stream({Frame("one") + Frame("two")});
  ASSERT_TRUE(ReadFrame(stream));
  EXPECT_EQ(stream.bytes_read(), 7u);
}

TEST(ReadFrame, SaysSoWhenThePipeEndsInsideAFrame) {
  const std::string frame = Frame("payload");
  for (std::size_t size = 1; size < frame.size(); ++size) {
    ScriptedStream stream({frame.substr(0, size)});
    const auto read = ReadFrame(stream);
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().code, ErrorCode::kIo);
    EXPECT_EQ(read.error().message, "the pipe ended inside a frame");
  }
}

TEST(ReadFrame, RefusesALengthAboveTheLimitBeforeReading) {
  struct Case {
    std::uint32_t length;
    const char* message;
  };
  for (const Case& one : {Case{kMaxRequestBytes + 1, "a frame of 1048577 bytes, at most 1048576"},
                          Case{0x80000000, "a frame of 2147483648 bytes, at most 1048576"},
                          Case{0xFFFFFFFF, "a frame of 4294967295 bytes, at most 1048576"}}) {
    ScriptedStream stream({Length(one.length), "payload"});
    const auto frame = ReadFrame(stream);
    ASSERT_FALSE(frame);
    EXPECT_EQ(frame.error().code, ErrorCode::kTooLarge);
    EXPECT_EQ(frame.error().message, one.message);
    EXPECT_EQ(stream.bytes_read(), 4u);
  }
}

TEST(ReadFrame, TakesAFrameOfExactlyTheLimit) {
  const std::string payload(kMaxRequestBytes, 'x');
  ScriptedStream stream({Length(kMaxRequestBytes), payload});
  EXPECT_EQ(**ReadFrame(stream), payload);
}

TEST(ReadFrame, PassesOnWhatTheStreamSays) {
  BrokenStream stream;
  const auto frame = ReadFrame(stream);
  ASSERT_FALSE(frame);
  EXPECT_EQ(frame.error().code, ErrorCode::kIo);
  EXPECT_EQ(frame.error().message, "read: broken");
}

TEST(WriteFrame, WritesLengthAndPayload) {
  ScriptedStream stream({});
  ASSERT_TRUE(WriteFrame("{}", stream));
  ASSERT_TRUE(WriteFrame("", stream));
  EXPECT_EQ(stream.written(), Length(2) + "{}" + Length(0));
}

TEST(WriteFrame, WritesAFrameOfExactlyTheLimitAndNothingAboveIt) {
  ScriptedStream full({});
  EXPECT_TRUE(WriteFrame(std::string(kMaxReplyBytes, 'x'), full));
  EXPECT_EQ(full.written().size(), kMaxReplyBytes + 4);
  ScriptedStream untouched({});
  const Status written = WriteFrame(std::string(kMaxReplyBytes + 1, 'x'), untouched);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(written.error().message, "a frame of 1048577 bytes, at most 1048576");
  EXPECT_EQ(untouched.written(), "");
}

TEST(WriteFrame, PassesOnWhatTheStreamSays) {
  BrokenStream stream;
  const Status written = WriteFrame("{}", stream);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_EQ(written.error().message, "write: broken");
}

}  // namespace
}  // namespace watchword::message
