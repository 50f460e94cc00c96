// SPDX-License-Identifier: Apache-2.0
#include "text/char_table.h"

namespace watchword::text {

#include "text/char_table.inc"

}  // namespace watchword::text
