// The rules of a definition: compiled CEL with the variables it reads, and where in the document it
// stands.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/cel/cel.h"
#include "core/form/document.h"

namespace qudao::form {

// What a rule has to answer.
enum class Answer : std::uint8_t { truth, text, texts, anything };

struct Expression {
  cel::Program program;
  std::string name; // how rule.error calls it: the id of a rule, or "<field>.<key>"
};

using ExpressionIndex = std::int32_t;
inline constexpr ExpressionIndex kNoExpression = -1;

// Compiles the rules of one definition over one set of variables and keeps them.
class ExpressionCompiler {
 public:
  explicit ExpressionCompiler(IssueList& issues) : issues_(&issues) {}

  cel::Environment& environment() { return environment_; }
  // Rules are compiled in this environment from now on, which must have the slots of environment().
  void enter(const cel::Environment& rows) { current_ = &rows; }
  void leave() { current_ = nullptr; }
  void restrict(std::uint32_t slot) {
    restricted_.push_back(slot);
  } // readable only where it is allowed

  // kNoExpression, with the issue noted, when `node` is no string or does not compile to what is
  // asked. `allowed` is the one restricted slot it may read.
  ExpressionIndex compile(const Node& node, std::string name, Answer answer,
                          std::uint32_t allowed = cel::Environment::kNone);
  // A truth over the one variable in slot 0, the text of an answer: whether it matches the regular
  // expression.
  ExpressionIndex compile_pattern(const Node& node, std::string name);

  const Expression& at(ExpressionIndex index) const {
    return expressions_[static_cast<std::size_t>(index)];
  }
  std::vector<Expression> take() { return std::move(expressions_); }

 private:
  std::optional<cel::Program> compile_in(const Node& node, std::string_view source,
                                         const cel::Environment& environment, Answer answer);
  ExpressionIndex keep(cel::Program program, std::string name);
  bool reads_only_allowed(const Node& node, const cel::Program& program, std::uint32_t allowed);

  IssueList* issues_;
  cel::Environment environment_;
  const cel::Environment* current_ = nullptr; // of the rows whose rules are read
  std::vector<std::uint32_t> restricted_;
  std::vector<Expression> expressions_;
};

} // namespace qudao::form
