// SPDX-License-Identifier: Apache-2.0
#include "support/loopback_server.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace watchword::test {
namespace {

int Listen() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool is_ready = listener >= 0 &&
                        ::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                        ::listen(listener, 8) == 0;
  if (!is_ready) std::abort();
  return listener;
}

std::string ReadHead(int socket) {
  std::string head;
  std::array<char, 4096> block{};
  while (head.find("\r\n\r\n") == std::string::npos) {
    const ssize_t got = ::recv(socket, block.data(), block.size(), 0);
    if (got <= 0) break;
    head.append(block.data(), static_cast<std::size_t>(got));
  }
  return head;
}

}  // namespace

bool LoopbackServer::Connection::Send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void LoopbackServer::Connection::Wait() const {
  std::array<char, 16> block{};
  while (::recv(socket_, block.data(), block.size(), 0) > 0) {
  }
}

LoopbackServer::LoopbackServer(std::function<void(const Connection&)> answer)
    : answer_(std::move(answer)), listener_(Listen()), thread_([this] { Serve(); }) {}

LoopbackServer::~LoopbackServer() {
  ::shutdown(listener_, SHUT_RDWR);  // accept() returns
  thread_.join();
  ::close(listener_);
}

void LoopbackServer::Serve() {
  for (;;) {
    const int socket = ::accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    Connection connection(socket);
    connection.request = ReadHead(socket);
    answer_(connection);
    ::close(socket);
  }
}

std::string LoopbackServer::At(const std::string& path) const {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  return "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + path;
}

std::string HttpAnswer(int status, std::string_view body, std::string_view more_head) {
  return "HTTP/1.1 " + std::to_string(status) +
         " said\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(more_head) + "\r\n" + std::string(body);
}

}  // namespace watchword::test
