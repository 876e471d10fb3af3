// lookups: rows a form may name — channel managers, distributors, contacts — searched, paged, or by id.
//
// manager      active channel managers; those of the partner's province or industry first
// distributor  companies with an approved signing of type DB
// contact      people of one distributor (filter `distributor`) who have not left it
//
// What is searched contains the text in any column shown. A search answers at most 100 rows a page. The columns of a row
// are also the attributes rules read as `candidate` or `<field>_record`.
//
// Errors: Failure not_found for another entity, request.invalid without a needed filter.
// Cost: O(rows of the entity) per search, a look-up by key per id. Thread safety: as the connection.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/value/value.h"
#include "server/definitions/definitions.h"
#include "server/storage/connection.h"

namespace qudao::lookups {

struct Query {
  std::string text;
  std::string partner_id; // whose form is filled: decides who comes first; may be empty
  std::map<std::string, std::string> filters; // manager: province, industry; contact: distributor
  std::int64_t page = 1;
  std::int64_t page_size = 20;
};

enum class Reach {
  offered, // what may be chosen now
  known,   // also what was chosen once and is no longer offered
};

class Lookups {
 public:
  explicit Lookups(definitions::Library& library) : library_(library) {}

  // {"items": [{"id","label",…columns,"preferred"}], "total", "page", "page_size"}
  Value search(storage::Connection& connection, const std::string& tenant, std::string_view entity,
               const Query& query) const;

  std::optional<Value> attributes(storage::Connection& connection, const std::string& tenant,
                                  std::string_view entity, std::string_view id, Reach reach) const;

 private:
  Value managers(storage::Connection& connection, const std::string& tenant,
                 const Query& query) const;
  Value distributors(storage::Connection& connection, const std::string& tenant,
                     const Query& query) const;
  Value contacts(storage::Connection& connection, const std::string& tenant,
                 const Query& query) const;
  std::optional<Value> distributor(storage::Connection& connection, const std::string& tenant,
                                   std::string_view id) const;
  std::string region_name(storage::Connection& connection, const std::string& tenant,
                          std::string_view code) const;

  definitions::Library& library_;
};

} // namespace qudao::lookups
