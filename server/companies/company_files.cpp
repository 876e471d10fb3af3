#include "server/companies/acting.h"
#include "server/companies/pairs.h"
#include "server/companies/show.h"
#include "server/directory/directory.h"
#include "server/files/files.h"

namespace qudao::companies {

namespace {

constexpr std::int64_t kMostFiles = 100;

void need_to_see_all(storage::Connection& connection, const std::string& tenant,
                     const Acting& acting, const Stored& company) {
  if (!sees_all_of(connection, tenant, acting.rules(), acting.viewer(), company)) {
    throw acting.failure({{"pool.not_entitled", {}, {}, {}, {}}});
  }
}

void trace_file(storage::Connection& connection, const records::Caller& caller,
                const Stored& company, const char* kind, const std::string& name) {
  const std::string& owner = company.company.owner;
  trace(connection, caller,
        {company.company.library,
         company.company.id,
         {kind, owner, owner, {}, false},
         {{"name", Value::string(name)}}});
}

Failure wrong_file(std::string_view code, Map params = {}) {
  return Failure("validation.failed",
                 Value::list({Value::map({{"code", Value::string(code)},
                                          {"path", Value::string("/file")},
                                          {"params", Value::map(std::move(params))}})}));
}

} // namespace

Value shown_files(storage::Connection& connection, const std::string& tenant,
                  const std::string& company) {
  static const std::string kSql =
      "SELECT f.attachment_id, a.file_name, a.size, a.content_type, f.added_by, f.added_at"
      " FROM company_file f JOIN attachment a ON a.tenant_id = f.tenant_id"
      " AND a.id = f.attachment_id WHERE f.tenant_id = $1 AND f." +
      std::string(kOfAll) + " ORDER BY f.added_at DESC, f.attachment_id DESC LIMIT " +
      std::to_string(2 * kMostFiles);
  List out;
  for (const auto& row : connection.query(kSql, {tenant, company})) {
    out.push_back(
        Value::map({{"id", Value::string(row.text(0))},
                    {"file_name", Value::string(row.text(1))},
                    {"size", Value::integer(row.integer(2))},
                    {"content_type", Value::string(row.text(3))},
                    {"by", Value::string(directory::name_of(connection, tenant, row.text(4)))},
                    {"at", Value::string(rfc3339(row.integer(5)))}}));
  }
  return Value::list(std::move(out));
}

Value Companies::add_file(storage::Connection& connection, const records::Caller& caller,
                          const FileRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  const Stored company = acting.company(request.company);
  need_to_see_all(connection, tenant, acting, company);
  const auto file = files::find(connection, tenant, request.file);
  // Of what others have uploaded nothing is said.
  if (!file || file->created_by != caller.who.user_id) {
    throw wrong_file("company.file_unknown");
  }
  const std::string& id = company.company.id;
  const auto there = connection.one("SELECT count(*) FROM company_file WHERE tenant_id = $1"
                                    " AND company_id = $2",
                                    {tenant, id});
  if (there->integer(0) >= kMostFiles) {
    throw wrong_file("company.too_many", {{"max", Value::integer(kMostFiles)}});
  }
  const auto added = connection.execute(
      "INSERT INTO company_file (tenant_id, company_id, attachment_id, added_by, added_at)"
      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, company_id, attachment_id) DO NOTHING",
      {tenant, id, request.file, caller.who.user_id, caller.now});
  if (added == 1) {
    trace_file(connection, caller, company, "file_added", file->file_name);
  }
  return Value::map({{"files", shown_files(connection, tenant, id)}});
}

Value Companies::remove_file(storage::Connection& connection, const records::Caller& caller,
                             const FileRequest& request) const {
  static const std::string kSql = "DELETE FROM company_file WHERE tenant_id = $1 AND " +
                                  std::string(kOfAll) + " AND attachment_id = $3";
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  const Stored company = acting.company(request.company);
  need_to_see_all(connection, tenant, acting, company);
  const auto file = files::find(connection, tenant, request.file);
  const std::string& id = company.company.id;
  if (!file || connection.execute(kSql, {tenant, id, request.file}) == 0) {
    throw Failure("not_found");
  }
  trace_file(connection, caller, company, "file_removed", file->file_name);
  return Value::map({{"files", shown_files(connection, tenant, id)}});
}

bool Companies::may_read_file(storage::Connection& connection, const accounts::Principal& who,
                              const std::string& file) const {
  const storage::Rows rows = connection.query(
      "SELECT company_id FROM company_file WHERE tenant_id = $1 AND attachment_id = $2",
      {who.tenant_id, file});
  if (rows.empty()) {
    return false;
  }
  const BooksPtr books = this->books(connection, who.tenant_id);
  const auto viewer = person_of(connection, who.tenant_id, who.user_id);
  return viewer && std::any_of(rows.begin(), rows.end(), [&](const storage::Row& row) {
           const auto company = find_anywhere(connection, who.tenant_id,
                                              holder_of(connection, who.tenant_id, row.text(0)));
           return company &&
                  sees_all_of(connection, who.tenant_id, books->library(company->company.library),
                              *viewer, *company);
         });
}

} // namespace qudao::companies
