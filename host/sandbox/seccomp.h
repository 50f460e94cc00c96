// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

namespace watchword::sandbox {

// From here on every thread of this process gets EPERM for sockets, for
// starting programs, for tracing and for io_uring, whatever machine code runs.
// Cannot be undone. Error: kIo when the kernel refuses the filter.
Status GiveUpNetworkAndExec();

}  // namespace watchword::sandbox
