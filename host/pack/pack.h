// SPDX-License-Identifier: Apache-2.0
// Everything a pattern pack says, as plain values.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace watchword::pack {

enum class Weight { kCue, kWeak, kMedium, kStrong };
enum class Speaker { kThem, kMe, kPage };

struct Stage {
  std::string id;
  bool chat_only = false;  // small talk: means nothing on a page
  bool urgent = false;     // money, passport or travel is asked for
};

// One script, its stages in the order they are played.
struct Scheme {
  std::string id;
  std::vector<Stage> stages;
  std::vector<std::string> kin;  // schemes whose evidence counts for this one too
  bool discreet = false;         // a trace of it could harm the person: nothing of it is remembered
  std::vector<std::string> helps = {"loss"};  // the kinds of HelpContact that fit, best first
};

// How evidence becomes a probability (docs/decisions/0005).
struct Model {
  double cue = 0;  // in conversations; on a page it means nothing
  double weak = 0;
  double medium = 0;
  double strong = 0;
  double repeat = 0;        // share of a stage's further rules that counts
  double repeat_limit = 0;  // at most this much more for them
  double order = 0;         // for each stage reached after an earlier one
  double order_limit = 0;
  double urgent = 0;        // for strong evidence of an urgent stage
  double contact = 0;       // an account or a wallet that somebody gives, in conversations
  double trading_name = 0;  // an account named for trading that somebody speaks of, in conversations
  double suppressed = 0;    // factor where the text talks about scams
  double midpoint = 0;      // score of probability one half
  double steepness = 0;
  double notice = 0;  // least probabilities of the levels
  double caution = 0;
  double danger = 0;

  bool operator==(const Model&) const = default;
};

struct Rule {
  std::string id;
  std::string scheme;
  std::string stage;
  std::string language;
  std::string reason;
  Weight weight = Weight::kWeak;
  Speaker said_by = Speaker::kThem;
  double points = 0;  // what it weighs where that was measured; 0: what the model says of its class
  std::vector<std::string> phrases;
};

struct SchemeWording {
  std::string name;
  std::string title;
  std::vector<std::string> advice;
  std::string test;
  std::string fine_if;
};

struct StageWording {
  std::string step;
  std::string next;
};

// Every sentence about scams in one language.
struct Wording {
  std::string language;
  std::map<std::string, std::string> levels;
  std::map<std::string, SchemeWording> schemes;
  std::map<std::string, StageWording> stages;  // by "scheme/stage"
  std::map<std::string, std::string> reasons;
};

// Where people find help. Members that are not known are empty, but one of phone, text and url is there.
struct HelpContact {
  std::vector<std::string> helps;  // loss, captivity, job
  std::string name;
  std::string phone;
  std::string text;  // a number for SMS, or a messenger with its number
  std::string url;
  std::string hours;
  std::string grade;    // V: seen on an official page, N: in news that name the service
  std::string source;   // where it was seen
  std::string seen;     // how old that was: YYYY, YYYY-MM or undated
  std::string checked;  // YYYY-MM-DD
};

// Names that a list has had since one day.
struct DomainGroup {
  std::string since;  // YYYY-MM-DD
  std::string
      names;  // one a line, sorted: "name.example", or "name.example/path" for a part of a shared host
};

// Whose list it is, and what is on it.
struct DomainList {
  std::string id;
  std::string title;    // for people: who says so
  std::string source;   // where it comes from
  std::string licence;  // SPDX
  std::vector<DomainGroup> groups;
};

// A name that scams imitate.
struct Brand {
  std::string id;
  std::string name;
  std::string kind;                       // exchange, bank, courier …
  std::vector<std::string> words;         // lower-case ASCII; each says the brand alone
  std::vector<std::string> common_words;  // short or ordinary: only with bait or digits
  std::vector<std::string> domains;       // all that are its own, the best known first
};

struct Brands {
  std::vector<std::string> bait;       // what impostors add to a brand's name
  std::vector<std::string> weak_bait;  // what honest names have too
  std::vector<std::string> ordinary;   // honest words that are a letter or two away from a brand's
  std::vector<std::string> tenants;    // domains below which a customer's name is usual
  std::vector<Brand> brands;
};

using WordLists = std::map<std::string, std::vector<std::string>, std::less<>>;

// A pack that was merged into another, or was to be.
struct Addition {
  std::string name;  // under which it was installed: lang-de, acme.fraud
  int version = 0;
  std::string left_out;  // why it is not in; empty when it is
};

struct PackInfo {
  std::string id;
  int version = 0;
  std::string minimum_host;
  std::string built;                // YYYY-MM-DD
  std::string adds_to;              // the id of a base pack; empty for a pack that stands alone
  std::vector<Addition> additions;  // of a merged pack, in order (merge.h); never in a file
};

struct Pack {
  PackInfo info;
  std::vector<Scheme> schemes;
  Model model;
  std::vector<std::string> trading_words;  // in the names of accounts that trade for others: "invest", "fx"
  std::vector<Rule> rules;
  std::map<std::string, std::vector<std::string>> register_phrases;  // by language
  std::map<std::string, WordLists> lists;                            // by language
  WordLists units;                                                   // words of {amount} and its kin
  std::map<std::string, double, std::less<>> frequency;  // of the phrases' words in a million ordinary ones
  std::vector<Wording> wording;
  std::vector<DomainList> domains;
  std::string good_names;       // never called bad; one a line, sorted
  std::string public_suffixes;  // as publicsuffix.org writes them, or empty
  Brands brands;
  std::map<std::string, std::vector<HelpContact>> help;  // by region: ISO 3166-1, or "world"
};

}  // namespace watchword::pack
