#include "server/companies/rows.h"

namespace qudao::companies {

namespace {

constexpr const char* kApplication =
    "SELECT id, company_id, name, applicant, person, special, state, applied_at, due_at,"
    " answered_by, answered_at FROM company_application WHERE tenant_id = $1";

StoredApplication application_of(const storage::Row& row) {
  StoredApplication out;
  pool::Application& application = out.application;
  application.id = row.text(0);
  application.company = row.text(1);
  application.name = row.text(2);
  application.applicant = row.text(3);
  application.person = row.text(4);
  application.special = row.flag(5);
  application.state =
      pool::application_state_named(row.text(6)).value_or(pool::ApplicationState::lapsed);
  application.applied = moment_of(row.integer(7));
  if (const auto due = row.integer_if(8)) {
    application.due = moment_of(*due);
  }
  out.answered_by = row.text(9);
  out.answered_at = row.integer_if(10);
  return out;
}

} // namespace

std::optional<StoredApplication> find_application(storage::Connection& connection,
                                                  const std::string& tenant,
                                                  std::string_view library, std::string_view id) {
  static const std::string kSql = std::string(kApplication) + " AND id = $2 AND library = $3";
  const auto row = connection.one(kSql, {tenant, id, library});
  return row ? std::optional<StoredApplication>(application_of(*row)) : std::nullopt;
}

std::optional<pool::Application> holding(storage::Connection& connection, const std::string& tenant,
                                         const std::string& company, Millis now) {
  static const std::string kSql =
      std::string(kApplication) + " AND company_id = $2 AND state IN ('open', 'allowed')";
  const auto row = connection.one(kSql, {tenant, company});
  if (!row) {
    return std::nullopt;
  }
  const StoredApplication stored = application_of(*row);
  return stored.application.holds(moment_of(now))
             ? std::optional<pool::Application>(stored.application)
             : std::nullopt;
}

void store_application(storage::Connection& connection, const std::string& tenant,
                       const std::string& library, const pool::Application& application,
                       const std::string& answered_by, Millis now) {
  // One whose window is over holds nothing any more.
  connection.execute("UPDATE company_application SET state = 'lapsed' WHERE tenant_id = $1"
                     " AND company_id = $2 AND state = 'allowed' AND due_at <= $3 AND id <> $4",
                     {tenant, application.company, now, application.id});
  const auto due = millis_if(application.due);
  const storage::Parameter due_at = due ? storage::Parameter(*due) : storage::Parameter(nullptr);
  const storage::Parameter answered_at =
      answered_by.empty() ? storage::Parameter(nullptr) : storage::Parameter(now);
  connection.execute(
      "INSERT INTO company_application (tenant_id, id, library, company_id, name, applicant,"
      " person, special, state, applied_at, due_at, answered_by, answered_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
      " ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state, due_at = excluded.due_at,"
      " answered_by = CASE WHEN excluded.answered_by = '' THEN company_application.answered_by"
      " ELSE excluded.answered_by END,"
      " answered_at = coalesce(excluded.answered_at, company_application.answered_at)",
      {tenant, application.id, library, application.company, application.name,
       application.applicant, application.person, application.special,
       pool::name_of(application.state), millis_of(application.applied), due_at, answered_by,
       answered_at});
}

std::vector<StoredApplication> applications_of(storage::Connection& connection,
                                               const std::string& tenant,
                                               std::string_view library) {
  static const std::string kSql =
      std::string(kApplication) + " AND library = $2 ORDER BY applied_at DESC, id DESC LIMIT 500";
  std::vector<StoredApplication> out;
  for (const auto& row : connection.query(kSql, {tenant, library})) {
    out.push_back(application_of(row));
  }
  return out;
}

} // namespace qudao::companies
