#include "server/companies/acting.h"
#include "server/definitions/definitions.h"
#include "server/stamps/stamps.h"

namespace qudao::companies {

namespace {

std::int64_t count_of(storage::Connection& connection, const char* sql, const std::string& tenant) {
  const auto row = connection.one(sql, {tenant});
  return row ? row->integer(0) : 0;
}

} // namespace

Value Companies::words(storage::Connection& connection, const std::string& tenant) const {
  const auto written = definitions::written_matching(connection, tenant, 0);
  const auto at = connection.one("SELECT done FROM company_rekey WHERE tenant_id = $1", {tenant});
  Value rebuilding;
  if (at) {
    rebuilding = Value::map(
        {{"done", Value::integer(at->integer(0))},
         {"total", Value::integer(count_of(
                       connection, "SELECT count(*) FROM company WHERE tenant_id = $1", tenant))}});
  }
  return Value::map(
      {{"document", written ? *written : built_in_words()}, {"rebuilding", std::move(rebuilding)}});
}

Value Companies::publish_words(storage::Connection& connection, const records::Caller& caller,
                               const Value& document) const {
  const std::string& tenant = caller.who.tenant_id;
  const std::int64_t was = books(connection, tenant)->words_version;
  auto own = read_words(document);
  if (!own) {
    throw definitions::invalid_matching(own.error(), caller.who.locale);
  }
  definitions::store_matching(connection, tenant, document, caller.who.user_id, caller.now);
  // Until keys are made anew they are those of any version there has been since.
  for (const std::int64_t version : {was, own->version}) {
    connection.execute("INSERT INTO company_words (tenant_id, version) VALUES ($1, $2)"
                       " ON CONFLICT (tenant_id, version) DO NOTHING",
                       {tenant, version});
  }
  connection.execute("INSERT INTO company_rekey (tenant_id, after_id, done) VALUES ($1, '', 0)"
                     " ON CONFLICT (tenant_id) DO UPDATE SET after_id = '', done = 0",
                     {tenant});
  audit::append(connection, caller.actor, "matching.publish", "company",
                {{"version", Value::integer(own->version)}}, caller.now);
  return words(connection, tenant);
}

bool Companies::rekey_some(storage::Connection& connection, const std::string& tenant) const {
  constexpr int kTogether = 20;
  const auto at =
      connection.one("SELECT after_id, done FROM company_rekey WHERE tenant_id = $1", {tenant});
  if (!at) {
    return false;
  }
  static const std::string kSql = "SELECT " + std::string(kColumns) +
                                  " FROM company c WHERE c.tenant_id = $1 AND c.id > $2"
                                  " ORDER BY c.id LIMIT $3";
  const BooksPtr books = this->books(connection, tenant);
  std::string after = at->text(0);
  int taken = 0;
  for (const auto& row : connection.query(kSql, {tenant, after, kTogether})) {
    const Stored stored = stored_of(row);
    const match::Company known =
        match::read_company(*books->lexicon, books->matching, matched_data(stored));
    store_keys(connection, tenant, *books, stored, known);
    store_facts(connection, tenant, stored, known);
    store_filters(connection, tenant, stored);
    after = stored.company.id;
    ++taken;
  }
  if (taken == 0) {
    // Those that come meanwhile have the newest keys anyway.
    connection.execute("DELETE FROM company_words WHERE tenant_id = $1 AND version <> $2",
                       {tenant, books->words_version});
    connection.execute("DELETE FROM company_rekey WHERE tenant_id = $1", {tenant});
    stamps::raise(connection, tenant, stamps::kDefinitions);
    return true;
  }
  connection.execute("UPDATE company_rekey SET after_id = $2, done = $3 WHERE tenant_id = $1",
                     {tenant, after, at->integer(1) + taken});
  return true;
}

} // namespace qudao::companies
