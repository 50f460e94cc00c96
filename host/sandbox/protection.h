// SPDX-License-Identifier: Apache-2.0
// What a process gave up.
#pragma once

namespace watchword::sandbox {

// Each member says what was entered, and that the kernel agreed.
struct Protection {
  bool network_denied = false;  // no sockets, by the filter
  bool exec_denied = false;     // no programs, by the filter
  int landlock = 0;             // version of what confines files; 0: the kernel has none
  bool seccomp = false;
  bool no_new_privs = false;
  bool hidden_memory = false;  // other programs of this user cannot read it
  bool no_new_code = false;    // memory cannot be made executable, by the kernel's own switch
};

}  // namespace watchword::sandbox
