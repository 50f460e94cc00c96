// SPDX-License-Identifier: Apache-2.0
#include "update/obtain.h"

#include <algorithm>
#include <utility>

#include "delta/delta.h"
#include "tuf/digest.h"

namespace watchword::update {
namespace {

Status CheckBody(const std::string& body, const Offer& offer) {
  if (body.size() != offer.body_length || tuf::Sha256Hex(body) != offer.body_sha256)
    return Error{ErrorCode::kInvalid, offer.path + ": its body is not the one that was signed"};
  return {};
}

const DeltaOffer* FindDelta(const Offer& offer, const std::string& body) {
  const std::string sha256 = tuf::Sha256Hex(body);
  const auto found = std::find_if(offer.deltas.begin(), offer.deltas.end(),
                                  [&](const DeltaOffer& one) { return one.from_sha256 == sha256; });
  return found == offer.deltas.end() ? nullptr : &*found;
}

Result<Obtained> ObtainByDelta(tuf::Client& client, const Offer& offer, const std::string& live) {
  const auto verified = pack::Verify(live);
  if (!verified) return verified.error();
  const DeltaOffer* found = FindDelta(offer, verified->body());
  if (found == nullptr) return Error{ErrorCode::kNotFound, "no delta leads from the live pack"};
  const auto target = client.FindTarget(found->path);
  if (!target) return target.error();
  const auto bytes = client.Download(*target);
  if (!bytes) return bytes.error();
  const auto body = delta::Apply(*bytes, verified->body(), offer.body_length);
  if (!body) return body.error();
  if (const Status right = CheckBody(*body, offer); !right) return right.error();
  auto file = pack::Seal(*body, static_cast<std::uint32_t>(offer.version), pack::Effort::kLocal);
  if (!file) return file.error();
  return Obtained{*std::move(file), bytes->size(), true};
}

}  // namespace

Result<Obtained> Obtain(tuf::Client& client, const Offer& offer, const std::string& live) {
  if (!live.empty() && !offer.deltas.empty()) {
    auto by_delta = ObtainByDelta(client, offer, live);
    if (by_delta) return by_delta;
  }
  auto file = client.Download(offer.target);
  if (!file) return file.error();
  const auto verified = pack::Verify(*file);
  if (!verified) return Context(offer.path, verified.error());
  if (const Status right = CheckBody(verified->body(), offer); !right) return right.error();
  const std::size_t bytes = file->size();
  return Obtained{*std::move(file), bytes, false};
}

}  // namespace watchword::update
