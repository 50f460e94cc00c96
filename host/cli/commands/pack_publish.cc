// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/publishing.h"
#include "pack/envelope.h"
#include "publish/pack_offer.h"
#include "publish/roles.h"
#include "tuf/metadata.h"

namespace watchword::cli {
namespace {

constexpr int kMostHours = 24 * 30;
constexpr std::int64_t kMostWait = 7 * 24 * 60 * 60;  // clients obey no more

struct Options : RepositoryOptions {
  std::string file;
  Paths keys;
  publish::PackOffer offer;
};

Status Sign(publish::Repository& repository, const Options& options, const publish::TopKeys& top,
            const publish::KeyFiles& keys) {
  const std::string& role = options.offer.role;
  if (Status counts = publish::CheckCounts(repository, role, keys); !counts) return counts;
  if (Status counts = publish::CheckCounts(repository, tuf::kSnapshot, top.snapshot); !counts) return counts;
  if (Status counts = publish::CheckCounts(repository, tuf::kTimestamp, top.timestamp); !counts)
    return counts;
  const base::Time now = Now();
  const publish::Lifetimes& lifetimes = options.lifetimes;
  repository.SetExpiry(role, now + (role == tuf::kTargets ? lifetimes.targets : lifetimes.role));
  if (Status done = repository.Sign(role, publish::SignersOf(keys)); !done) return done;
  return repository.SignTop({publish::SignersOf(top.snapshot), publish::SignersOf(top.timestamp)},
                            now + lifetimes.snapshot, now + lifetimes.timestamp);
}

Tale TaleOf(const publish::OfferedPack& offered) {
  const std::string deltas = offered.deltas == 1 ? "1 delta" : std::to_string(offered.deltas) + " deltas";
  return {.line = offered.path + ": version " + std::to_string(offered.version) + ", " +
                  std::to_string(offered.bytes) + " bytes, " + deltas,
          .facts = {{"path", offered.path},
                    {"version", offered.version},
                    {"bytes", offered.bytes},
                    {"deltas", offered.deltas}}};
}

void Publish(const Options& options, CommandContext& context) {
  const auto bytes = context.files.Read(options.file, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  if (!bytes) return Fail(context, bytes.error());
  auto opened = OpenRepository(options.folder, context);
  if (!opened) return Fail(context, opened.error());
  const auto top = LoadTopKeys(options, {}, context);
  if (!top) return Fail(context, top.error());
  const auto keys = publish::LoadKeys(context.files, options.keys);
  if (!keys) return Fail(context, keys.error());
  publish::Repository& repository = opened->repository;
  const auto offered =
      publish::OfferPack(repository, context.files, options.folder, *bytes, options.offer, Now());
  if (!offered) return Fail(context, Context(options.file, offered.error()));
  if (const Status done = Sign(repository, options, *top, *keys); !done) return Fail(context, done.error());
  Finish(repository, options, TaleOf(*offered), context);
}

}  // namespace

void AddPackPublish(CLI::App& pack, CommandContext& context) {
  auto* command = pack.add_subcommand("publish", "offer a pack to everybody who follows a repository");
  auto options = std::make_shared<Options>();
  command->add_option("file", options->file, "the pack")->required();
  AddRepositoryOptions(*command, *options);
  AddKeys(*command, "--key", "the role that signs for the pack", options->keys)->required();
  publish::PackOffer& offer = options->offer;
  command->add_option("--role", offer.role, "who signs for it (base)");
  command->add_option("--name", offer.name, "packs/NAME/NAME.pack is its path (base)");
  command->add_option("--rollout-hours", offer.rollout_hours, "in which clients take it, a part at a time")
      ->check(CLI::Range(1, kMostHours));
  command->add_flag("--allow-fewer", offer.allow_fewer,
                    "clients take it though it has less than half of the rules or names they have");
  command
      ->add_option("--min-wait", offer.min_wait_s, "seconds that clients wait at least before they ask again")
      ->check(CLI::Range(std::int64_t{0}, kMostWait));
  AddDays(*command, "--expires-role", "the role", options->lifetimes.role);
  command->callback([options, &context] { Publish(*options, context); });
}

}  // namespace watchword::cli
