// Pattern text to tree.
#pragma once

#include <string_view>
#include <vector>

#include "core/regex/char_set.h"
#include "core/regex/regex.h"

namespace qudao::regex {

enum class NodeKind : std::uint8_t {
  empty,
  chars,
  begin_text,
  end_text,
  begin_line,
  end_line,
  word_edge,
  no_word_edge,
  sequence,
  choice,
  repeat
};

constexpr int kUnbounded = -1;

struct Node {
  NodeKind kind = NodeKind::empty;
  std::uint32_t set = 0;               // of chars: index into Tree::sets
  int least = 0;                       // of repeat
  int most = kUnbounded;               // of repeat
  std::vector<std::uint32_t> children; // of sequence, choice and repeat
};

struct Tree {
  std::vector<Node> nodes;
  std::vector<CharSet> sets; // normalized
  std::uint32_t root = 0;
};

Result<Tree, Error> parse(std::string_view pattern);

} // namespace qudao::regex
