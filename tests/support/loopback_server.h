// SPDX-License-Identifier: Apache-2.0
// A web server on this computer that answers every connection with one function, however badly.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace watchword::test {

class LoopbackServer {
 public:
  // One request on one connection.
  class Connection {
   public:
    explicit Connection(int socket) : socket_(socket) {}
    // False when the other side has hung up.
    bool Send(std::string_view bytes) const;
    // Until the other side hangs up.
    void Wait() const;
    std::string request;  // its head

   private:
    int socket_;
  };

  explicit LoopbackServer(std::function<void(const Connection&)> answer);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::string At(const std::string& path) const;

 private:
  void Serve();

  std::function<void(const Connection&)> answer_;
  int listener_;
  std::thread thread_;
};

// A whole answer, with its length.
std::string HttpAnswer(int status, std::string_view body, std::string_view more_head = "");

}  // namespace watchword::test
