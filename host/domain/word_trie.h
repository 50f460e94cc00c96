// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace watchword::domain {

// Words of a-z, 0-9 and hyphen with a number each, found at a place of a text in one walk.
class WordTrie {
 public:
  WordTrie();

  // A word with other characters, or with none, is left out; of a word added twice the last number counts.
  void Add(std::string_view word, std::uint32_t number);

  // Calls found(length, number) for every word that `text` begins with, the shortest first.
  template <typename Found>
  void Walk(std::string_view text, Found found) const {
    if (text.empty()) return;
    std::uint32_t at = roots_[static_cast<unsigned char>(text[0])];
    for (std::size_t length = 1; at != kNone; ++length) {
      if (nodes_[at].number != kNone) found(length, nodes_[at].number);
      if (length == text.size()) return;
      at = Next(nodes_[at].child, text[length]);
    }
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Node {
    char c = 0;
    std::uint32_t child = kNone;
    std::uint32_t sibling = kNone;
    std::uint32_t number = kNone;
  };

  std::uint32_t Next(std::uint32_t at, char c) const {
    while (at != kNone && nodes_[at].c != c) at = nodes_[at].sibling;
    return at;
  }
  std::uint32_t& Root(char c) { return roots_[static_cast<unsigned char>(c)]; }
  std::uint32_t AddNode(char c, std::uint32_t sibling);

  std::array<std::uint32_t, 256> roots_;
  std::vector<Node> nodes_;
};

}  // namespace watchword::domain
