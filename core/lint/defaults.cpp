#include <algorithm>
#include <array>

#include "core/lint/scene.h"

namespace qudao::lint {
namespace {

// Violations an empty form has anyway, or that depend on other answers.
bool is_expected(const Violation& violation) {
  constexpr std::array<std::string_view, 5> kExpected = {"required", "must_accept", "waits",
                                                         "constraint", "rule.error"};
  return std::find(kExpected.begin(), kExpected.end(), violation.code) != kExpected.end();
}

} // namespace

// A constant default is the same in every new record: one is opened to see whether its field takes it.
void check_defaults(Scene& scene) {
  const std::shared_ptr<const form::Definition> borrowed(std::shared_ptr<void>(),
                                                         &scene.definition);
  Map record; // a row of each repeat, for the defaults in it
  for (const form::FieldPlan& field : scene.plan.fields)
    if (field.is_repeat()) record.set(field.key, Value::list({Value::map({})}));
  const form::Session session = form::Session::open(borrowed, Value::map(std::move(record)), {});
  for (const form::FieldInfo& info : scene.definition.fields()) {
    const form::FieldPlan& field = scene.plan.fields[scene.plan.find_field(info.key)];
    const std::string path = (info.repeat.empty() ? "" : info.repeat + "/0/") + info.key;
    if (field.default_value < 0 ||
        !scene.plan.expression(field.default_value).program.is_constant())
      continue;
    for (const Violation& violation : session.state(path).violations) {
      if (is_expected(violation)) continue;
      scene.note(
          Severity::error, "lint.default_refused", field_path(field, "default"),
          Map{{"field", Value::string(field.key)}, {"violation", Value::string(violation.code)}});
    }
  }
}

} // namespace qudao::lint
