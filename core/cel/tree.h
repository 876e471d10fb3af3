// Tree: an expression taken apart, for those who examine rules (core/lint) or explain results (core/explain). Whoever only
// wants the result compiles a Program (cel.h), which is faster and remembers none of this.
//
//   auto tree = Tree::parse("a > 1 && b", env);                   // as compile: types are checked, names resolved
//   tree->text(tree->child(tree->root(), 0));                     // "a > 1", the words of the source
//   tree->evaluate(tree->child(tree->root(), 0), slots, budget);  // of that part alone
//
// Cost: parse O(source); evaluating a part compiles it the first time. Errors: those of compile and evaluate.
// Thread safety: one thread at a time; parts are compiled and places worked out behind `const`.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/cel/ast.h"
#include "core/cel/cel.h"
#include "core/cel/code.h"
#include "core/cel/span.h"

namespace qudao::cel {

// Values of the locals of macros around a part, by number (Expr::aux).
using Locals = std::vector<Value>;

class Tree {
 public:
  static Result<Tree, std::vector<Issue>> parse(std::string_view source, const Environment& env);

  const Program& program() const { return *program_; } // of the whole
  NodeId root() const { return root_; }
  const Expr& at(NodeId part) const { return ast_.nodes[part]; }
  std::size_t child_count(NodeId part) const { return at(part).child_count; }
  NodeId child(NodeId part, std::size_t i) const {
    return ast_.child(at(part), i);
  }                                         // kNoNode: none there
  const Value* constant(NodeId part) const; // of a literal; nullptr for anything else

  std::string_view source() const { return *source_; }
  std::string_view
  text(NodeId part) const; // from its first word to its last, without brackets around it
  Issue place(NodeId part,
              const char* code) const; // for describe: line, column and caret of a part

  std::vector<NodeId>
  parts(NodeId part) const; // itself and everything in it, in the order of the source
  // Variables a part reads, ascending slots; and whether it reads a local of a macro around it.
  std::vector<std::uint32_t> variables(NodeId part) const;
  bool reads_outer_local(NodeId part) const;

  Result<Value, EvalError> evaluate(NodeId part, std::span<const Value> slots, Budget& budget,
                                    const Locals& locals = {}) const;

 private:
  Tree() = default;

  std::optional<Program> program_;
  std::unique_ptr<const std::string> source_; // texts of the nodes are pieces of it
  const Span& span(NodeId part) const;

  mutable Ast ast_; // its root moves to the part that is compiled
  NodeId root_ = kNoNode;
  Limits limits_;
  std::shared_ptr<const Zones> zones_;
  mutable std::vector<Span> spans_; // worked out when first asked for
  mutable std::map<NodeId, std::shared_ptr<const Code>> compiled_;
};

} // namespace qudao::cel
