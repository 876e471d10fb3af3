#include "core/value/json.h"
#include "wasm/bindings/exchange.h"
#include "wasm/bindings/handles.h"
#include "wasm/bindings/requests.h"

namespace qudao::wasm {
namespace {

int& count() {
  static int handles = 0;
  return handles;
}

void answer(const Value& value) {
  Exchange::instance().answer(value);
}

Value string_list(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts)
    list.push_back(Value::string(text));
  return Value::list(std::move(list));
}

Value field_info(const form::FieldInfo& field) {
  Map map{{"key", Value::string(field.key)},
          {"kind", Value::string(field.kind)},
          {"calculated", Value::boolean(field.calculated)},
          {"carry_over", Value::boolean(field.carry_over)},
          {"indexed", Value::boolean(field.indexed)}};
  if (!field.lookup_entity.empty()) map.set("lookup_entity", Value::string(field.lookup_entity));
  if (!field.repeat.empty()) map.set("repeat", Value::string(field.repeat));
  return Value::map(std::move(map));
}

} // namespace

int live_handles() {
  return count();
}

Counted::Counted() {
  ++count();
}

Counted::~Counted() {
  --count();
}

DefinitionHandle* DefinitionHandle::open(std::size_t length) {
  const auto bundle = read_json(length, kBundleLimits);
  if (!bundle) return nullptr;
  auto compiled = form::Definition::compile(*bundle);
  if (compiled) return new DefinitionHandle(std::move(compiled).value());
  List issues;
  for (const Issue& issue : compiled.error())
    issues.push_back(to_value(issue));
  answer(Value::map({{"issues", Value::list(std::move(issues))}}));
  return nullptr;
}

SessionHandle* DefinitionHandle::open_session(std::size_t length) {
  const auto json = read_json(length, kBundleLimits);
  auto request = json ? open_request(*json) : std::nullopt;
  if (!request) return nullptr;
  return new SessionHandle(definition_, form::Session::open(definition_, request->record,
                                                            std::move(request->context),
                                                            request->mode, request->editable));
}

bool DefinitionHandle::info() {
  List fields;
  for (const form::FieldInfo& field : definition_->fields())
    fields.push_back(field_info(field));
  answer(Value::map({{"entity", Value::string(definition_->entity())},
                     {"version", Value::integer(definition_->version())},
                     {"fields", Value::list(std::move(fields))}}));
  return true;
}

bool DefinitionHandle::outlook(std::size_t length) {
  const auto json = read_json(length);
  const auto request = json ? approval_request(*json) : std::nullopt;
  if (!request) return false;
  answer(to_value(approval::outlook(definition_->process(), request->record, request->context)));
  return true;
}

bool DefinitionHandle::carry_over(std::size_t length) {
  const auto record = read_json(length);
  if (!record) return false;
  const form::CarriedOver carried = form::carry_over(*definition_, *record);
  answer(Value::map({{"record", carried.record}, {"fields", string_list(carried.fields)}}));
  return true;
}

bool DefinitionHandle::text(std::size_t length) {
  const auto request = read_json(length);
  if (!request) return false;
  const Value* code = request->find("code");
  const Value* params = request->find("params");
  const Value* locale = request->find("locale");
  if (!code || !code->is_string() || !params || !params->is_map() || !locale ||
      !locale->is_string()) {
    return refuse("request.malformed", "text");
  }
  answer(
      Value::string(definition_->text(code->as_string(), params->as_map(), locale->as_string())));
  return true;
}

} // namespace qudao::wasm
