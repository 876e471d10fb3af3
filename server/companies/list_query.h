// What lists and exports share. Internal of the room.
#pragma once

#include "server/companies/acting.h"

namespace qudao::companies {

// Whether the viewer administers a pool of the library.
bool administers_any(const Acting& acting);

// Failures request.invalid and access.denied: whoever asks is not entitled to such a list. `by_administrators`: beyond one's own.
void needs_scope(const Acting& acting, const ListQuery& query, bool by_administrators);

// " FROM company c WHERE …": the conditions of a list, with their parameters. It asks of no column what is not asked for, so that
// counting reads an index; every parameter from $1 to $11 is named, whatever is asked.
class Conditions {
 public:
  Conditions(const Acting& acting, const std::string& tenant, const ListQuery& query);

  const std::string& sql() const { return sql_; }
  // Behind them more, from $12. They live as long as this and the query.
  std::vector<storage::Parameter> with(std::initializer_list<storage::Parameter> more = {}) const;

 private:
  const std::string& tenant_;
  const ListQuery& query_;
  std::string viewer_;
  std::string pattern_;
  Millis due_ = 0;
  std::string led_;
  std::string masked_;
  std::string sql_;
};

} // namespace qudao::companies
