#include "server/definitions/documents.h"

#include <set>
#include <stdexcept>

#include "core/reuse/reuse.h"
#include "core/value/json.h"
#include "server/definitions/definitions.h"

namespace qudao::definitions {

namespace {

Value parsed(const std::string& text) {
  auto value = parse_json(text);
  if (!value) {
    throw std::runtime_error("a stored document is damaged: " + value.error().code);
  }
  return std::move(value).value();
}

Document document_of(std::string_view kind, const storage::Row& row) {
  return {std::string(kind), row.text(0), row.integer(1), row.text(2), parsed(row.text(3))};
}

void add_name(std::set<std::string>& names, const Value* holder) {
  if (holder == nullptr) {
    return;
  }
  const Value* name = holder->find("dictionary");
  if (name != nullptr && name->is_string()) {
    names.emplace(name->as_string());
  }
}

} // namespace

std::optional<Document> newest_document(storage::Connection& connection, const std::string& tenant,
                                        std::string_view kind, std::string_view name) {
  auto row = connection.one("SELECT name, version, author, document FROM pack_document"
                            " WHERE tenant_id = $1 AND kind = $2 AND name = $3"
                            " ORDER BY version DESC LIMIT 1",
                            {tenant, kind, name});
  if (!row) {
    return std::nullopt;
  }
  return document_of(kind, *row);
}

std::optional<Document> document_at(storage::Connection& connection, const std::string& tenant,
                                    std::string_view kind, std::string_view name,
                                    std::int64_t version) {
  auto row = connection.one("SELECT name, version, author, document FROM pack_document"
                            " WHERE tenant_id = $1 AND kind = $2 AND name = $3 AND version = $4",
                            {tenant, kind, name, version});
  if (!row) {
    return std::nullopt;
  }
  return document_of(kind, *row);
}

std::vector<std::string> document_names(storage::Connection& connection, const std::string& tenant,
                                        std::string_view kind) {
  std::vector<std::string> names;
  for (const auto& row : connection.query("SELECT DISTINCT name FROM pack_document"
                                          " WHERE tenant_id = $1 AND kind = $2 ORDER BY name",
                                          {tenant, kind})) {
    names.push_back(row.text(0));
  }
  return names;
}

namespace {

std::vector<Value> newest_of_kind(storage::Connection& connection, const std::string& tenant,
                                  std::string_view kind) {
  std::vector<Value> out;
  for (const std::string& name : document_names(connection, tenant, kind)) {
    out.push_back(newest_document(connection, tenant, kind, name)->content);
  }
  return out;
}

} // namespace

void store_document(storage::Connection& connection, const std::string& tenant,
                    const Document& document, Millis now) {
  connection.execute("INSERT INTO pack_document (tenant_id, kind, name, version, document, author,"
                     " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                     {tenant, document.kind, document.name, document.version,
                      write_json(document.content), document.author, now});
}

std::vector<std::string> dictionaries_of(const Value& definition) {
  std::set<std::string> names;
  const Value* fields = definition.find("fields");
  if (fields == nullptr || !fields->is_map()) {
    return {};
  }
  for (const auto& [key, field] : fields->as_map()) {
    add_name(names, field.find("choices"));
    add_name(names, field.find("document_types"));
    const Value* kind = field.find("kind");
    if (kind != nullptr && kind->is_string() && kind->as_string() == "region") {
      names.emplace("region");
    }
  }
  return {names.begin(), names.end()};
}

Value assemble(storage::Connection& connection, const std::string& tenant,
               const Document& definition) {
  Map dictionaries;
  // Its groups may name dictionaries; what cannot be expanded, compiling refuses.
  const auto expanded = reuse::expand(definition.content);
  for (const std::string& name :
       dictionaries_of(expanded ? expanded->document : definition.content)) {
    if (auto found = newest_document(connection, tenant, "dictionary", name)) {
      dictionaries.set(name, found->content);
    }
  }
  auto texts = newest_document(connection, tenant, "texts", "texts");
  return Value::map({{"definition", definition.content},
                     {"dictionaries", Value::map(std::move(dictionaries))},
                     {"texts", texts ? texts->content : Value::map({})},
                     {"version", Value::integer(definition.version)}});
}

std::vector<Value> libraries(storage::Connection& connection, const std::string& tenant) {
  return newest_of_kind(connection, tenant, "library");
}

std::vector<Value> calendars(storage::Connection& connection, const std::string& tenant) {
  return newest_of_kind(connection, tenant, "calendar");
}

} // namespace qudao::definitions
