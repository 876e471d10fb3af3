#include "core/value/json.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/handles.h"
#include "wasm/bindings/requests.h"

namespace qudao::wasm {
namespace {

Exchange& exchange() {
  return Exchange::instance();
}

// Guards bring their own text; all other codes have theirs in the texts of the definition.
void word(const form::Definition& definition, const std::string& locale,
          std::vector<Violation>& violations) {
  for (Violation& violation : violations) {
    if (!violation.message.empty()) continue;
    violation.message = definition.text(violation.code, violation.params, locale);
  }
}

Value list_of(const std::vector<Violation>& violations) {
  List list;
  for (const Violation& violation : violations)
    list.push_back(to_value(violation));
  return Value::list(std::move(list));
}

} // namespace

bool SessionHandle::set(std::size_t length) {
  const std::string_view input = exchange().input(length);
  const std::size_t end = input.find('\n');
  if (end == std::string_view::npos) return refuse("request.malformed", "path");
  const auto answer = parse_json(input.substr(end + 1));
  if (!answer) return refuse(answer.error().code, "answer");
  exchange().answer(
      [&](std::string& out) { session_.set_json(input.substr(0, end), answer.value(), out); });
  return true;
}

bool SessionHandle::set_many(std::size_t length) {
  const auto answers = read_json(length);
  if (!answers) return false;
  if (!answers->is_map()) return refuse("request.malformed", "answers");
  exchange().answer([&](std::string& out) { session_.set_many_json(*answers, out); });
  return true;
}

bool SessionHandle::provide(std::size_t length) {
  const auto request = read_json(length);
  if (!request) return false;
  const Value* entity = request->find("entity");
  const Value* id = request->find("id");
  const Value* attributes = request->find("attributes");
  if (!entity || !entity->is_string() || !id || !id->is_string() || !attributes ||
      !attributes->is_map()) {
    return refuse("request.malformed", "provide");
  }
  exchange().answer([&](std::string& out) {
    session_.provide_json(entity->as_string(), id->as_string(), *attributes, out);
  });
  return true;
}

bool SessionHandle::state(std::size_t length) {
  exchange().answer(
      [&](std::string& out) { session_.append_state_json(exchange().input(length), out); });
  return true;
}

bool SessionHandle::states() {
  exchange().answer([&](std::string& out) { session_.append_states_json(out); });
  return true;
}

bool SessionHandle::data() {
  exchange().answer(session_.data());
  return true;
}

bool SessionHandle::submission() {
  exchange().answer(session_.submission());
  return true;
}

bool SessionHandle::validate() {
  exchange().answer([&](std::string& out) { session_.append_validation_json(out); });
  return true;
}

bool SessionHandle::actions(std::size_t length) {
  const auto json = read_json(length);
  auto request = json ? approval_request(*json) : std::nullopt;
  if (!request) return false;
  request->context.holds = [this](approval::Rule rule) { return session_.holds(rule); };
  auto states = approval::actions(definition_->process(), request->record, request->context);
  for (approval::ActionState& state : states)
    word(*definition_, request->context.locale, state.blocked_by);
  exchange().answer(to_value(states));
  return true;
}

bool SessionHandle::decide(std::size_t length) {
  const auto json = read_json(length);
  auto request = json ? approval_request(*json) : std::nullopt;
  if (!request) return false;
  request->context.holds = [this](approval::Rule rule) { return session_.holds(rule); };
  auto decision =
      approval::decide(definition_->process(), request->record, request->command, request->context);
  if (!decision) word(*definition_, request->context.locale, decision.error());
  exchange().answer(decision ? Value::map({{"decision", to_value(decision.value())}})
                             : Value::map({{"violations", list_of(decision.error())}}));
  return true;
}

} // namespace qudao::wasm
