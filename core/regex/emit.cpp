// Tree to instructions, and the classes of characters the instructions tell apart.
#include <algorithm>

#include "core/regex/program.h"
#include "core/value/sorting.h"

namespace qudao::regex {

namespace {

class Emitter {
 public:
  Emitter(const Tree& tree, Program& program) : tree_(tree), program_(program) {}

  bool run() {
    node(tree_.root);
    push(Op::match);
    return !too_large_;
  }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(program_.code.size()); }

  std::uint32_t push(Op op, std::uint32_t x = 0, std::uint32_t y = 0) {
    program_.code.push_back({op, NodeKind::empty, x, y});
    too_large_ = too_large_ || program_.code.size() > kMostInstructions;
    return here() - 1;
  }

  void node(std::uint32_t id) {
    // Repetitions of nothing make steps but no instructions.
    if (too_large_ || ++steps_ > 4 * kMostInstructions) {
      too_large_ = true;
      return;
    }
    const Node& n = tree_.nodes[id];
    switch (n.kind) {
    case NodeKind::empty:
      break;
    case NodeKind::chars:
      push(Op::chars, n.set);
      break;
    case NodeKind::sequence:
      for (std::uint32_t child : n.children)
        node(child);
      break;
    case NodeKind::choice:
      choice(n);
      break;
    case NodeKind::repeat:
      repeat(n);
      break;
    default:
      assertion(n.kind);
      break;
    }
  }

  void assertion(NodeKind kind) {
    program_.code[push(Op::assertion)].assertion = kind;
    if (kind == NodeKind::word_edge || kind == NodeKind::no_word_edge)
      program_.asserts_words = true;
    if (kind == NodeKind::begin_line || kind == NodeKind::end_line) program_.asserts_lines = true;
  }

  void choice(const Node& n) {
    std::vector<std::uint32_t> jumps;
    for (std::size_t i = 0; i < n.children.size(); ++i) {
      bool last = i + 1 == n.children.size();
      std::uint32_t split = last ? 0 : push(Op::split, here() + 1);
      node(n.children[i]);
      if (last) break;
      jumps.push_back(push(Op::jump));
      program_.code[split].y = here();
    }
    for (std::uint32_t jump : jumps)
      program_.code[jump].x = here();
  }

  void repeat(const Node& n) {
    std::uint32_t child = n.children[0];
    for (int i = 0; i < n.least && !too_large_; ++i)
      node(child);
    if (n.most == kUnbounded) {
      std::uint32_t split = push(Op::split, here() + 1);
      node(child);
      push(Op::jump, split);
      program_.code[split].y = here();
      return;
    }
    std::vector<std::uint32_t> splits;
    for (int i = n.least; i < n.most && !too_large_; ++i) {
      splits.push_back(push(Op::split, here() + 1));
      node(child);
    }
    for (std::uint32_t split : splits)
      program_.code[split].y = here();
  }

  const Tree& tree_;
  Program& program_;
  std::size_t steps_ = 0;
  bool too_large_ = false;
};

} // namespace

bool emit(const Tree& tree, Program& program) {
  return Emitter(tree, program).run();
}

bool classify(const Tree& tree, Program& program) {
  std::vector<char32_t>& starts = program.class_starts;
  starts = {0};
  auto cut = [&](char32_t low, char32_t high) {
    starts.push_back(low);
    if (high < kLastCodePoint) starts.push_back(high + 1);
  };
  for (const CharSet& set : tree.sets) {
    for (const Range& range : set.ranges())
      cut(range.low, range.high);
  }
  if (program.asserts_lines) cut('\n', '\n');
  if (program.asserts_words) {
    for (Range word : {Range{'0', '9'}, Range{'A', 'Z'}, Range{'_', '_'}, Range{'a', 'z'}})
      cut(word.low, word.high);
  }
  sort_unique(starts);
  constexpr std::size_t kMostMembers = 4'000'000;
  if (starts.size() * tree.sets.size() > kMostMembers) return false;
  for (const CharSet& set : tree.sets) {
    std::vector<bool>& members = program.in_set.emplace_back(starts.size());
    std::size_t range = 0;
    for (std::size_t k = 0; k < starts.size(); ++k) {
      while (range < set.ranges().size() && set.ranges()[range].high < starts[k])
        ++range;
      members[k] = range < set.ranges().size() && set.ranges()[range].low <= starts[k];
    }
  }
  std::uint16_t found = 0;
  for (char32_t c = 0; c < 128; ++c) {
    if (std::size_t{found} + 1 < starts.size() && starts[found + 1U] == c) ++found;
    program.ascii_class[c] = found;
  }
  return true;
}

} // namespace qudao::regex
