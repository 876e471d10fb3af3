#include "core/form/expression.h"

#include <algorithm>

namespace qudao::form {
namespace {

bool answers(const cel::Type& type, Answer answer) {
  const cel::TypeKind kind = type.kind();
  if (answer == Answer::anything || type.is_dyn()) return true;
  switch (answer) {
  case Answer::truth:
    return kind == cel::TypeKind::boolean;
  case Answer::text:
    return kind == cel::TypeKind::string;
  case Answer::texts:
    return kind == cel::TypeKind::list &&
           (type.item().is_dyn() || type.item().is(cel::TypeKind::string));
  case Answer::anything:
    return true;
  }
  return false;
}

std::string_view answer_name(Answer answer) {
  switch (answer) {
  case Answer::truth:
    return "bool";
  case Answer::text:
    return "string";
  case Answer::texts:
    return "list(string)";
  case Answer::anything:
    return "dyn";
  }
  return {};
}

// The literal of a CEL string with this content.
std::string cel_string(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\\' || c == '\'') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out + '\'';
}

} // namespace

ExpressionIndex ExpressionCompiler::compile(const Node& node, std::string name, Answer answer,
                                            std::uint32_t allowed) {
  if (!node.value().is_string()) {
    node.issue("definition.type", "expected", "expression");
    return kNoExpression;
  }
  const cel::Environment& environment = current_ != nullptr ? *current_ : environment_;
  auto program = compile_in(node, node.value().as_string(), environment, answer);
  if (!program || !reads_only_allowed(node, *program, allowed)) return kNoExpression;
  return keep(std::move(*program), std::move(name));
}

ExpressionIndex ExpressionCompiler::compile_pattern(const Node& node, std::string name) {
  if (!node.value().is_string()) {
    node.issue("definition.type", "expected", "string");
    return kNoExpression;
  }
  cel::Environment environment;
  environment.declare("text", cel::Type::string());
  const std::string source = "text.matches(" + cel_string(node.value().as_string()) + ")";
  auto program = compile_in(node, source, environment, Answer::truth);
  return program ? keep(std::move(*program), std::move(name)) : kNoExpression;
}

std::optional<cel::Program> ExpressionCompiler::compile_in(const Node& node,
                                                           std::string_view source,
                                                           const cel::Environment& environment,
                                                           Answer answer) {
  auto program = cel::compile(source, environment);
  if (!program) {
    for (cel::Issue& issue : program.error()) {
      issues_->add(Issue{issue.code, node.path(), std::move(issue.params),
                         cel::describe(issue, source), static_cast<int>(issue.line),
                         static_cast<int>(issue.column)});
    }
    return std::nullopt;
  }
  if (!answers(program->type(), answer)) {
    node.issue("definition.expression_type", Map{{"expected", Value::string(answer_name(answer))},
                                                 {"found", Value::string(program->type().name())}});
    return std::nullopt;
  }
  return std::move(*program);
}

ExpressionIndex ExpressionCompiler::keep(cel::Program program, std::string name) {
  expressions_.push_back({std::move(program), std::move(name)});
  return static_cast<ExpressionIndex>(expressions_.size()) - 1;
}

bool ExpressionCompiler::reads_only_allowed(const Node& node, const cel::Program& program,
                                            std::uint32_t allowed) {
  for (const std::uint32_t slot : program.variables()) {
    if (slot == allowed ||
        std::find(restricted_.begin(), restricted_.end(), slot) == restricted_.end())
      continue;
    node.issue("cel.undefined_variable", "name", environment_.variable(slot).name);
    return false;
  }
  return true;
}

} // namespace qudao::form
