// SPDX-License-Identifier: Apache-2.0
#include "update/fetch_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <vector>

#include "fetch/curl_fetcher.h"
#include "sandbox/profile.h"

namespace watchword::update {
namespace {

// Longer than the fetcher's own patience for one file.
constexpr int kSilenceMs = 310'000;

// What a C library and OpenSSL read when they look for a server and its certificates.
const std::vector<std::string> kNetworkFiles = {"/etc/resolv.conf",
                                                "/etc/hosts",
                                                "/etc/nsswitch.conf",
                                                "/etc/gai.conf",
                                                "/etc/host.conf",
                                                "/etc/services",
                                                "/run/systemd/resolve",
                                                "/etc/ssl",
                                                "/usr/share/ca-certificates",
                                                "/usr/lib/ssl",
                                                "/etc/pki",
                                                "/etc/ca-certificates",
                                                "/usr/lib",
                                                "/lib",
                                                "/etc/ld.so.cache"};

// A child that says nothing is not waited for without end.
class ImpatientStream final : public base::ByteStream {
 public:
  ImpatientStream(int in, int out) : stream_(in, out), in_(in) {}

  Result<std::size_t> Read(std::span<char> into) override {
    pollfd wait{in_, POLLIN, 0};
    int seen = 0;
    do {
      seen = ::poll(&wait, 1, kSilenceMs);
    } while (seen < 0 && errno == EINTR);
    if (seen == 0) return Error{ErrorCode::kIo, "says nothing"};
    return stream_.Read(into);
  }
  Status Write(std::string_view bytes) override { return stream_.Write(bytes); }

 private:
  base::DescriptorStream stream_;
  int in_;
};

// A pipe of a fetcher that was started before would keep that one from seeing its end.
void KeepOnly(int in, int out) {
  const auto low = static_cast<unsigned>(std::min(in, out));
  const auto high = static_cast<unsigned>(std::max(in, out));
  if (low > 3) ::close_range(3, low - 1, 0);
  if (high > low + 1) ::close_range(low + 1, high - 1, 0);
  ::close_range(high + 1, ~0U, 0);
}

[[noreturn]] void BeFetcher(int in, int out, pid_t parent, const std::string& ca_file) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  KeepOnly(in, out);
  fetch::CurlFetcher fetcher({}, ca_file);
  std::vector<std::string> files = kNetworkFiles;
  if (!ca_file.empty()) files.push_back(ca_file);
  if (!sandbox::EnterFetcher(files)) ::_exit(1);
  base::DescriptorStream pipe(in, out);
  ::_exit(tuf::ServeFetches(pipe, fetcher) ? 0 : 1);
}

Error Failed(const char* what) {
  return {ErrorCode::kIo, std::string("the fetcher: ") + what + ": " + std::strerror(errno)};
}

}  // namespace

FetchProcess::FetchProcess(pid_t child, int to, int from)
    : child_(child),
      to_(to),
      from_(from),
      pipe_(std::make_unique<ImpatientStream>(from, to)),
      fetcher_(*pipe_) {}

Result<std::unique_ptr<FetchProcess>> FetchProcess::Start(const std::string& ca_file) {
  std::array<int, 2> requests{};
  std::array<int, 2> answers{};
  if (::pipe2(requests.data(), O_CLOEXEC) != 0) return Failed("pipe");
  if (::pipe2(answers.data(), O_CLOEXEC) != 0) {
    ::close(requests[0]);
    ::close(requests[1]);
    return Failed("pipe");
  }
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(requests[1]);
    ::close(answers[0]);
    BeFetcher(requests[0], answers[1], parent, ca_file);
  }
  ::close(requests[0]);
  ::close(answers[1]);
  if (child < 0) {
    ::close(requests[1]);
    ::close(answers[0]);
    return Failed("fork");
  }
  return std::unique_ptr<FetchProcess>(new FetchProcess(child, requests[1], answers[0]));
}

FetchProcess::~FetchProcess() {
  ::close(to_);
  ::close(from_);
  ::kill(child_, SIGKILL);
  while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace watchword::update
