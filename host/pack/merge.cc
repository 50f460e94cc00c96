// SPDX-License-Identifier: Apache-2.0
#include "pack/merge.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/version.h"
#include "pack/decode.h"
#include "pack/envelope.h"

namespace watchword::pack {
namespace {

using Numbers = std::array<int, 3>;

// "0.12.3"; what is no number counts as 0.
Numbers NumbersOf(std::string_view version) {
  Numbers numbers{};
  for (int& number : numbers) {
    const std::string_view part = version.substr(0, version.find('.'));
    std::from_chars(part.data(), part.data() + part.size(), number);
    version.remove_prefix(std::min(part.size() + 1, version.size()));
  }
  return numbers;
}

Error Unfit(std::string why) {
  return Error{ErrorCode::kInvalid, std::move(why)};
}

// Calls `visit` with each line.
template <typename Visit>
void ForEachLine(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    visit(line);
  }
}

const Wording* FindWording(const std::vector<Wording>& wordings, const std::string& language) {
  const auto found = std::find_if(wordings.begin(), wordings.end(),
                                  [&](const Wording& one) { return one.language == language; });
  return found == wordings.end() ? nullptr : &*found;
}

// The sentence in English, else in whatever language has one; empty when none has.
std::string SentenceFor(const std::string& reason, const std::vector<Wording>& wordings) {
  const Wording* english = FindWording(wordings, "en");
  if (english != nullptr && english->reasons.contains(reason)) return english->reasons.at(reason);
  for (const Wording& one : wordings) {
    if (one.reasons.contains(reason)) return one.reasons.at(reason);
  }
  return "";
}

// Names that stand for themselves or for what is below them on a list.
std::set<std::string, std::less<>> ListedAmong(const std::vector<std::string_view>& names,
                                               const std::vector<DomainList>& lists) {
  std::map<std::string_view, std::vector<std::string_view>> below;  // each name by what is above it
  for (const std::string_view name : names) {
    for (std::string_view above = name;;) {
      below[above].push_back(name);
      const auto dot = above.find('.');
      if (dot == std::string_view::npos) break;
      above.remove_prefix(dot + 1);
    }
  }
  std::set<std::string, std::less<>> listed;
  for (const DomainList& list : lists) {
    for (const DomainGroup& group : list.groups) {
      ForEachLine(group.names, [&](std::string_view entry) {
        const auto found = below.find(entry);
        if (found != below.end()) listed.insert(found->second.begin(), found->second.end());
      });
    }
  }
  return listed;
}

// Knows who brought what.
class Merger {
 public:
  explicit Merger(Pack base) : pack_(std::move(base)) { Remember(pack_, "base"); }

  void Add(const NamedPack& from) {
    const Status fits = Check(from.pack);
    pack_.info.additions.push_back({from.name, from.pack.info.version, fits ? "" : fits.error().message});
    if (!fits) return;
    Append(from.pack);
    Remember(from.pack, from.name);
  }

  Pack Finish() { return std::move(pack_); }

 private:
  using Owners = std::map<std::string, std::string, std::less<>>;  // of "rule x", "list de/x" …

  static std::vector<std::string> NamesIn(const Pack& pack) {
    std::vector<std::string> names;
    for (const Rule& rule : pack.rules) names.push_back("the rule " + rule.id);
    for (const auto& [language, lists] : pack.lists) {
      for (const auto& [name, words] : lists) names.push_back("the word list " + language + "/" + name);
    }
    for (const Wording& wording : pack.wording) {
      for (const auto& [reason, sentence] : wording.reasons)
        names.push_back("the reason " + reason + " in wording/" + wording.language);
    }
    for (const DomainList& list : pack.domains) names.push_back("the list of names " + list.id);
    for (const Brand& brand : pack.brands.brands) {
      names.push_back("the brand " + brand.id);
      for (const auto* words : {&brand.words, &brand.common_words}) {
        for (const std::string& word : *words) names.push_back("the brand's word " + word);
      }
      for (const std::string& domain : brand.domains) names.push_back("the brand's domain " + domain);
    }
    for (const auto& [region, contacts] : pack.help) {
      for (const HelpContact& one : contacts)
        names.push_back("the help contact " + one.name + " in " + region);
    }
    return names;
  }

  void Remember(const Pack& pack, const std::string& owner) {
    for (std::string& name : NamesIn(pack)) owners_.emplace(std::move(name), owner);
  }

  Status Check(const Pack& from) const {
    if (const Status meant = CheckIsMeant(from.info); !meant) return meant;
    if (const Status modest = CheckIsModest(from); !modest) return modest;
    for (const std::string& name : NamesIn(from)) {
      const auto owner = owners_.find(name);
      if (owner != owners_.end()) return Unfit(name + " is there already: " + owner->second + " has it");
    }
    for (const Rule& rule : from.rules) {
      if (const Status fits = CheckRule(rule, from); !fits) return fits;
    }
    for (const Wording& wording : from.wording) {
      if (const Status fits = CheckWording(wording); !fits) return fits;
    }
    return {};
  }

  Status CheckIsMeant(const PackInfo& info) const {
    if (info.adds_to.empty()) return Unfit("is no addition: it does not say what it adds to");
    if (info.adds_to != pack_.info.id)
      return Unfit("adds to " + info.adds_to + ", but the base pack is " + pack_.info.id);
    if (NumbersOf(info.minimum_host) > NumbersOf(base::kVersion))
      return Unfit("needs Watchword " + info.minimum_host + ", this is " + base::kVersion);
    return {};
  }

  // What would change the meaning of what is there.
  static Status CheckIsModest(const Pack& from) {
    const Brands& brands = from.brands;
    const std::array<std::pair<const char*, bool>, 9> parts = {{
        {"schemes", from.schemes.empty()},
        {"a model", from.model == Model()},
        {"units", from.units.empty()},
        {"trading words", from.trading_words.empty()},
        {"public suffixes", from.public_suffixes.empty()},
        {"bait of brands", brands.bait.empty() && brands.weak_bait.empty()},
        {"ordinary words of brands", brands.ordinary.empty()},
        {"tenants of brands", brands.tenants.empty()},
        {"additions", from.info.additions.empty()},
    }};
    for (const auto& [what, is_absent] : parts) {
      if (!is_absent) return Unfit(std::string("brings ") + what + ", which only a base pack may");
    }
    return {};
  }

  Status CheckRule(const Rule& rule, const Pack& from) const {
    const auto& schemes = pack_.schemes;
    const auto scheme = std::find_if(schemes.begin(), schemes.end(),
                                     [&](const Scheme& one) { return one.id == rule.scheme; });
    const bool known =
        scheme != schemes.end() && std::any_of(scheme->stages.begin(), scheme->stages.end(),
                                               [&](const Stage& one) { return one.id == rule.stage; });
    if (!known) return Unfit("the rule " + rule.id + ": there is no stage " + rule.scheme + "/" + rule.stage);
    const bool is_said =
        !SentenceFor(rule.reason, from.wording).empty() || !SentenceFor(rule.reason, pack_.wording).empty();
    if (!is_said) return Unfit("the rule " + rule.id + ": no wording says why, " + rule.reason);
    return {};
  }

  Status CheckWording(const Wording& wording) const {
    const std::string name = "wording/" + wording.language;
    if (FindWording(pack_.wording, wording.language) != nullptr) {
      if (wording.levels.empty() && wording.schemes.empty() && wording.stages.empty()) return {};
      return Unfit(name + " is there already, so only reasons may be added to it");
    }
    const auto lacks = [&name](const std::string& what) {
      return Unfit(name + " is a new one and lacks " + what);
    };
    for (const char* level : {"notice", "caution", "danger"}) {
      if (!wording.levels.contains(level)) return lacks(level);
    }
    for (const Scheme& scheme : pack_.schemes) {
      if (!wording.schemes.contains(scheme.id)) return lacks(scheme.id);
      for (const Stage& stage : scheme.stages) {
        const std::string key = scheme.id + "/" + stage.id;
        if (!wording.stages.contains(key)) return lacks(key);
      }
    }
    return {};
  }

  void Append(const Pack& from) {
    pack_.rules.insert(pack_.rules.end(), from.rules.begin(), from.rules.end());
    pack_.domains.insert(pack_.domains.end(), from.domains.begin(), from.domains.end());
    auto& brands = pack_.brands.brands;
    brands.insert(brands.end(), from.brands.brands.begin(), from.brands.brands.end());
    for (const auto& [language, lists] : from.lists) pack_.lists[language].insert(lists.begin(), lists.end());
    for (const auto& [region, contacts] : from.help) {
      auto& to = pack_.help[region];
      to.insert(to.end(), contacts.begin(), contacts.end());
    }
    pack_.frequency.insert(from.frequency.begin(), from.frequency.end());
    AppendRegister(from);
    AppendWordings(from.wording);
    AppendGoodNames(from.good_names);
  }

  void AppendRegister(const Pack& from) {
    for (const auto& [language, phrases] : from.register_phrases) {
      auto& to = pack_.register_phrases[language];
      for (const std::string& phrase : phrases) {
        if (std::find(to.begin(), to.end(), phrase) == to.end()) to.push_back(phrase);
      }
    }
  }

  // A sentence in another language is better than none: each wording gets every reason.
  void AppendWordings(const std::vector<Wording>& from) {
    std::vector<Wording> all = pack_.wording;
    for (const Wording& wording : from) {
      const auto same = std::find_if(all.begin(), all.end(),
                                     [&](const Wording& one) { return one.language == wording.language; });
      if (same == all.end())
        all.push_back(wording);
      else
        same->reasons.insert(wording.reasons.begin(), wording.reasons.end());
    }
    std::map<std::string, std::string> reasons;
    for (const Wording& wording : all) reasons.insert(wording.reasons.begin(), wording.reasons.end());
    for (auto& [reason, sentence] : reasons) sentence = SentenceFor(reason, all);
    for (Wording& wording : all) wording.reasons.insert(reasons.begin(), reasons.end());
    pack_.wording = std::move(all);
  }

  void AppendGoodNames(std::string_view from) {
    std::vector<std::string_view> names;
    ForEachLine(from, [&names](std::string_view name) { names.push_back(name); });
    if (names.empty()) return;
    const auto listed = ListedAmong(names, pack_.domains);
    std::set<std::string> good;
    ForEachLine(pack_.good_names, [&good](std::string_view name) { good.emplace(name); });
    for (const std::string_view name : names) {
      if (!listed.contains(name)) good.emplace(name);
    }
    pack_.good_names.clear();
    for (const std::string& name : good) pack_.good_names += name + '\n';
  }

  Pack pack_;
  Owners owners_;
};

Result<Pack> ReadPack(std::string_view file) {
  const auto verified = Verify(file);
  if (!verified) return verified.error();
  return Decode(*verified);
}

}  // namespace

Pack Merge(Pack base, std::span<const NamedPack> additions) {
  if (additions.empty()) return base;
  Merger merger(std::move(base));
  for (const NamedPack& one : additions) merger.Add(one);
  return merger.Finish();
}

Status CheckIsBase(const Pack& pack) {
  if (pack.info.adds_to.empty()) return {};
  return Error{ErrorCode::kInvalid, pack.info.id + " adds to " + pack.info.adds_to + ", it is no base pack"};
}

Result<Combined> Combine(std::span<const NamedFile> files) {
  if (files.empty()) return Error{ErrorCode::kNotFound, "there is no base pack"};
  auto base = ReadPack(files[0].file);
  if (!base) return base.error();
  if (const Status is_base = CheckIsBase(*base); !is_base) return is_base.error();
  std::vector<std::string> digests;
  std::vector<NamedPack> additions;
  std::vector<Addition> unread;
  for (const NamedFile& one : files) {
    const auto head = ReadHead(one.file);
    if (!head) return Context(one.name, head.error());
    digests.push_back(head->digest);
    if (&one == files.data()) continue;
    auto pack = one.left_out.empty() ? ReadPack(one.file) : Unfit(one.left_out);
    if (pack)
      additions.push_back({one.name, *std::move(pack)});
    else
      unread.push_back({one.name, static_cast<int>(head->version), pack.error().message});
  }
  Combined combined{Merge(*std::move(base), additions), CombinedDigest(digests)};
  auto& told = combined.pack.info.additions;
  told.insert(told.end(), unread.begin(), unread.end());
  return combined;
}

std::string CombinedDigest(std::span<const std::string> digests) {
  if (digests.size() == 1) return digests[0];
  std::string all = base::kVersion;
  for (const std::string& digest : digests) all += "\n" + digest;
  return DigestOf(all);
}

}  // namespace watchword::pack
