// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace watchword::sandbox {

struct Protection {
  bool network_denied = false;
  bool exec_denied = false;
};

// Tries to open a socket and to start a program that does not exist, and
// reports what the kernel forbade. Changes nothing.
Protection TryProtection();

}  // namespace watchword::sandbox
