#include "core/explain/explain.h"

#include <cstdio>

#include "core/value/json.h"
#include "core/value/time_text.h"
#include "server/authoring/authoring.h"
#include "server/authoring/input.h"
#include "server/authoring/status.h"
#include "server/clock/clock.h"
#include "server/definitions/definitions.h"

namespace qudao::authoring {

namespace {

std::optional<Timestamp> moment_of(const std::string& now) {
  if (!now.empty()) {
    return parse_timestamp(now);
  }
  const Millis millis = SystemClock().now();
  return Timestamp{millis / 1'000, static_cast<std::int32_t>(millis % 1'000) * 1'000'000};
}

Value part(const Value& map, std::string_view key) {
  const Value* found = map.find(key);
  return found != nullptr && found->is_map() ? *found : Value::map({});
}

std::optional<form::Context> context_of(const config::Explain& options) {
  const auto given = read_object(options.context);
  const auto now = moment_of(options.now);
  if (!given || !now) {
    if (given) {
      std::fprintf(stderr, "qudao: %s is no moment as RFC 3339 has it\n", options.now.c_str());
    }
    return std::nullopt;
  }
  form::Context context;
  context.now = *now;
  context.locale = options.locale;
  context.values = part(*given, "values");
  context.lookups = part(*given, "lookups");
  return context;
}

std::shared_ptr<const form::Definition> definition_of(const config::Explain& options) {
  auto compiled =
      form::Definition::compile(definitions::bundle_of_file(options.definition, options.packs));
  if (compiled) {
    return std::move(compiled).value();
  }
  std::fprintf(stderr, "qudao: %s is refused: see qudao check\n", options.definition.c_str());
  return nullptr;
}

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
    const auto context = context_of(options);
    const auto definition = definition_of(options);
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
