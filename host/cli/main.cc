// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "cli/command.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  watchword::base::PosixFileSystem files;
  watchword::cli::CommandContext context{.files = files, .in = std::cin, .out = std::cout, .err = std::cerr};
  return watchword::cli::RunCommandLine(argc, argv, context);
}
