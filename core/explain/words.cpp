#include "core/explain/words.h"

#include "core/explain/texts.h"
#include "core/form/repeats.h"
#include "core/form/texts.h"
#include "core/value/json.h"

namespace qudao::explain {
namespace {

// A date is the midnight of its day.
constexpr std::string_view kMidnight = "T00:00:00Z";

std::string without_midnight(std::string text) {
  const std::size_t at = text.size() - std::min(text.size(), kMidnight.size());
  if (std::string_view(text).substr(at) == kMidnight) text.resize(at);
  return text;
}

// The field whose answer a variable is; of a column, as seen from outside of its rows, of all of them.
form::FieldIndex field_of(const form::Plan& plan, std::uint32_t slot) {
  if (slot < plan.fields.size()) return slot;
  for (form::FieldIndex field = 0; field < plan.fields.size(); ++field)
    if (plan.fields[field].list_slot == slot) return field;
  return form::kNone;
}

std::string name_of(const form::SessionState& state, form::FieldIndex field, std::uint32_t slot) {
  if (field == form::kNone) return state.plan.environment.variable(slot).name;
  return slot == field ? form::path_of(state, field) : state.plan.fields[field].key;
}

} // namespace

Words::Words(const form::SessionState& state) : state_(state), variables_(state.variables) {
  if (auto texts = parse_json(texts_json())) texts_ = std::move(*texts);
}

void Words::set_choice(const Value& attributes) {
  variables_[state_.plan.variables.choice] = attributes;
}

std::string Words::text(std::string_view code, const Map& params) const {
  std::string out;
  const Value* localized = texts_.find(code);
  if (localized != nullptr)
    form::append_filled(out, form::pick_locale(*localized, state_.context.locale), params);
  return out;
}

std::string Words::label(form::FieldIndex field) const {
  const std::string_view label =
      form::pick_locale(state_.plan.fields[field].label, state_.context.locale);
  return text("label", {{"label", Value::string(label)}});
}

std::string Words::shown(const Value& value, form::FieldIndex field) const {
  if (value.is_null()) return text("shown.nothing", {});
  if (value.kind() == Kind::boolean) return text(value.as_bool() ? "shown.yes" : "shown.no", {});
  if (value.is_list()) {
    std::string all;
    for (const Value& item : value.as_list())
      all += (all.empty() ? "" : ", ") + shown(item, field);
    return all.empty() ? text("shown.nothing", {}) : all;
  }
  const form::ChoiceSet* choices =
      field == form::kNone ? nullptr : state_.plan.fields[field].choices;
  if (choices != nullptr && value.is_string()) {
    const std::size_t at = choices->find(value.as_string());
    if (at != form::ChoiceSet::kNone) {
      const Value* label = choices->items()[at].attributes.find("label");
      if (label != nullptr) return std::string(form::pick_locale(*label, state_.context.locale));
    }
  }
  std::string out;
  form::append_display(out,
                       value.kind() == Kind::timestamp ? Value::string(write_json(value)) : value);
  if (value.kind() != Kind::timestamp) return out;
  return without_midnight(out.substr(1, out.size() - 2));
}

Input Words::input(std::uint32_t slot) const {
  const form::FieldIndex field = field_of(state_.plan, slot);
  Input input;
  input.name = name_of(state_, field, slot);
  if (field != form::kNone)
    input.label = form::pick_locale(state_.plan.fields[field].label, state_.context.locale);
  input.value = variables_[slot];
  input.shown = shown(input.value, field);
  return input;
}

std::vector<Input> Words::inputs(const cel::Tree& tree, cel::NodeId part) const {
  std::vector<Input> all;
  for (const std::uint32_t slot : tree.variables(part))
    all.push_back(input(slot));
  return all;
}

bool Words::is_chinese() const {
  return state_.context.locale.substr(0, 2) == "zh";
}

std::string Words::listed(const std::vector<Input>& inputs) const {
  std::string all;
  for (const Input& each : inputs) {
    if (!all.empty()) all += is_chinese() ? "、" : ", ";
    // What lies in the maps of the context is too much to read out.
    const bool whole = !each.value.is_map();
    all += each.label.empty() ? each.name : text("label", {{"label", Value::string(each.label)}});
    if (whole) all += (is_chinese() ? "" : " ") + each.shown;
  }
  return all;
}

std::string Words::colon() const {
  return is_chinese() ? "：" : ": ";
}

std::string Words::joined(const std::vector<std::string>& facts) const {
  std::string all;
  for (const std::string& each : facts) {
    if (!all.empty()) all += is_chinese() ? "；" : "; ";
    all += each;
  }
  return all;
}

} // namespace qudao::explain
