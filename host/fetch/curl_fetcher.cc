// SPDX-License-Identifier: Apache-2.0
#include "fetch/curl_fetcher.h"

#include <curl/curl.h>

#include <array>
#include <string_view>
#include <utility>

#include "base/version.h"

namespace watchword::fetch {
namespace {

std::string UserAgent() {
  const std::string_view version = base::kVersion;
  return "watchword/" + std::string(version.substr(0, version.find('.')));
}

struct Body {
  std::string bytes;
  std::size_t most = 0;
  bool is_too_large = false;
};

// Less than `size` tells libcurl to hang up.
std::size_t Append(const char* block, std::size_t /*one*/, std::size_t size, void* to) {
  auto& body = *static_cast<Body*>(to);
  if (size > body.most - body.bytes.size()) {
    body.is_too_large = true;
    return 0;
  }
  body.bytes.append(block, size);
  return size;
}

// For the life of the program.
void StartLibrary() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(started);
}

void SetManners(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_USERAGENT, UserAgent().c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_FAILONERROR, 1L);  // the page that says "404" is not wanted
  curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);   // ".." is part of a name, not a way
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
}

void SetPatience(CURL* handle, const Patience& patience) {
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(patience.connect.count()));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(patience.slow.count()));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, patience.slow_bytes_per_second);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(patience.whole.count()));
}

Error TooLarge(const std::string& url, std::size_t most) {
  return Error{ErrorCode::kTooLarge, url + ": more than " + std::to_string(most) + " bytes"};
}

Error StatusError(const std::string& url, long status) {
  const bool is_missing = status == 404 || status == 403;
  return Error{is_missing ? ErrorCode::kNotFound : ErrorCode::kIo,
               url + ": the server says " + std::to_string(status)};
}

}  // namespace

CurlFetcher::CurlFetcher(Patience patience, std::string ca_file)
    : patience_(patience), ca_file_(std::move(ca_file)), handle_(nullptr, &curl_easy_cleanup) {
  StartLibrary();
  handle_.reset(curl_easy_init());
}

Result<std::string> CurlFetcher::Fetch(const std::string& url, std::size_t max_bytes) {
  CURL* handle = handle_.get();
  if (handle == nullptr) return Error{ErrorCode::kIo, url + ": libcurl does not start"};
  Body body{.bytes = {}, .most = max_bytes};
  std::array<char, CURL_ERROR_SIZE> why{};
  curl_easy_reset(handle);
  SetManners(handle);
  SetPatience(handle, patience_);
  if (!ca_file_.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file_.c_str());
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, why.data());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
  const CURLcode code = curl_easy_perform(handle);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, nullptr);
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_HTTP_RETURNED_ERROR) return StatusError(url, status);
  if (body.is_too_large) return TooLarge(url, max_bytes);
  if (code != CURLE_OK)
    return Error{ErrorCode::kIo, url + ": " + (why[0] != '\0' ? why.data() : curl_easy_strerror(code))};
  if (status != 200) return StatusError(url, status);
  return std::move(body.bytes);
}

}  // namespace watchword::fetch
