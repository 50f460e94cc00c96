// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>

#include "base/json.h"
#include "cli/command.h"
#include "publish/key_file.h"

namespace watchword::cli {
namespace {

struct Options {
  std::string file;
  std::string public_file;
  bool json = false;
};

void MakeKey(const Options& options, CommandContext& context) {
  const auto key = publish::SigningKey::Generate();
  if (!key) return Fail(context, key.error());
  if (const Status saved = key->Save(options.file); !saved) return Fail(context, saved.error());
  if (!options.public_file.empty()) {
    const Status written = context.files.Write(options.public_file, publish::ToText(key->public_part()));
    if (!written) {
      // Nobody knows this key yet.
      static_cast<void>(context.files.Remove(options.file));
      return Fail(context, written.error());
    }
  }
  const std::string& id = key->public_part().id;
  context.out << (options.json ? base::ToText({{"file", options.file}, {"keyid", id}}) : id) << '\n';
}

}  // namespace

void AddPackKeygen(CLI::App& pack, CommandContext& context) {
  auto* command = pack.add_subcommand("keygen", "make a key that signs, and print its id");
  auto options = std::make_shared<Options>();
  command->add_option("file", options->file, "PEM file to write; only you can read it")->required();
  command->add_option("--public", options->public_file, "JSON file to write, to be given to others");
  command->add_flag("--json", options->json, "one JSON object");
  command->callback([options, &context] { MakeKey(*options, context); });
}

}  // namespace watchword::cli
