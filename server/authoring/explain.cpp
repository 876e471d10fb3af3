#include "core/explain/explain.h"

#include <cstdio>

#include "core/value/json.h"
#include "server/authoring/authoring.h"
#include "server/authoring/input.h"
#include "server/authoring/status.h"
#include "server/definitions/definitions.h"

namespace qudao::authoring {

namespace {

// Without a field: those that are wrong, or not asked.
bool is_remarkable(const form::FieldState& state) {
  return !state.violations.empty() || !state.relevant;
}

void print(const explain::Explanation& explanation) {
  std::printf("%s\n", explanation.field.c_str());
  for (const explain::Reason& reason : explanation.reasons) {
    std::printf("  %s\n    %s: %s\n", reason.text.c_str(), reason.path.c_str(),
                reason.expression.empty() ? reason.about.c_str() : reason.expression.c_str());
  }
}

void print_all(const std::vector<explain::Explanation>& all, const std::string& format) {
  if (format == "text") {
    for (const explain::Explanation& each : all) {
      print(each);
    }
    return;
  }
  List list;
  for (const explain::Explanation& each : all) {
    list.push_back(to_value(each));
  }
  std::printf("%s\n", write_json(Value::list(std::move(list))).c_str());
}

int explain_in(const form::Session& session, const config::Explain& options) {
  std::vector<explain::Explanation> all;
  for (const form::FieldState& state : session.states()) {
    if (options.field.empty() ? is_remarkable(state) : state.path == options.field) {
      all.push_back(explain::explain(session, state.path));
    }
  }
  if (all.empty() && !options.field.empty()) {
    std::fprintf(stderr, "qudao: there is no field %s\n", options.field.c_str());
    return kUnknownField;
  }
  print_all(all, options.format);
  return 0;
}

} // namespace

int explain(const config::Explain& options) {
  try {
    const auto answers = read_object(options.answers);
    const auto context = read_context(options.context, options.now, options.locale);
    const auto definition = read_definition(options.definition, options.packs);
    if (!answers || !context || !definition) {
      return kRefused;
    }
    return explain_in(form::Session::open(definition, *answers, *context), options);
  } catch (const definitions::PackError& error) {
    std::fprintf(stderr, "qudao: %s\n", error.what());
    return kRefused;
  }
}

} // namespace qudao::authoring
