#include "server/api/openapi.h"

#include <stdexcept>

#include "core/value/json.h"
#include "server/embedded/embedded.h"

namespace qudao::api {

namespace {

Value parsed(const embedded::File& file) {
  auto document = parse_json(file.content);
  if (!document) {
    throw std::runtime_error(std::string(file.name) + " is not JSON");
  }
  return std::move(document).value();
}

const Value& member(const Value& map, std::string_view name) {
  static const Value kEmpty = Value::map({});
  const Value* found = map.find(name);
  return found == nullptr ? kEmpty : *found;
}

void add_all(Map& target, const Value& source) {
  for (const auto& [key, value] : source.as_map()) {
    target.set(key, value);
  }
}

// Maps of maps: components.schemas, components.responses, …
Value merged_components(const Value& a, const Value& b) {
  Map merged = a.as_map();
  for (const auto& [kind, entries] : b.as_map()) {
    Map all = member(a, kind.as_string()).as_map();
    add_all(all, entries);
    merged.set(kind, Value::map(std::move(all)));
  }
  return Value::map(std::move(merged));
}

std::string merged_text() {
  Map document;
  Map paths;
  Value components = Value::map({});
  for (const embedded::File& file : embedded::api_documents()) {
    if (file.name == "texts.json") {
      continue;
    }
    const Value part = parsed(file);
    add_all(paths, member(part, "paths"));
    components = merged_components(components, member(part, "components"));
    if (file.name == "openapi.json") {
      add_all(document, part);
    }
  }
  document.set("paths", Value::map(std::move(paths)));
  document.set("components", std::move(components));
  return write_json(Value::map(std::move(document)));
}

} // namespace

std::shared_ptr<const http::Asset> openapi_document() {
  static const auto kDocument = http::make_asset("application/json", merged_text(), "no-cache");
  return kDocument;
}

} // namespace qudao::api
