#include "core/pool/merge.h"
#include "server/companies/acting.h"
#include "server/companies/pairs.h"
#include "server/crypto/digest.h"
#include "server/search/search.h"

namespace qudao::companies {

namespace {

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& each) {
    return std::find(b.begin(), b.end(), each) != b.end();
  });
}

struct Marking {
  Stored company;
  std::optional<Stored> other;
  std::string name;
};

std::vector<Violation> decide_mark(const Books& books, const pool::Rules& rules,
                                   const Marking& pair, const pool::Person& actor,
                                   std::string_view reason) {
  pool::Pair asked{rules, pair.company.company, nullptr, nullptr, pair.name, false};
  if (pair.other) {
    const match::Company a = match::read_company(*books.lexicon, books.matching, pair.company.data);
    const match::Company b = match::read_company(*books.lexicon, books.matching, pair.other->data);
    asked.other_rules = &books.library(pair.other->company.library);
    asked.other = &pair.other->company;
    asked.same_registration = share_one(a.registrations, b.registrations);
  }
  return pool::mark_apart(asked, actor, reason);
}

void trace_mark(storage::Connection& connection, const records::Caller& caller, const Marking& pair,
                const char* kind, const std::string& reason) {
  const auto of = [&](const Stored& company, const std::string& name) {
    const std::string& owner = company.company.owner;
    trace(connection, caller,
          {company.company.library,
           company.company.id,
           {kind, owner, owner, reason, false},
           {{"name", Value::string(name)}, {"detail", Value::string(reason)}}});
  };
  of(pair.company, pair.other ? pair.other->company.name : pair.name);
  if (pair.other) {
    of(*pair.other, pair.company.company.name);
  }
}

void insert_mark(storage::Connection& connection, const records::Caller& caller,
                 const std::string& company, const std::string& other, const std::string& mark,
                 const std::string& name, const std::string& reason) {
  connection.execute(
      "INSERT INTO company_apart (tenant_id, company_id, other, mark_id, name, reason, marked_by,"
      " marked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
      " ON CONFLICT (tenant_id, company_id, other) DO UPDATE SET mark_id = excluded.mark_id,"
      " name = excluded.name, reason = excluded.reason, marked_by = excluded.marked_by,"
      " marked_at = excluded.marked_at",
      {caller.who.tenant_id, company, other, mark, name, reason, caller.who.user_id, caller.now});
}

} // namespace

Value Companies::mark_different(storage::Connection& connection, const records::Caller& caller,
                                const MarkRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  Marking pair{acting.company(request.company), std::nullopt, request.name};
  if (!request.other.empty()) {
    pair.other = find_anywhere(connection, tenant, request.other);
    // Of a library the caller is not in it is not said that it is there.
    if (!pair.other || !is_in(books->library(pair.other->company.library), acting.viewer())) {
      throw Failure("not_found");
    }
  }
  const auto violations =
      decide_mark(*books, acting.rules(), pair, acting.viewer(), request.reason);
  if (!violations.empty()) {
    throw acting.failure(violations);
  }
  const std::string mark = crypto::uuid_v7(caller.now);
  const std::string& id = pair.company.company.id;
  if (pair.other) {
    insert_mark(connection, caller, id, pair.other->company.id, mark, pair.other->company.name,
                request.reason);
    insert_mark(connection, caller, pair.other->company.id, id, mark, pair.company.company.name,
                request.reason);
  } else {
    insert_mark(connection, caller, id, "=" + search::fold(request.name), mark, request.name,
                request.reason);
  }
  trace_mark(connection, caller, pair, "marked_different", request.reason);
  return Value::map({{"marks", shown_marks(connection, tenant, id)}});
}

Value Companies::unmark(storage::Connection& connection, const records::Caller& caller,
                        const std::string& library, const std::string& company,
                        const std::string& mark) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  const Stored marked = acting.company(company);
  static const std::string kSql =
      "SELECT other, name FROM company_apart WHERE tenant_id = $1 AND " + std::string(kOfAll) +
      " AND mark_id = $3";
  const auto row = connection.one(kSql, {tenant, marked.company.id, mark});
  if (!row) {
    throw Failure("not_found");
  }
  Marking pair{marked, std::nullopt, row->text(1)};
  if (row->text(0).front() != '=') {
    pair.other = find_anywhere(connection, tenant, holder_of(connection, tenant, row->text(0)));
  }
  const auto violations = decide_mark(*books, acting.rules(), pair, acting.viewer(), "-");
  if (!violations.empty()) {
    throw acting.failure(violations);
  }
  connection.execute("DELETE FROM company_apart WHERE tenant_id = $1 AND mark_id = $2",
                     {tenant, mark});
  trace_mark(connection, caller, pair, "unmarked", {});
  return Value::map({{"marks", shown_marks(connection, tenant, marked.company.id)}});
}

} // namespace qudao::companies
