#include <chrono>
#include <set>

#include "core/value/json.h"
#include "server/companies/choices.h"
#include "server/companies/import_fields.h"
#include "server/companies/import_job.h"
#include "server/companies/import_people.h"
#include "server/companies/told.h"
#include "server/failure/conflict.h"

namespace qudao::companies {

namespace {

constexpr std::int64_t kPortion = 10;                // rows
constexpr auto kTime = std::chrono::milliseconds(3); // of the writer
constexpr std::int64_t kRemovedTogether = 2000;      // rows

std::optional<Job> next_job(storage::Connection& connection, const std::string& tenant) {
  const auto row =
      connection.one("SELECT id, library, created_by, state, total, next_row, entered, target"
                     " FROM company_import WHERE tenant_id = $1"
                     " AND state IN ('checking', 'importing', 'removing')"
                     " ORDER BY changed_at, id LIMIT 1",
                     {tenant});
  if (!row) {
    return std::nullopt;
  }
  Job job{row->text(0),    row->text(1),    row->text(2),    row->text(3),
          row->integer(4), row->integer(5), row->integer(6), {}};
  const auto target = parse_json(row->text(7));
  if (job.state != "removing") {
    job.target = target_of(*target, target->find("columns")->as_list().size());
  }
  return job;
}

// The work goes on for whoever began it, with the rights of that moment.
records::Caller caller_for(const std::string& tenant, const Job& job, Millis now) {
  records::Caller caller;
  caller.who.tenant_id = tenant;
  caller.who.user_id = job.created_by;
  caller.who.locale = "zh-CN";
  caller.actor = {tenant, job.created_by, ""};
  caller.now = now;
  return caller;
}

void remove_some(storage::Connection& connection, const std::string& tenant, const Job& job) {
  const auto removed = connection.execute(
      "DELETE FROM company_import_row WHERE tenant_id = $1 AND import_id = $2 AND number IN"
      " (SELECT number FROM company_import_row WHERE tenant_id = $1 AND import_id = $2 LIMIT $3)",
      {tenant, job.id, kRemovedTogether});
  const auto keys = connection.execute(
      "DELETE FROM company_import_key WHERE tenant_id = $1 AND import_id = $2 AND number IN"
      " (SELECT number FROM company_import_key WHERE tenant_id = $1 AND import_id = $2 LIMIT $3)",
      {tenant, job.id, kRemovedTogether});
  if (removed + keys == 0) {
    connection.execute("DELETE FROM company_import WHERE tenant_id = $1 AND id = $2",
                       {tenant, job.id});
  }
}

Value violation(std::string_view code, Map params = {}) {
  return Value::map({{"code", Value::string(code)},
                     {"path", Value::string("")},
                     {"params", Value::map(std::move(params))}});
}

// What the check said, with the name of what is there as far as it is shown.
Value collision_of(const Value& check) {
  Map params;
  const List& matches = check.find("matches")->as_list();
  if (!matches.empty()) {
    for (const char* key : {"library", "name"}) {
      if (const Value* value = matches.front().find(key)) {
        params.set(key == std::string_view("name") ? "company" : key, *value);
      }
    }
  }
  return violation(check.find("code")->as_string(), std::move(params));
}

RowVerdict enter_row(storage::Connection& connection, const records::Caller& caller,
                     const Companies& companies, const Job& job, std::int64_t number,
                     const Value& cells) {
  try {
    Entry entry = entry_of(job.target, job.library, typed_data(job.target.columns, cells));
    entry.contact = typed_contact(job.target.columns, cells);
    entry.import = job.id;
    const Result result = companies.enter(connection, caller, entry);
    if (result.refused) {
      return {"refused", {}, {collision_of(*result.refused->members.find("check"))}};
    }
    const bool bound = result.shown.find("bound")->as_bool();
    const std::string company(result.shown.find("company")->find("id")->as_string());
    if (!bound && job.target.into != "mine" && names_people(job.target.columns)) {
      store_entered(connection, caller.who.tenant_id, job, number, company);
    }
    return {bound ? "bound" : "entered", company, {}};
  } catch (const Failure& failure) {
    return refused_row(failure);
  }
}

struct InFile {
  Value data = Value::map({});
  List people;
};

// Rows of the file that would be entered before this one, or added to such a one, as the check finds companies; what those that are
// the same say together. `owner`: whose they would be.
InFile find_in_file(storage::Connection& connection, const std::string& tenant, const Books& books,
                    const Job& job, const pool::Rules& rules, const std::string& owner,
                    Checked& checked) {
  std::set<std::int64_t> seen;
  for (const std::string& key : match::keys_to_ask(*books.lexicon, checked.company)) {
    for (const auto& row :
         connection.query("SELECT number FROM company_import_key WHERE tenant_id = $1"
                          " AND import_id = $2 AND key_text = $3",
                          {tenant, job.id, key})) {
      seen.insert(row.integer(0));
    }
  }
  InFile known;
  for (const std::int64_t number : seen) {
    const auto row = connection.one("SELECT cells FROM company_import_row WHERE tenant_id = $1"
                                    " AND import_id = $2 AND number = $3",
                                    {tenant, job.id, number});
    const auto cells = parse_json(row->text(0));
    const CheckedEntry before = entered_of(job, *cells, 0);
    const match::Company other = match::read_company(*books.lexicon, books.matching, before.asked);
    const match::Verdict verdict = compare(*books.lexicon, books.matching, checked.company, other);
    if (verdict.outcome == match::Outcome::different) {
      continue;
    }
    const bool same = verdict.outcome == match::Outcome::same;
    checked.found.push_back({"row:" + std::to_string(number),
                             rules.library,
                             owner,
                             same,
                             verdict.score,
                             {number, 0},
                             false,
                             share_number(verdict)});
    if (same) {
      known.data = merged(known.data, before.data);
      if (before.contact) {
        known.people = match::with_person(std::move(known.people), *before.contact).people;
      }
    }
  }
  return known;
}

// What later rows of the file find it by.
void store_row_keys(storage::Connection& connection, const std::string& tenant, const Books& books,
                    const Job& job, std::int64_t number, const match::Company& company) {
  for (const std::string& key : match::keys(*books.lexicon, company)) {
    connection.execute("INSERT INTO company_import_key (tenant_id, import_id, key_text, number)"
                       " VALUES ($1, $2, $3, $4)",
                       {tenant, job.id, key, number});
  }
}

void store_row(storage::Connection& connection, const std::string& tenant, const Job& job,
               std::int64_t number, const RowVerdict& verdict) {
  connection.execute("UPDATE company_import_row SET outcome = $4, company_id = $5, violations = $6"
                     " WHERE tenant_id = $1 AND import_id = $2 AND number = $3",
                     {tenant, job.id, number, verdict.outcome, verdict.company,
                      write_json(Value::list(verdict.violations))});
}

struct Counts {
  std::int64_t entered = 0;
  std::int64_t bound = 0;
  std::int64_t refused = 0;

  void add(const std::string& outcome) {
    entered += outcome == "entered" ? 1 : 0;
    bound += outcome == "bound" ? 1 : 0;
    refused += outcome == "refused" ? 1 : 0;
  }
};

// Only from where it was: of two servers that do the same one does it.
void move_on(storage::Connection& connection, const std::string& tenant, const Job& job,
             std::int64_t next, const Counts& counts, Millis now) {
  const bool over = next > job.total;
  const std::string state = !over ? job.state : job.state == "checking" ? "checked" : "done";
  const auto moved = connection.execute(
      "UPDATE company_import SET next_row = $4, entered = entered + $5, bound = bound + $6,"
      " refused = refused + $7, changed_at = $8, state = $9"
      " WHERE tenant_id = $1 AND id = $2 AND next_row = $3",
      {tenant, job.id, job.next_row, next, counts.entered, counts.bound, counts.refused, now,
       state});
  if (moved != 1) {
    throw version_conflict(job.next_row);
  }
}

} // namespace

RowVerdict refused_row(const Failure& failure) {
  const bool said = failure.violations.is_list() && !failure.violations.as_list().empty();
  return {"refused", {}, said ? failure.violations.as_list() : List{violation(failure.code)}};
}

CheckedEntry entered_of(const Job& job, const Value& cells, Millis now) {
  return checked_entry(typed_data(job.target.columns, cells),
                       typed_contact(job.target.columns, cells), now);
}

RowVerdict foresee(storage::Connection& connection, const records::Caller& caller,
                   const Books& books, const Job& job, std::int64_t number, const Value& cells) {
  const std::string& tenant = caller.who.tenant_id;
  try {
    Acting acting(connection, caller, books, job.library);
    const pool::Rules& rules = acting.rules();
    const CheckedEntry entered = entered_of(job, cells, caller.now);
    const Value& data = entered.data;
    Checked checked = check_collision(connection, tenant, books, rules, acting.viewer(),
                                      entered.asked, "", pool::DuplicateEvent::import);
    const std::size_t stored = checked.found.size();
    // With people, rows of one company are added to the first of them wherever it goes.
    const bool own = job.target.into == "mine" || entered.contact;
    const InFile in_rows = find_in_file(connection, tenant, books, job, rules,
                                        own ? job.created_by : job.target.person, checked);
    const pool::Collision collision =
        pool::collide(rules, acting.viewer(), checked.found, pool::DuplicateEvent::import);
    const bool in_file = collision.decisive && *collision.decisive >= stored;
    const std::string decisive =
        collision.decisive ? checked.found[*collision.decisive].id : std::string();
    if (collision.binds_to_own()) {
      const Stored* there = in_file ? nullptr : &checked.hits[*collision.decisive].stored;
      const Value& mine = in_file ? in_rows.data : there->data;
      needs_offered(connection, tenant, job.library, merged(mine, data), &mine);
      if (in_file) {
        if (entered.contact) {
          joined(in_rows.people, *entered.contact);
        }
        store_row_keys(connection, tenant, books, job, number, checked.company);
      } else if (entered.contact) {
        const List people = people_then(connection, tenant, job, *there, caller.now);
        if (joined(people, *entered.contact).changed) {
          store_row_person(connection, tenant, job, number, decisive);
        }
      }
      return {"bound", in_file ? std::string() : decisive, {}};
    }
    const Entry entry = entry_of(job.target, job.library, data);
    if (job.target.into != "pool") {
      acting.expect_more(job.entered);
    }
    const auto decision = acting.decide(command_of(entry), std::nullopt, std::nullopt, collision);
    if (decision) {
      needs_number(entered);
      needs_offered(connection, tenant, job.library, data, nullptr);
      store_row_keys(connection, tenant, books, job, number, checked.company);
      return {"entered", {}, {}};
    }
    const bool collides = decision.error().front().code == collision.code();
    if (collides && in_file) {
      const std::int64_t row = std::stoll(decisive.substr(4));
      return {"refused",
              {},
              {violation(collision.only_probable ? "import.probably_twice" : "import.twice",
                         {{"row", Value::integer(row)}})}};
    }
    if (collides) {
      checked.collision = collision;
      return {"refused",
              {},
              {collision_of(shown_check(connection, tenant, books, rules, acting.viewer(), checked,
                                        caller.who.locale))}};
    }
    throw acting.failure(decision.error());
  } catch (const Failure& failure) {
    return refused_row(failure);
  }
}

bool Imports::step(storage::Connection& connection, const std::string& tenant, Millis now) const {
  auto job = next_job(connection, tenant);
  if (!job) {
    return false;
  }
  if (job->state == "removing") {
    remove_some(connection, tenant, *job);
    return true;
  }
  const auto until = std::chrono::steady_clock::now() + kTime;
  const records::Caller caller = caller_for(tenant, *job, now);
  const BooksPtr books = companies_.books(connection, tenant);
  const bool importing = job->state == "importing";
  Counts counts;
  std::int64_t next = job->next_row;
  for (const auto& row :
       connection.query("SELECT number, cells FROM company_import_row WHERE tenant_id = $1"
                        " AND import_id = $2 AND number >= $3 ORDER BY number LIMIT $4",
                        {tenant, job->id, job->next_row, kPortion})) {
    const auto cells = parse_json(row.text(1));
    const RowVerdict verdict =
        importing ? enter_row(connection, caller, companies_, *job, row.integer(0), *cells)
                  : foresee(connection, caller, *books, *job, row.integer(0), *cells);
    store_row(connection, tenant, *job, row.integer(0), verdict);
    counts.add(verdict.outcome);
    job->entered += verdict.outcome == "entered" ? 1 : 0;
    next = row.integer(0) + 1;
    if (std::chrono::steady_clock::now() > until) {
      break;
    }
  }
  move_on(connection, tenant, *job, next, counts, now);
  if (next > job->total && importing) {
    companies_.imported(connection, tenant, *job, now);
  }
  return true;
}

// Who was given them is told once, of all.
void Companies::imported(storage::Connection& connection, const std::string& tenant, const Job& job,
                         Millis now) const {
  if (job.target.into != "person" || job.target.person == job.created_by) {
    return;
  }
  Told told;
  for (const auto& row :
       connection.query("SELECT c.name FROM company_import_row r JOIN company c"
                        " ON c.tenant_id = r.tenant_id AND c.id = r.company_id"
                        " WHERE r.tenant_id = $1 AND r.import_id = $2 AND r.outcome = 'entered'"
                        " ORDER BY r.number LIMIT 1000",
                        {tenant, job.id})) {
    told.add(job.target.person, row.text(0));
  }
  told.mail(connection, notices_, tenant, "companies_given", now);
}

} // namespace qudao::companies
