// SPDX-License-Identifier: Apache-2.0
#include "author/lint_brands.h"

#include <algorithm>
#include <map>
#include <string>

#include "domain/host_name.h"

namespace watchword::author {
namespace {

// A shorter word is found by chance.
constexpr std::size_t kLeastLoneWordBytes = 5;
constexpr std::size_t kLeastWordBytes = 2;

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

bool IsDomain(const std::string& text) {
  const auto host = domain::HostName::Parse(text);
  return host && host->begin() == 0 && host->end() == text.size() && text.find('.') != std::string::npos &&
         std::all_of(host->ascii().begin(), host->ascii().end(),
                     [](char c) { return IsNameCharacter(c) || c == '.'; });
}

class BrandLint {
 public:
  explicit BrandLint(const pack::Brands& brands) : brands_(brands) {}

  std::vector<Finding> Run() {
    CheckWords(brands_.bait, "/bait", kLeastWordBytes);
    CheckWords(brands_.weak_bait, "/weak_bait", kLeastWordBytes);
    CheckWords(brands_.ordinary, "/ordinary", kLeastWordBytes);
    CheckDomains(brands_.tenants, "/tenants");
    for (std::size_t i = 0; i < brands_.brands.size(); ++i)
      CheckBrand(brands_.brands[i], "/brands/" + std::to_string(i));
    return std::move(findings_);
  }

 private:
  void Complain(const std::string& pointer, std::string message) {
    findings_.push_back({"brands.json", pointer, std::move(message)});
  }

  void CheckBrand(const pack::Brand& brand, const std::string& at) {
    if (!owner_of_id_.emplace(brand.id, at).second) Complain(at + "/id", "used twice");
    CheckWords(brand.words, at + "/words", kLeastLoneWordBytes);
    CheckWords(brand.common_words, at + "/common_words", kLeastWordBytes);
    CheckOwners(brand.words, at + "/words", brand.id, owner_of_word_);
    CheckOwners(brand.common_words, at + "/common_words", brand.id, owner_of_word_);
    if (brand.domains.empty()) Complain(at + "/domains", "no domain; its own site would look like a fake");
    CheckDomains(brand.domains, at + "/domains");
    CheckOwners(brand.domains, at + "/domains", brand.id, owner_of_domain_);
  }

  void CheckWords(const std::vector<std::string>& words, const std::string& at, std::size_t least) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i];
      const std::string place = at + "/" + std::to_string(i);
      if (word.empty() || !std::all_of(word.begin(), word.end(), IsNameCharacter)) {
        Complain(place, "\"" + word + "\": expected a-z, 0-9 and hyphens only");
      } else if (word.size() < least && least == kLeastLoneWordBytes) {
        Complain(place, "\"" + word + "\": too short to count alone, move it to common_words");
      } else if (word.size() < least) {
        Complain(place, "\"" + word + "\": too short, it would be found everywhere");
      }
    }
  }

  void CheckDomains(const std::vector<std::string>& domains, const std::string& at) {
    for (std::size_t i = 0; i < domains.size(); ++i) {
      if (IsDomain(domains[i])) continue;
      Complain(at + "/" + std::to_string(i), "\"" + domains[i] + "\" is no host name");
    }
  }

  void CheckOwners(const std::vector<std::string>& values, const std::string& at, const std::string& id,
                   std::map<std::string, std::string>& owners) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto [owner, fresh] = owners.emplace(values[i], id);
      if (fresh) continue;
      const std::string whose = owner->second == id ? "stands here twice" : owner->second + " has it too";
      Complain(at + "/" + std::to_string(i), "\"" + values[i] + "\": " + whose);
    }
  }

  const pack::Brands& brands_;
  std::vector<Finding> findings_;
  std::map<std::string, std::string> owner_of_id_;
  std::map<std::string, std::string> owner_of_word_;
  std::map<std::string, std::string> owner_of_domain_;
};

}  // namespace

std::vector<Finding> LintBrands(const pack::Brands& brands) {
  return BrandLint(brands).Run();
}

}  // namespace watchword::author
