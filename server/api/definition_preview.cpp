#include "server/api/definition_preview.h"

#include "core/version/version.h"

namespace qudao::api {

namespace {

constexpr std::int64_t kMostRecords = 1'000; // about a second of a reader

} // namespace

Value preview_of(Domain& domain, storage::Connection& connection, const records::Caller& caller,
                 const Value& definition, std::string_view locale) {
  const std::string& tenant = caller.who.tenant_id;
  const auto next = definitions::candidate(connection, tenant, definition, locale);
  const auto newest = domain.library.newest(connection, tenant, next->entity());
  return Value::map(
      {{"changes", to_value(version::compare(*newest->compiled, *next), locale)},
       {"check", definitions::check_definition(connection, tenant, definition, locale)},
       {"effect", domain.records.preview(connection, caller, next, kMostRecords)},
       {"from", Value::integer(newest->version)},
       {"to", Value::integer(next->version())}});
}

} // namespace qudao::api
