// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "message/frame.h"

int main() {
  watchword::base::DescriptorStream pipe(STDIN_FILENO, STDOUT_FILENO);
  for (;;) {
    const auto frame = watchword::message::ReadFrame(pipe);
    if (!frame || !*frame) return frame ? 0 : 1;
    if (!watchword::message::WriteFrame(**frame, pipe)) return 0;
  }
}
