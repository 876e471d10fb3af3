#include <set>

#include "core/identity/date.h"
#include "server/definitions/definitions.h"
#include "server/definitions/documents.h"
#include "server/failure/conflict.h"
#include "server/stamps/stamps.h"

namespace qudao::definitions {

namespace {

constexpr std::size_t kMostItems = 5000;
constexpr std::size_t kLongestCode = 64;

Value violation(std::string_view code, std::string_view path) {
  return Value::map(
      {{"code", Value::string(code)}, {"path", Value::string(path)}, {"params", Value::map({})}});
}

bool is_label(const Value* label) {
  if (label == nullptr || !label->is_map() || label->find("zh-CN") == nullptr) {
    return false;
  }
  for (const auto& [locale, text] : label->as_map()) {
    if (!text.is_string() || text.as_string().empty()) {
      return false;
    }
  }
  return true;
}

std::string code_of(const Value& item) {
  const Value* code = item.find("code");
  return code != nullptr && code->is_string() ? std::string(code->as_string()) : std::string();
}

bool is_day(const Value& day) {
  if (!day.is_string()) {
    return false;
  }
  const auto read = identity::date(day.as_string());
  return read && *read == day.as_string();
}

// The days an item is offered from and to: absent, or dates as they are stored, in their order.
void check_period(const Value& item, const std::string& path, List& wrong) {
  bool readable = true;
  for (const char* key : {"valid_from", "valid_to"}) {
    const Value* day = item.find(key);
    if (day != nullptr && !is_day(*day)) {
      wrong.push_back(violation("dictionary.day", path + '/' + key));
      readable = false;
    }
  }
  const Value* from = item.find("valid_from");
  const Value* to = item.find("valid_to");
  if (readable && from != nullptr && to != nullptr && to->as_string() < from->as_string()) {
    wrong.push_back(violation("dictionary.period", path + "/valid_to"));
  }
}

// Shape of the document; what the definitions make of it is compiled afterwards.
List shape_violations(const Value& document) {
  List wrong;
  if (!is_label(document.find("label"))) {
    wrong.push_back(violation("dictionary.label", "/label"));
  }
  const Value* items = document.find("items");
  if (items == nullptr || !items->is_list() || items->as_list().size() > kMostItems) {
    wrong.push_back(violation("dictionary.items", "/items"));
    return wrong;
  }
  std::set<std::string> seen;
  std::size_t index = 0;
  for (const Value& item : items->as_list()) {
    const std::string path = "/items/" + std::to_string(index++);
    const std::string code = code_of(item);
    if (code.empty() || code.size() > kLongestCode) {
      wrong.push_back(violation("dictionary.code", path + "/code"));
    } else if (!seen.insert(code).second) {
      wrong.push_back(violation("dictionary.code_twice", path + "/code"));
    }
    if (!is_label(item.find("label"))) {
      wrong.push_back(violation("dictionary.label", path + "/label"));
    }
    check_period(item, path, wrong);
  }
  return wrong;
}

// The document's items, followed by those of the last version it leaves out, retired.
Value with_retired(const Value& document, const Value& last) {
  List items = document.find("items")->as_list();
  std::set<std::string> present;
  for (const Value& item : items) {
    present.insert(code_of(item));
  }
  for (const Value& item : last.find("items")->as_list()) {
    if (present.count(code_of(item)) != 0) {
      continue;
    }
    Map retired = item.as_map();
    retired.set("retired", Value::boolean(true));
    items.push_back(Value::map(std::move(retired)));
  }
  return Value::map({{"label", *document.find("label")}, {"items", Value::list(std::move(items))}});
}

Value shown(const Document& document) {
  Map shown = document.content.as_map();
  shown.set("name", Value::string(document.name));
  shown.set("version", Value::integer(document.version));
  return Value::map(std::move(shown));
}

Document known(storage::Connection& connection, const std::string& tenant, std::string_view name) {
  auto found = newest_document(connection, tenant, "dictionary", name);
  if (!found) {
    throw Failure("not_found");
  }
  return std::move(*found);
}

} // namespace

Value dictionary(storage::Connection& connection, const std::string& tenant,
                 std::string_view name) {
  return shown(known(connection, tenant, name));
}

Value dictionaries(storage::Connection& connection, const std::string& tenant) {
  List list;
  for (const std::string& name : document_names(connection, tenant, "dictionary")) {
    const Document document = known(connection, tenant, name);
    const auto count = static_cast<std::int64_t>(document.content.find("items")->as_list().size());
    list.push_back(Value::map({{"name", Value::string(name)},
                               {"label", *document.content.find("label")},
                               {"version", Value::integer(document.version)},
                               {"items", Value::integer(count)}}));
  }
  return Value::list(std::move(list));
}

Value change_dictionary(storage::Connection& connection, const std::string& tenant,
                        std::string_view name, const Value& document, std::string_view author,
                        std::string_view locale, Millis now) {
  const Document last = known(connection, tenant, name);
  // What others have added since would be taken for left out.
  if (const Value* seen = document.find("version");
      seen != nullptr && *seen != Value::integer(last.version)) {
    throw version_conflict(last.version);
  }
  List wrong = shape_violations(document);
  if (!wrong.empty()) {
    throw Failure("dictionary.invalid", Value::list(std::move(wrong)));
  }
  const Document next{"dictionary", last.name, last.version + 1, std::string(author),
                      with_retired(document, last.content)};
  store_document(connection, tenant, next, now);
  stamps::raise(connection, tenant, stamps::kDefinitions);
  const Value texts = texts_of_issues(connection, tenant);
  const std::string here = "/dictionaries/" + last.name;
  for (const auto& [definition, issue] : broken_definitions(connection, tenant)) {
    const bool is_here = issue.path.compare(0, here.size(), here) == 0;
    wrong.push_back(
        Value::map({{"code", Value::string("dictionary.breaks_definition")},
                    {"path", Value::string(is_here ? issue.path.substr(here.size()) : "/items")},
                    {"params", Value::map({{"definition", Value::string(definition)},
                                           {"issue", Value::string(issue.code)},
                                           {"at", Value::string(issue.path)},
                                           {"why", Value::string(told(issue, texts, locale))}})}}));
  }
  if (!wrong.empty()) {
    throw Failure("dictionary.invalid", Value::list(std::move(wrong)));
  }
  return shown(next);
}

} // namespace qudao::definitions
