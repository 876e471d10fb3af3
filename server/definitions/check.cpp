#include "core/lint/lint.h"
#include "server/definitions/definitions.h"
#include "server/definitions/documents.h"

namespace qudao::definitions {

Value check_definition(storage::Connection& connection, const std::string& tenant,
                       const Value& definition, std::string_view locale) {
  const Document document{"definition", {}, 0, {}, definition};
  return to_value(lint::check(assemble(connection, tenant, document)), locale);
}

} // namespace qudao::definitions
