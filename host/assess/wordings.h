// SPDX-License-Identifier: Apache-2.0
// The wordings of a pack. Each is read when somebody first needs it.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "image/image.h"
#include "pack/pack.h"

namespace watchword::assess {

// Borrows the image. May be asked by several threads.
class Wordings {
 public:
  // Errors: kInvalid when a row points at what is not there; "the pack has no wording".
  static Result<Wordings> Read(const image::Image& image);

  // Reads all of them: for whoever made the image. Error: kInvalid.
  Status Check() const;

  // Tags, in the order of the pack.
  std::vector<std::string> Languages() const;

  // In the first of `languages` that is there, else the first of all; empty when it cannot be read.
  const pack::Wording& Find(const std::vector<std::string>& languages) const;

 private:
  struct Kept {
    std::once_flag once;
    pack::Wording wording;
  };

  Wordings(std::span<const image::WordingRow> rows, std::string_view text)
      : rows_(rows), text_(text), kept_(std::make_unique<Kept[]>(rows.size())) {}
  std::string_view At(image::Span span) const { return text_.substr(span.offset, span.size); }
  std::size_t PlaceOf(const std::vector<std::string>& languages) const;

  std::span<const image::WordingRow> rows_;
  std::string_view text_;
  std::unique_ptr<Kept[]> kept_;
};

}  // namespace watchword::assess
