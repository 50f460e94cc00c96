// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace watchword::cli {

// Returns when a file below the folder has come, gone or changed. Looks a few times a second, so that it
// works on any file system. Editors that write in steps are let finish: nothing changed for one more look.
void WaitForChange(const std::string& folder);

}  // namespace watchword::cli
