#include "server/authoring/input.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/reuse/reuse.h"
#include "core/value/json.h"
#include "core/value/time_text.h"
#include "server/clock/clock.h"
#include "server/definitions/definitions.h"

namespace qudao::authoring {

namespace {

std::string read_all(const std::string& name) {
  if (name == "-") {
    return {std::istreambuf_iterator<char>(std::cin), {}};
  }
  std::ifstream stream(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

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

} // namespace

std::optional<Value> read_object(const std::string& name) {
  if (name.empty()) {
    return Value::map({});
  }
  auto read = parse_json(read_all(name));
  if (read && read->is_map()) {
    return std::move(read).value();
  }
  const std::string reason =
      read ? "a JSON object is needed here"
           : read.error().code + " at byte " + std::to_string(read.error().offset);
  std::fprintf(stderr, "qudao: %s: %s\n", name.c_str(), reason.c_str());
  return std::nullopt;
}

std::string_view text_of(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value != nullptr && value->is_string() ? value->as_string() : std::string_view();
}

std::shared_ptr<const form::Definition> read_definition(const std::filesystem::path& file,
                                                        const std::filesystem::path& packs) {
  auto compiled = reuse::compile(definitions::bundle_of_file(file, packs));
  if (compiled) {
    return std::move(compiled).value();
  }
  std::fprintf(stderr, "qudao: %s is refused: see qudao check\n", file.c_str());
  return nullptr;
}

std::optional<form::Context> read_context(const std::string& name, const std::string& now,
                                          const std::string& locale) {
  const auto given = read_object(name);
  const auto moment = moment_of(now);
  if (!given || !moment) {
    if (given) {
      std::fprintf(stderr, "qudao: %s is no moment as RFC 3339 has it\n", now.c_str());
    }
    return std::nullopt;
  }
  form::Context context;
  context.now = *moment;
  context.locale = locale;
  context.values = part(*given, "values");
  context.lookups = part(*given, "lookups");
  return context;
}

} // namespace qudao::authoring
