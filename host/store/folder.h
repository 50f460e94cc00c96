// SPDX-License-Identifier: Apache-2.0
// An open folder that belongs to this user alone.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace watchword::store {

// $XDG_DATA_HOME/watchword, else ~/.local/share/watchword. Error: kNotFound when neither is known.
Result<std::string> DataFolder();

// A descriptor, closed at the end. Moving leaves nothing behind.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  int number() const { return number_; }
  // The file system may tell only now that it lost what was written. Error: kIo.
  Status Close(const std::string& what);

 private:
  int number_;
};

// A folder, and the path it had when it was opened, for messages and for those who open files by name.
class Folder {
 public:
  // Errors: kNotFound; kForeign when it is a link, or another user could write there; kIo.
  static Result<Folder> Open(const std::string& path);
  // Makes it, and the folders above it, if they are not there. Errors: those of Open.
  static Result<Folder> Make(const std::string& path);

  // A folder in this one. The same errors.
  Result<Folder> OpenBelow(const std::string& name) const;
  Result<Folder> MakeBelow(const std::string& name) const;

  int number() const { return descriptor_.number(); }
  const std::string& path() const { return path_; }
  std::string At(const std::string& name) const { return path_ + "/" + name; }

 private:
  Folder(Descriptor descriptor, std::string path)
      : descriptor_(std::move(descriptor)), path_(std::move(path)) {}
  static Result<Folder> OpenAt(int above, const std::string& name, const std::string& path);

  Descriptor descriptor_;
  std::string path_;
};

}  // namespace watchword::store
