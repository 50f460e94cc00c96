// SPDX-License-Identifier: Apache-2.0
#include "app/serve.h"

int main() {
  return watchword::app::RunHost();
}
