// SPDX-License-Identifier: Apache-2.0
#include "fetch/curl_fetcher.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

#include "support/loopback_server.h"

namespace watchword::fetch {
namespace {

using namespace std::chrono_literals;
using test::HttpAnswer;
using test::LoopbackServer;
using Connection = LoopbackServer::Connection;

constexpr std::size_t kPlenty = 1'000'000;

// Impatient enough for a test.
CurlFetcher Fetcher() {
  return CurlFetcher({.connect = 2000ms, .slow = 1s, .slow_bytes_per_second = 1024, .whole = 5000ms});
}

std::function<void(const Connection&)> Always(std::string answer) {
  return [answer = std::move(answer)](const Connection& connection) { connection.Send(answer); };
}

double SecondsOf(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST(CurlFetcher, BringsAFile) {
  const LoopbackServer server(Always(HttpAnswer(200, "the file")));
  auto fetcher = Fetcher();
  const auto bytes = fetcher.Fetch(server.At("/a"), kPlenty);
  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_EQ(*bytes, "the file");
}

TEST(CurlFetcher, SaysNothingAboutWhoAsks) {
  std::string request;
  {
    const LoopbackServer server([&](const Connection& connection) {
      request = connection.request;
      connection.Send(HttpAnswer(200, "", "Set-Cookie: id=1\r\n"));
    });
    auto fetcher = Fetcher();
    EXPECT_TRUE(fetcher.Fetch(server.At("/a%2Fb/../c"), kPlenty));
    EXPECT_TRUE(fetcher.Fetch(server.At("/a%2Fb/../c"), kPlenty));
  }
  const auto host = request.find("Host: ");
  const auto end = request.find("\r\n", host);
  EXPECT_EQ(request.replace(host, end - host, "Host"),
            "GET /a%2Fb/../c HTTP/1.1\r\nHost\r\nUser-Agent: watchword/0\r\nAccept: */*\r\n\r\n");
}

TEST(CurlFetcher, AFileThatIsNotThereIsToldFromOtherTrouble) {
  for (const auto& [status, code] :
       {std::pair{404, ErrorCode::kNotFound}, std::pair{403, ErrorCode::kNotFound},
        std::pair{500, ErrorCode::kIo}, std::pair{503, ErrorCode::kIo}, std::pair{410, ErrorCode::kIo},
        std::pair{206, ErrorCode::kIo}}) {
    const LoopbackServer server(Always(HttpAnswer(status, "a page")));
    auto fetcher = Fetcher();
    const auto bytes = fetcher.Fetch(server.At("/a"), kPlenty);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, code) << status;
    EXPECT_EQ(bytes.error().message, server.At("/a") + ": the server says " + std::to_string(status));
  }
}

TEST(CurlFetcher, FollowsNobodyElsewhere) {
  std::atomic<int> requests = 0;
  const LoopbackServer server([&](const Connection& connection) {
    ++requests;
    connection.Send(HttpAnswer(302, "", "Location: /b\r\n"));
  });
  auto fetcher = Fetcher();
  const auto bytes = fetcher.Fetch(server.At("/a"), kPlenty);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().message, server.At("/a") + ": the server says 302");
  EXPECT_EQ(requests, 1);
}

TEST(CurlFetcher, CutsEndlessDataAtTheCap) {
  const LoopbackServer server([](const Connection& connection) {
    connection.Send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    while (connection.Send(std::string(1000, 'x'))) {
    }
  });
  auto fetcher = Fetcher();
  const auto bytes = fetcher.Fetch(server.At("/a"), 16'384);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(bytes.error().message, server.At("/a") + ": more than 16384 bytes");
}

TEST(CurlFetcher, TakesExactlyTheCap) {
  const LoopbackServer server(Always(HttpAnswer(200, "12345678")));
  auto fetcher = Fetcher();
  EXPECT_TRUE(fetcher.Fetch(server.At("/a"), 8));
  EXPECT_FALSE(fetcher.Fetch(server.At("/a"), 7));
}

TEST(CurlFetcher, LeavesAServerThatIsTooSlow) {
  const LoopbackServer server([](const Connection& connection) {
    connection.Send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100000\r\n\r\nx");
    connection.Wait();
  });
  auto fetcher = Fetcher();
  const double seconds = SecondsOf([&] {
    const auto bytes = fetcher.Fetch(server.At("/a"), kPlenty);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, ErrorCode::kIo);
    EXPECT_TRUE(bytes.error().message.starts_with(server.At("/a") + ": ")) << bytes.error().message;
  });
  EXPECT_LT(seconds, 4.5);
}

TEST(CurlFetcher, HasOneLimitForTheWholeFile) {
  const LoopbackServer server([](const Connection& connection) {
    connection.Send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    connection.Wait();
  });
  CurlFetcher fetcher({.connect = 2000ms, .slow = 60s, .slow_bytes_per_second = 1, .whole = 300ms});
  const auto bytes = fetcher.Fetch(server.At("/a"), kPlenty);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::kIo);
}

TEST(CurlFetcher, AFileThatEndsTooSoonIsNoFile) {
  const LoopbackServer server(Always("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nx"));
  auto fetcher = Fetcher();
  const auto bytes = fetcher.Fetch(server.At("/a"), kPlenty);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::kIo);
}

TEST(CurlFetcher, SpeaksHttpOnly) {
  auto fetcher = Fetcher();
  for (const char* url :
       {"file:///etc/hostname", "ftp://127.0.0.1/a", "gopher://127.0.0.1/", "", "no address"}) {
    const auto bytes = fetcher.Fetch(url, kPlenty);
    ASSERT_FALSE(bytes) << url;
    EXPECT_EQ(bytes.error().code, ErrorCode::kIo);
    EXPECT_TRUE(bytes.error().message.starts_with(std::string(url) + ": ")) << bytes.error().message;
  }
}

TEST(CurlFetcher, AServerWithoutTlsIsNoHttpsServer) {
  const LoopbackServer server(Always("no TLS at all"));
  auto fetcher = Fetcher();
  std::string url = server.At("/a");
  url.insert(4, "s");
  const auto bytes = fetcher.Fetch(url, kPlenty);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::kIo);
}

TEST(CurlFetcher, NobodyListens) {
  std::string url;
  {
    const LoopbackServer server(Always(""));
    url = server.At("/a");
  }
  auto fetcher = Fetcher();
  const auto bytes = fetcher.Fetch(url, kPlenty);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace watchword::fetch
