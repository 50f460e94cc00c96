// SPDX-License-Identifier: Apache-2.0
#include "author/addition.h"

#include <algorithm>
#include <utility>

#include "pack/merge.h"

namespace watchword::author {

Result<AmongBase> PutAmongBase(const Draft& addition, const pack::Pack& base) {
  if (const Status is_base = pack::CheckIsBase(base); !is_base) return is_base.error();
  const pack::NamedPack named{addition.pack.info.id, addition.pack};
  AmongBase among{addition, pack::Merge(base, {&named, 1})};
  const std::string& why = among.whole.info.additions.back().left_out;
  if (!why.empty()) return Error{ErrorCode::kInvalid, why};
  auto& rules = among.whole.rules;
  std::rotate(rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(base.rules.size()), rules.end());
  among.draft.pack = among.whole;
  among.draft.pack.rules = addition.pack.rules;
  return among;
}

}  // namespace watchword::author
