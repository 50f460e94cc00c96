// SPDX-License-Identifier: Apache-2.0
#include "domain/word_trie.h"

#include <algorithm>

namespace watchword::domain {
namespace {

bool IsWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

WordTrie::WordTrie() {
  roots_.fill(kNone);
}

std::uint32_t WordTrie::AddNode(char c, std::uint32_t sibling) {
  nodes_.push_back({.c = c, .sibling = sibling});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

void WordTrie::Add(std::string_view word, std::uint32_t number) {
  if (word.empty() || !std::all_of(word.begin(), word.end(), IsWordCharacter)) return;
  if (Root(word[0]) == kNone) Root(word[0]) = AddNode(word[0], kNone);
  std::uint32_t at = Root(word[0]);
  for (const char c : word.substr(1)) {
    std::uint32_t next = Next(nodes_[at].child, c);
    if (next == kNone) {
      next = AddNode(c, nodes_[at].child);
      nodes_[at].child = next;
    }
    at = next;
  }
  nodes_[at].number = number;
}

}  // namespace watchword::domain
