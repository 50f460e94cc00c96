// SPDX-License-Identifier: Apache-2.0
#include "cli/browsers.h"

#include <filesystem>
#include <utility>

#include "base/json.h"
#include "cli/browser_table.h"

namespace watchword::cli {
namespace {

using base::JsonCursor;

constexpr std::size_t kMaxManifestBytes = 64 * 1024;

Result<Browser> ReadBrowser(const JsonCursor& from) {
  Browser browser;
  std::string family;
  for (const auto& [name, to] : {std::pair{"id", &browser.id},
                                 {"name", &browser.name},
                                 {"family", &family},
                                 {"profile", &browser.profile},
                                 {"user", &browser.user},
                                 {"system", &browser.system}}) {
    auto value = from.String(name);
    if (!value) return value.error();
    *to = *std::move(value);
  }
  browser.family = family == "firefox" ? Family::kFirefox : Family::kChromium;
  return browser;
}

Result<Sandboxed> ReadSandboxed(const JsonCursor& from) {
  auto name = from.String("name");
  auto folder = from.String("folder");
  auto advice = from.String("advice");
  if (!name || !folder || !advice) return from.Complaint("expected name, folder and advice");
  return Sandboxed{*std::move(name), *std::move(folder), *std::move(advice)};
}

Result<NativeProgram> ReadProgram(const JsonCursor& from) {
  auto name = from.String("name");
  auto program = from.String("program");
  auto description = from.String("description");
  if (!name || !program || !description) return from.Complaint("expected name, program and description");
  return NativeProgram{*std::move(name), *std::move(program), *std::move(description)};
}

template <typename T, typename Read>
Status ReadArray(const JsonCursor& from, const char* name, std::vector<T>& to, Read read) {
  const auto elements = from.Elements(name);
  if (!elements) return elements.error();
  for (const JsonCursor& element : *elements) {
    auto value = read(element);
    if (!value) return value.error();
    to.push_back(*std::move(value));
  }
  return {};
}

std::string Replace(std::string text, const std::string& mark, const std::string& value) {
  const auto at = text.find(mark);
  return at == std::string::npos ? text : text.replace(at, mark.size(), value);
}

// As the inside of a JSON string.
std::string Quoted(const std::string& value) {
  const std::string quoted = base::ToText(value);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Result<BrowserTable> ReadBrowserTable() {
  const auto json = base::ParseJson(kBrowserTable);
  if (!json) return json.error();
  const JsonCursor from(*json);
  const auto extensions = from.Member("extensions");
  if (!extensions) return extensions.error();
  auto chromium = extensions->String("chromium");
  if (!chromium) return chromium.error();
  auto firefox = extensions->String("firefox");
  if (!firefox) return firefox.error();
  BrowserTable table{.chromium_extension = *std::move(chromium), .firefox_extension = *std::move(firefox)};
  Status read = ReadArray(from, "programs", table.programs, ReadProgram);
  if (read) read = ReadArray(from, "browsers", table.browsers, ReadBrowser);
  if (read) read = ReadArray(from, "sandboxed", table.sandboxed, ReadSandboxed);
  if (read)
    read = ReadArray(from, "policies", table.policies, [](const JsonCursor& at) { return at.String(); });
  if (!read) return read.error();
  return table;
}

std::string RenderManifest(const BrowserTable& table, Family family, const NativeProgram& program,
                           const std::string& path) {
  const bool firefox = family == Family::kFirefox;
  std::string text = firefox ? kFirefoxManifest : kChromiumManifest;
  for (const auto& [mark, value] :
       {std::pair{"@NAME@", &program.name},
        {"@DESCRIPTION@", &program.description},
        {"@EXTENSION@", firefox ? &table.firefox_extension : &table.chromium_extension},
        {"@PROGRAM@", &path}}) {
    text = Replace(std::move(text), mark, Quoted(*value));
  }
  return text;
}

Owner OwnerOf(const std::string& manifest, const NativeProgram& program, const base::FileSystem& files) {
  if (files.Kind(manifest) == base::FileKind::kNone) return Owner::kNobody;
  const auto text = files.Read(manifest, kMaxManifestBytes);
  if (!text) return Owner::kForeign;
  const auto json = base::ParseJson(*text);
  if (!json) return Owner::kForeign;
  const auto path = JsonCursor(*json).String("path");
  const bool ours = path && std::filesystem::path(*path).filename() == program.program;
  return ours ? Owner::kUs : Owner::kForeign;
}

Status InstallManifest(const std::string& path, const NativeProgram& program, const std::string& text,
                       base::FileSystem& files) {
  if (OwnerOf(path, program, files) == Owner::kForeign) {
    return Error{ErrorCode::kForeign,
                 path + ": belongs to another program, left as it is; move it away to go on"};
  }
  return files.Write(path, text);
}

Status RemoveManifest(const std::string& path, const NativeProgram& program, base::FileSystem& files) {
  const Owner owner = OwnerOf(path, program, files);
  if (owner == Owner::kNobody) return {};
  if (owner == Owner::kForeign) {
    return Error{ErrorCode::kForeign, path + ": belongs to another program, left as it is"};
  }
  return files.Remove(path);
}

}  // namespace watchword::cli
