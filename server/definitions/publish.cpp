#include "core/lint/lint.h"
#include "core/reuse/reuse.h"
#include "core/version/version.h"
#include "server/definitions/definitions.h"
#include "server/definitions/documents.h"
#include "server/failure/conflict.h"
#include "server/stamps/stamps.h"

namespace qudao::definitions {

namespace {

// In the words of the linter, which has them in every language.
Failure invalid(const Value& bundle, std::string_view locale) {
  const Value report = to_value(lint::check(bundle), locale);
  List violations;
  for (const Value& finding : report.find("findings")->as_list()) {
    Map violation = finding.as_map();
    violation.erase("severity"); // nothing but errors
    violations.push_back(Value::map(std::move(violation)));
  }
  return Failure("definition.invalid", Value::list(std::move(violations)));
}

// What a document that may be anything says.
std::string entity_of(const Value& definition) {
  const Value* entity = definition.find("entity");
  return entity != nullptr && entity->is_string() ? std::string(entity->as_string()) : "";
}

Document newest_of(storage::Connection& connection, const std::string& tenant,
                   const std::string& entity) {
  auto newest = newest_document(connection, tenant, "definition", entity);
  if (!newest) {
    throw Failure("not_found");
  }
  return std::move(*newest);
}

} // namespace

CandidatePtr candidate(storage::Connection& connection, const std::string& tenant,
                       const Value& definition, std::string_view locale) {
  const Document newest = newest_of(connection, tenant, entity_of(definition));
  const Document document{"definition", newest.name, newest.version + 1, {}, definition};
  const Value bundle = assemble(connection, tenant, document);
  auto compiled = reuse::compile(bundle);
  if (!compiled) {
    throw invalid(bundle, locale);
  }
  if ((*compiled)->version() != document.version) {
    throw version_conflict(newest.version);
  }
  return std::move(compiled).value();
}

void publish(storage::Connection& connection, const std::string& tenant, const Value& definition,
             std::string_view author, std::string_view locale, Millis now) {
  const CandidatePtr next = candidate(connection, tenant, definition, locale);
  store_document(
      connection, tenant,
      {"definition", std::string(next->entity()), next->version(), std::string(author), definition},
      now);
  stamps::raise(connection, tenant, stamps::kDefinitions);
}

Value written_definition(storage::Connection& connection, const std::string& tenant,
                         std::string_view entity, std::int64_t version) {
  auto document = document_at(connection, tenant, "definition", entity, version);
  if (!document) {
    throw Failure("not_found");
  }
  return document->content;
}

Value definitions_of(storage::Connection& connection, const std::string& tenant) {
  List list;
  for (const auto& row :
       connection.query("SELECT d.name, d.version, d.author, d.created_at, u.display_name"
                        " FROM pack_document d LEFT JOIN user_account u"
                        " ON u.tenant_id = d.tenant_id AND u.id = d.author"
                        " WHERE d.tenant_id = $1 AND d.kind = 'definition'"
                        " ORDER BY d.name, d.version DESC",
                        {tenant})) {
    const Value version = Value::map({{"version", Value::integer(row.integer(1))},
                                      {"author", Value::string(row.text_or(4, row.text(2)))},
                                      {"created_at", Value::string(rfc3339(row.integer(3)))}});
    if (!list.empty() && list.back().find("entity")->as_string() == row.text(0)) {
      Map known = list.back().as_map();
      List versions = known.find("versions")->as_list();
      versions.push_back(version);
      known.set("versions", Value::list(std::move(versions)));
      list.back() = Value::map(std::move(known));
      continue;
    }
    const Document newest = newest_of(connection, tenant, row.text(0));
    list.push_back(Value::map({{"entity", Value::string(row.text(0))},
                               {"label", *newest.content.find("label")},
                               {"version", Value::integer(newest.version)},
                               {"versions", Value::list({version})}}));
  }
  return Value::list(std::move(list));
}

} // namespace qudao::definitions
