// SPDX-License-Identifier: Apache-2.0
#include "image/checked.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/stream.h"
#include "image/format.h"

namespace watchword::image {
namespace {

constexpr std::size_t kMaxNoteBytes = 512;

std::string Moment(const timespec& time) {
  return std::to_string(time.tv_sec) + "." + std::to_string(time.tv_nsec);
}

// The whole note: it is compared, not read.
std::string Text(std::string_view key, const struct stat& facts) {
  return "checked " + std::to_string(kFormat) + " " + std::string(key) + " inode " +
         std::to_string(facts.st_ino) + " bytes " + std::to_string(facts.st_size) + " written " +
         Moment(facts.st_mtim) + " changed " + Moment(facts.st_ctim) + "\n";
}

Status WriteNew(const std::string& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return Error{ErrorCode::kIo, path + ": " + std::strerror(errno)};
  const Status written = base::DescriptorStream(-1, file).Write(text);
  ::close(file);
  return written;
}

bool IsOursAlone(int file) {
  struct stat facts {};
  return ::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_uid == ::geteuid() &&
         (facts.st_mode & 0777) == 0600;
}

std::string ReadNote(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return "";
  std::array<char, kMaxNoteBytes> text{};
  const ssize_t size = IsOursAlone(file) ? ::read(file, text.data(), text.size()) : 0;
  ::close(file);
  return {text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

}  // namespace

std::string NoteFor(const std::string& path) {
  return path + ".checked";
}

bool IsNoted(const std::string& path, std::string_view key, const struct stat& facts) {
  return ReadNote(NoteFor(path)) == Text(key, facts);
}

Status Note(const std::string& path, std::string_view key, const struct stat& facts) {
  const std::string note = NoteFor(path);
  const std::string unfinished = note + ".new-" + std::to_string(::getpid());
  ::unlink(unfinished.c_str());
  const Status written = WriteNew(unfinished, Text(key, facts));
  if (written && ::rename(unfinished.c_str(), note.c_str()) == 0) return {};
  const Error error = written ? Error{ErrorCode::kIo, note + ": " + std::strerror(errno)} : written.error();
  ::unlink(unfinished.c_str());
  return error;
}

bool IsSame(const struct stat& one, const struct stat& other) {
  return Text("", one) == Text("", other);
}

}  // namespace watchword::image
