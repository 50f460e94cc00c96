// SPDX-License-Identifier: Apache-2.0
// Where people of a region find help with what a script does to them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "image/image.h"
#include "pack/pack.h"

namespace watchword::assess {

inline constexpr std::size_t kMaxHelpContacts = 4;
// The region of those who help everybody.
inline constexpr const char* kWorld = "world";

// Borrows the image.
class HelpContacts {
 public:
  // Error: kInvalid when a row points at what is not there.
  static Result<HelpContacts> Read(const image::Image& image);

  // Reads all of them: for whoever made the image. Error: kInvalid.
  Status Check() const;

  // Codes of ISO 3166-1, without the world.
  std::vector<std::string> Regions() const;

  // The region's that help with what the scheme does, what it names first coming first; the world's where the
  // region has none. For a discreet scheme, ways to write come before ways to call.
  std::vector<pack::HelpContact> Find(const pack::Scheme& scheme, std::string_view region) const;

 private:
  HelpContacts(std::span<const image::HelpRow> rows, std::string_view text) : rows_(rows), text_(text) {}
  std::string_view At(image::Span span) const { return text_.substr(span.offset, span.size); }
  Result<std::vector<pack::HelpContact>> ReadRow(const image::HelpRow& row) const;
  std::vector<pack::HelpContact> OfRegion(const pack::Scheme& scheme, std::string_view region) const;

  std::span<const image::HelpRow> rows_;
  std::string_view text_;
};

}  // namespace watchword::assess
