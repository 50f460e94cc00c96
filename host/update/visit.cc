// SPDX-License-Identifier: Apache-2.0
#include "update/visit.h"

#include <algorithm>
#include <utility>

#include "pack/envelope.h"
#include "update/obtain.h"
#include "update/offer.h"

namespace watchword::update {
namespace {

constexpr std::size_t kMaxNamesBytes = 16 * 1024 * 1024;

std::string FolderOf(const Repository& repository, const Here& here) {
  return here.metadata_folder + "/" + repository.name;
}

std::string NamesFile(const Repository& repository, const Here& here) {
  return FolderOf(repository, here) + "/" + kNeverFlagTarget;
}

// One repository at one time.
class Visitor {
 public:
  Visitor(const Repository& repository, const Here& here, tuf::Client client)
      : repository_(repository), here_(here), client_(std::move(client)) {}

  Visit Run() {
    if (repository_.is_first) {
      if (Status kept = KeepNames(); !kept) nothing_comes_ = visit_.failure = kept.error();
    }
    for (const std::string& pack : repository_.packs) Ask(pack);
    return std::move(visit_);
  }

 private:
  Status KeepNames() {
    const std::string kept = KeptNames(repository_, here_);
    const auto names = FindNeverFlag(client_, kept);
    if (!names) return names.error();
    return *names == kept ? Status() : here_.files->Write(NamesFile(repository_, here_), *names);
  }

  void Ask(const std::string& pack) {
    PackNews news{.name = repository_.NameOf(pack)};
    if (const store::Located* live = FindLive(news.name)) news.version = static_cast<int>(live->head.version);
    const Status asked = nothing_comes_ ? Status(*nothing_comes_) : Look(pack, news);
    if (!asked) {
      news.state = State::kFailed;
      news.why = asked.error().message;
      if (news.name == store::kBase) visit_.failure = asked.error();
    }
    visit_.packs.push_back(std::move(news));
  }

  const store::Located* FindLive(const std::string& name) const {
    const auto found = std::find_if(here_.live->begin(), here_.live->end(),
                                    [&name](const store::Located& one) { return one.name == name; });
    return found == here_.live->end() ? nullptr : &*found;
  }

  Status Look(const std::string& pack, PackNews& news) {
    const auto offer = FindOffer(client_, pack);
    if (!offer) return offer.error();
    visit_.min_wait_s = std::max(visit_.min_wait_s, offer->min_wait_s);
    news.state = Weigh(*offer, news);
    if (news.state != State::kInstalled) return {};
    news.state = State::kFailed;
    return Fetch(*offer, news);
  }

  // kInstalled when it is to be.
  State Weigh(const Offer& offer, PackNews& news) const {
    const store::Located* live = FindLive(news.name);
    if ((live != nullptr && live->identity == offer.body_sha256) || offer.version <= news.version)
      return State::kCurrent;
    if (store::Refuses(*here_.state, offer.body_sha256)) return State::kRefused;
    if (!HasReached(offer, here_.state->bucket, here_.now)) return State::kNotYet;
    const auto known = here_.state->left_out.find(news.name);
    const bool is_known = known != here_.state->left_out.end() && news.name != store::kBase &&
                          known->second.identity == offer.body_sha256 && known->second.beside == here_.beside;
    if (!is_known) return State::kInstalled;
    news.why = known->second.why;
    return State::kLeftOut;
  }

  // What a delta leads from; without it the whole pack is taken.
  std::string ReadLive(const std::string& name) const {
    const store::Located* live = FindLive(name);
    if (live == nullptr) return "";
    auto bytes = here_.files->Read(live->path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
    return bytes ? *std::move(bytes) : "";
  }

  Status Fetch(const Offer& offer, PackNews& news) {
    auto obtained = Obtain(client_, offer, ReadLive(news.name));
    if (!obtained) return obtained.error();
    news.candidate = Candidate{.file = std::move(obtained->file),
                               .version = offer.version,
                               .identity = offer.body_sha256,
                               .may_shrink = offer.allow_fewer,
                               .downloaded = obtained->downloaded,
                               .by_delta = obtained->by_delta};
    return {};
  }

  const Repository& repository_;
  const Here& here_;
  tuf::Client client_;
  std::optional<Error> nothing_comes_;
  Visit visit_;
};

}  // namespace

const char* NameOf(State state) {
  switch (state) {
    case State::kInstalled:
      return "installed";
    case State::kCurrent:
      return "current";
    case State::kNotYet:
      return "not_yet";
    case State::kRefused:
      return "refused";
    case State::kNotDue:
      return "not_due";
    case State::kBusy:
      return "busy";
    case State::kLeftOut:
      return "left_out";
    case State::kFailed:
      return "failed";
    case State::kRemoved:
      return "removed";
  }
  return "";
}

std::string KeptNames(const Repository& repository, const Here& here) {
  auto names = here.files->Read(NamesFile(repository, here), kMaxNamesBytes);
  return names ? *std::move(names) : "";
}

Visit VisitRepository(const Repository& repository, tuf::Fetcher& fetcher, const Here& here) {
  const tuf::Source source{repository.mirrors, &fetcher, here.files, FolderOf(repository, here)};
  if (const Status kept = tuf::KeepFirstRoot(source, repository.first_root); !kept)
    return {.failure = kept.error()};
  auto client = tuf::Client::Refresh(source, here.now);
  if (!client) return {.failure = client.error()};
  return Visitor(repository, here, *std::move(client)).Run();
}

}  // namespace watchword::update
