#include "server/companies/turns.h"

#include "core/pool/due.h"

namespace qudao::companies {

std::string turn(storage::Connection& connection, const std::string& tenant, const Acting& acting,
                 const std::string& pool) {
  const pool::Rules& rules = acting.rules();
  const pool::Pool* of = rules.pool(pool);
  if (of == nullptr || of->distribution != pool::Distribution::in_turn ||
      !of->administrators.names(acting.viewer())) {
    return {};
  }
  std::vector<pool::Candidate> candidates;
  for (const auto& row : connection.query(
           "SELECT id FROM user_account WHERE tenant_id = $1 AND state = 'active'", {tenant})) {
    auto person = person_of(connection, tenant, row.text(0));
    if (person && of->members.names(*person)) {
      const pool::Load load = load_of(connection, tenant, rules, *person, acting.day_start());
      candidates.push_back({std::move(*person), load});
    }
  }
  const auto last = connection.one("SELECT user_id FROM company_turn WHERE tenant_id = $1"
                                   " AND library = $2 AND pool = $3",
                                   {tenant, rules.library, pool});
  std::string next =
      pool::next_in_turn(rules, *of, candidates, last ? last->text(0) : std::string());
  if (!next.empty()) {
    connection.execute("INSERT INTO company_turn (tenant_id, library, pool, user_id)"
                       " VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, library, pool)"
                       " DO UPDATE SET user_id = excluded.user_id",
                       {tenant, rules.library, pool, next});
  }
  return next;
}

} // namespace qudao::companies
