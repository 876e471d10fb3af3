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

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return small;
}

void add_route(Map& paths, const RouteInfo& route) {
  const Value* known = paths.find(route.path);
  Map operations = known == nullptr ? Map() : known->as_map();
  const std::string method = lower(route.method);
  const Value* described = operations.find(method);
  Map operation = described == nullptr ? Map{{"x-qudao-undocumented", Value::boolean(true)}}
                                       : described->as_map();
  operation.set("x-qudao-who", Value::string(to_string(route.who)));
  operations.set(method, Value::map(std::move(operation)));
  paths.set(route.path, Value::map(std::move(operations)));
}

std::string merged_text(const std::vector<RouteInfo>& routes) {
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
  for (const RouteInfo& route : routes) {
    add_route(paths, route);
  }
  document.set("paths", Value::map(std::move(paths)));
  document.set("components", std::move(components));
  return write_json(Value::map(std::move(document)));
}

} // namespace

std::shared_ptr<const http::Asset> openapi_document(const std::vector<RouteInfo>& routes) {
  return http::make_asset("application/json", merged_text(routes), "no-cache");
}

} // namespace qudao::api
