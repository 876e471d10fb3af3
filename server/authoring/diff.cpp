#include <cstdio>

#include "core/value/json.h"
#include "core/version/version.h"
#include "server/authoring/authoring.h"
#include "server/authoring/input.h"
#include "server/authoring/status.h"
#include "server/definitions/definitions.h"

namespace qudao::authoring {

namespace {

std::string_view member_text(const Value& map, std::string_view key) {
  return map.find(key)->as_string();
}

std::string joined(const Value& texts) {
  std::string all;
  for (const Value& text : texts.as_list()) {
    all.append(all.empty() ? "" : ", ").append(text.as_string());
  }
  return all;
}

// "moved: contract_name, from signing_name", "aside: brands (removed)"
std::string moved_line(const Value& moved) {
  std::string line(member_text(moved, "fate"));
  line.append(": ").append(member_text(moved, "field"));
  if (const Value* reason = moved.find("reason")) {
    return line.append(" (").append(reason->as_string()).append(")\n");
  }
  const std::string from = joined(*moved.find("from"));
  return line.append(from.empty() ? "" : ", from " + from).append("\n");
}

std::string described_changes(const Value& report) {
  std::string text;
  for (const Value& change : report.find("changes")->as_list()) {
    text.append(member_text(change, "path")).append(": ").append(member_text(change, "message"));
    text.append(" (").append(member_text(change, "code")).append(")\n");
  }
  const Value* effect = report.find("effect");
  if (effect == nullptr) {
    return text;
  }
  text += '\n';
  for (const Value& moved : effect->find("moved")->as_list()) {
    text += moved_line(moved);
  }
  for (const Value& violation : effect->find("needs_answer")->as_list()) {
    text.append("needs an answer: ").append(member_text(violation, "path")).append(": ");
    const Value* message = violation.find("message");
    text.append(message == nullptr ? member_text(violation, "code") : message->as_string());
    text += '\n';
  }
  return text;
}

} // namespace

int diff(const config::Diff& options) {
  try {
    const auto from = read_definition(options.from, options.packs);
    const auto to = read_definition(options.definition, options.packs);
    const auto answers = read_object(options.answers);
    const auto context = read_context(options.context, options.now, options.locale);
    if (!from || !to || !answers || !context) {
      return kRefused;
    }
    const auto changes = version::compare(*from, *to);
    Map report{{"changes", to_value(changes, options.locale)}};
    if (!options.answers.empty()) {
      report.set("effect", to_value(version::effect(from, to, *answers, {}, *context)));
    }
    const Value whole = Value::map(std::move(report));
    const std::string text =
        options.format == "json" ? write_json(whole) + '\n' : described_changes(whole);
    std::fputs(text.c_str(), stdout);
    return changes.empty() ? 0 : kFindings;
  } catch (const definitions::PackError& error) {
    std::fprintf(stderr, "qudao: %s\n", error.what());
    return kRefused;
  }
}

} // namespace qudao::authoring
