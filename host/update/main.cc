// SPDX-License-Identifier: Apache-2.0
#include "update/serve.h"

int main(int argc, char** argv) {
  return watchword::update::RunUpdater(argc, argv);
}
