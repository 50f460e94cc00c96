// SPDX-License-Identifier: Apache-2.0
#include "tuf/metadata_store.h"

#include "tuf/names.h"

namespace watchword::tuf {

std::string MetadataStore::PathOf(const std::string& role) const {
  return folder_ + "/" + Quote(role) + ".json";
}

Result<std::string> MetadataStore::Read(const std::string& role, std::size_t max_bytes) const {
  return files_->Read(PathOf(role), max_bytes);
}

Status MetadataStore::Write(const std::string& role, std::string_view bytes) {
  return files_->Write(PathOf(role), bytes);
}

}  // namespace watchword::tuf
