// SPDX-License-Identifier: Apache-2.0
// Names that look like a brand's.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "domain/look_alike.h"
#include "domain/public_suffixes.h"
#include "image/image.h"
#include "pack/pack.h"

namespace watchword::assess {

// Reads what the image knows of brands when it is first asked: most starts never ask. Borrows the image. May
// be asked by several threads.
class Imitations {
 public:
  explicit Imitations(const image::Image& image);

  // Whose name the host's looks like, and how. Nothing for a brand's own names, and when the image knows
  // none.
  std::optional<domain::LookAlike> Find(const domain::HostName& host) const;

  // Whether what the image says of brands can be read: for whoever made it. Error: kInvalid.
  Status Check() const;

 private:
  struct Known;
  static Result<Known> Read(std::string_view brands, std::string_view suffixes);
  const Known* known() const;

  struct Kept {
    std::once_flag once;
    std::shared_ptr<const Known> known;  // null when it cannot be read
  };
  std::string_view brands_;
  std::string_view suffixes_;
  std::unique_ptr<Kept> kept_;
};

// What a pack says about brands as host names are compared with it.
domain::BrandList BrandListOf(pack::Brands from);

// "typo", "subdomain" …: a word for each likeness.
const char* NameOf(domain::Likeness how);

}  // namespace watchword::assess
