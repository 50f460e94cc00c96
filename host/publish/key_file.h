// SPDX-License-Identifier: Apache-2.0
// Keys as publishers name them: by file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "publish/repository.h"

namespace watchword::publish {

// Of a key that is here, or of one whose owner keeps it elsewhere and gave its public part.
struct KeyFile {
  std::string path;
  PublicPart part;
  std::optional<SigningKey> signer;  // none for a public part
};

using KeyFiles = std::vector<KeyFile>;

// PEM (PKCS#8) or the JSON of ToText, told apart by how they begin. Errors: kNotFound, kIo, kInvalid; they
// name the path.
Result<KeyFiles> LoadKeys(const base::FileSystem& files, const std::vector<std::string>& paths);

// The public part as a file: {"keytype", "scheme", "keyval"}, its id is computed from it.
std::string ToText(const PublicPart& part);

// Those that can sign.
std::vector<SigningKey> SignersOf(const KeyFiles& keys);

// Who signs for a role from now on. Error: kInvalid when there are fewer keys than are needed, or one is
// named twice; `role` is named.
Result<Signers> MakeSigners(const std::string& role, const KeyFiles& keys, int threshold);

// Whether each of these keys counts for the role as it is now. Error: kInvalid, which names the file and the
// role; kNotFound when there is no such role.
Status CheckCounts(const Repository& repository, const std::string& role, const KeyFiles& keys);

}  // namespace watchword::publish
