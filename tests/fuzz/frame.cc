// SPDX-License-Identifier: Apache-2.0
#include "message/frame.h"

#include <algorithm>

#include "input.h"

namespace {

class TextStream final : public watchword::base::ByteStream {
 public:
  explicit TextStream(std::string_view text) : text_(text) {}
  watchword::Result<std::size_t> Read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), text_.size());
    std::copy_n(text_.begin(), size, into.begin());
    text_.remove_prefix(size);
    return size;
  }
  watchword::Status Write(std::string_view) override { return {}; }

 private:
  std::string_view text_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  TextStream stream(AsText(data, size));
  for (auto frame = watchword::message::ReadFrame(stream); frame && *frame;) {
    frame = watchword::message::ReadFrame(stream);
  }
  return 0;
}
