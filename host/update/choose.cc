// SPDX-License-Identifier: Apache-2.0
#include "update/choose.h"

#include <utility>

namespace watchword::update {
namespace {

class Chooser {
 public:
  Chooser(std::span<const Slot> slots, const Prepare& prepare) : slots_(slots), prepare_(prepare) {
    for (const Slot& slot : slots) {
      const Use best = slot.next ? Use::kNext : UseOfLive(slot);
      choice_.uses.push_back(slot.is_followed ? best : Use::kNone);
    }
  }

  Result<Choice> Run() {
    if (!Changes()) return std::move(choice_);
    const auto together = Try(Keeping::kKeep);
    return together ? Finish(*together) : ChooseEach();
  }

 private:
  static Use UseOfLive(const Slot& slot) { return slot.live ? Use::kLive : Use::kNone; }

  Result<std::vector<pack::Addition>> Try(Keeping keeping) const {
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      const Slot& slot = slots_[i];
      if (choice_.uses[i] == Use::kLive) trials.push_back({.name = slot.name, .file = *slot.live});
      if (choice_.uses[i] != Use::kNext) continue;
      trials.push_back({.name = slot.name,
                        .file = *slot.next,
                        .is_new = true,
                        .before = slot.live && !slot.may_shrink ? *slot.live : ""});
    }
    return prepare_(trials, keeping);
  }

  // The base pack alone, then one addition after the other, its newest version first.
  Result<Choice> ChooseEach() {
    choice_.uses.assign(slots_.size(), Use::kNone);
    const bool has_base = TakeFirstThatWorks(0);
    for (std::size_t i = 1; i < slots_.size() && has_base; ++i) TakeFirstThatWorks(i);
    if (!has_base) StayAsItIs();
    if (!Changes()) return std::move(choice_);
    const auto kept = Try(Keeping::kKeep);
    if (!kept) return kept.error();
    return Finish(*kept);
  }

  bool TakeFirstThatWorks(std::size_t i) {
    const Slot& slot = slots_[i];
    for (const Use use : {Use::kNext, Use::kLive}) {
      const bool is_there = use == Use::kNext ? slot.next.has_value() : slot.live.has_value();
      if (!is_there || !slot.is_followed) continue;
      choice_.uses[i] = use;
      // The base pack that is live was tried when it came, and must go on.
      if (i == 0 && use == Use::kLive) return true;
      const auto tried = Try(Keeping::kTry);
      if (tried) return true;
      choice_.faults.emplace(slot.name, tried.error().message);
      choice_.uses[i] = Use::kNone;
    }
    return false;
  }

  void StayAsItIs() {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      choice_.uses[i] = UseOfLive(slots_[i]);
      if (slots_[i].next) choice_.faults.emplace(slots_[i].name, "there is no base pack to add it to");
    }
  }

  bool Changes() const {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (choice_.uses[i] != UseOfLive(slots_[i])) return true;
    }
    return false;
  }

  Choice Finish(const std::vector<pack::Addition>& additions) {
    for (const pack::Addition& one : additions) {
      if (!one.left_out.empty()) choice_.faults.emplace(one.name, one.left_out);
    }
    choice_.changes = true;
    return std::move(choice_);
  }

  std::span<const Slot> slots_;
  const Prepare& prepare_;
  Choice choice_;
};

}  // namespace

Result<Choice> Choose(std::span<const Slot> slots, const Prepare& prepare) {
  return Chooser(slots, prepare).Run();
}

}  // namespace watchword::update
