#include "core/cel/cel.h"

#include <algorithm>

#include "core/cel/checker.h"
#include "core/cel/emitter.h"
#include "core/cel/machine.h"
#include "core/cel/parser.h"
#include "core/cel/quick.h"
#include "core/cel/weight.h"
#include "core/text/utf8.h"

namespace qudao::cel {

std::uint32_t Environment::declare(std::string_view name, Type type) {
  if (auto found = slots_.find(name); found != slots_.end()) {
    variables_[found->second].type = std::move(type);
    return found->second;
  }
  auto slot = static_cast<std::uint32_t>(variables_.size());
  variables_.push_back({std::string(name), std::move(type)});
  slots_.emplace(name, slot);
  return slot;
}

void Environment::point(std::string_view name, std::uint32_t slot) {
  slots_.insert_or_assign(std::string(name), slot);
}

std::uint32_t Environment::find(std::string_view name) const {
  auto found = slots_.find(name);
  return found == slots_.end() ? kNone : found->second;
}

const std::vector<std::uint32_t>& Program::variables() const {
  return code_->variables;
}
const Type& Program::type() const {
  return code_->type;
}
std::uint64_t Program::estimated_cost() const {
  return code_->estimated_cost;
}
bool Program::is_constant() const {
  return code_->nodes[code_->root].op == Op::constant;
}

namespace {

using Compiled = Result<Program, std::vector<Issue>>;

Compiled refused(const char* code, std::string_view source, std::uint64_t found,
                 std::uint64_t limit) {
  auto number = [](std::uint64_t n) { return Value::integer(static_cast<std::int64_t>(n)); };
  return Unexpected{
      std::vector{issue_at(code, 0, source, {{"found", number(found)}, {"limit", number(limit)}})}};
}

} // namespace

Compiled compile(std::string_view source, const Environment& env) {
  if (source.size() > env.limits.source_bytes)
    return refused("cel.too_large", source, source.size(), env.limits.source_bytes);
  if (std::size_t at = text::find_invalid(source); at != std::string_view::npos)
    return Unexpected{std::vector{issue_at("cel.encoding", at, source)}};
  Limits limits = env.limits;
  constexpr std::size_t kDeepest = 250;
  limits.depth = std::min(limits.depth, kDeepest);
  auto ast = parse(source, limits);
  if (!ast) return Unexpected{std::vector{std::move(ast).error()}};
  Checked checked = check(*ast, source, env);
  if (!checked.issues.empty()) return Unexpected{std::move(checked.issues)};
  auto code = std::make_shared<Code>();
  if (const auto error = emit(*ast, limits, *code)) {
    Map why{{"reason", Value::string(error->reason)}};
    return Unexpected{std::vector{issue_at("cel.regex", error->offset, source, std::move(why))}};
  }
  if (code->estimated_cost > limits.estimated_cost)
    return refused("cel.too_costly", source, code->estimated_cost, limits.estimated_cost);
  code->variables = std::move(checked.variables);
  code->locals = checked.locals;
  code->zones = env.zones;
  code->type = ast->nodes[ast->root].type;
  return Program(std::move(code));
}

Result<Value, EvalError> evaluate(const Program& program, std::span<const Value> slots,
                                  Budget& budget) {
  const Code& code = program.code();
  Scratch scratch;
  if (const Value* value = Quick(code, slots, nullptr, budget.left).attempt(code.root, *scratch))
    return *value;
  Machine machine(code, slots, budget.left);
  const Value* value = machine.run_long(code.root, *scratch);
  if (value == nullptr) return Unexpected{machine.error()};
  if (value != &*scratch) return *value;
  if (value->owns_block() || budget.left < 0) {
    const std::string_view error = weigh(*value, budget.left);
    if (!error.empty()) return Unexpected{EvalError{error}};
  }
  return std::move(*scratch);
}

} // namespace qudao::cel
