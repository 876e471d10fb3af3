#include "core/value/json.h"
#include "server/companies/collided.h"
#include "server/companies/refusals.h"
#include "server/definitions/definitions.h"

namespace qudao::companies {

namespace {

constexpr std::size_t kNewest = 100;

struct Entered {
  std::string company; // empty: bound to one that was there
  std::string by;
  Timestamp at;
  Value data;
  bool refused = false;
};

// The newest entries there are, of those that made a company and those that were bound to one; then the newest of those refused.
std::vector<Entered> newest_entries(storage::Connection& connection, const std::string& tenant,
                                    const std::string& library) {
  std::vector<Entered> out;
  const auto most = static_cast<std::int64_t>(kNewest);
  const auto add = [&out](const storage::Row& row) {
    const auto data = parse_json(row.text(3));
    out.push_back({row.text(0), row.text(1), moment_of(row.integer(2)),
                   data ? *data : Value::map({}), false});
  };
  // Ids are in the order of time.
  for (const auto& row : connection.query("SELECT id, entered_by, entered_at, data FROM company"
                                          " WHERE tenant_id = $1 AND library = $2"
                                          " ORDER BY id DESC LIMIT $3",
                                          {tenant, library, most})) {
    add(row);
  }
  for (const auto& row : connection.query(
           "SELECT '', e.user_id, e.created_at, e.data FROM company_entry e JOIN company c"
           " ON c.tenant_id = e.tenant_id AND c.id = e.company_id"
           " WHERE e.tenant_id = $1 AND c.library = $2 ORDER BY e.created_at DESC LIMIT $3",
           {tenant, library, most})) {
    add(row);
  }
  std::stable_sort(out.begin(), out.end(), [](const Entered& a, const Entered& b) {
    return millis_of(a.at) > millis_of(b.at);
  });
  out.resize(std::min(out.size(), kNewest));
  for (Refusal& each : newest_refusals(connection, tenant, library, most)) {
    out.push_back({"", std::move(each.by), moment_of(each.at), std::move(each.data), true});
  }
  return out;
}

// What came later was not there to be found.
std::vector<pool::Found> found_then(const Checked& checked, Timestamp at) {
  std::vector<pool::Found> out = checked.found;
  for (pool::Found& each : out) {
    each.apart = each.apart || millis_of(each.since) > millis_of(at);
  }
  return out;
}

Value then_of(const pool::Collision& collision) {
  return Value::string(pool::kThens[static_cast<std::size_t>(collision.then)]);
}

} // namespace

Failure collided(Value check, bool bound) {
  Failure failure("pool.collision");
  failure.members.set("check", std::move(check));
  failure.members.set("bound", Value::boolean(bound));
  return failure;
}

Failure not_taken(storage::Connection& connection, const records::Caller& caller,
                  const Books& books, const Acting& acting, const Checked& checked,
                  const std::vector<Violation>& violations) {
  const pool::Collision& collision = checked.collision;
  const bool asks = collision.then == pool::Then::warn && violations.size() == 1 &&
                    violations.front().code == collision.code();
  if (!asks) {
    return acting.failure(violations);
  }
  return collided(shown_check(connection, caller.who.tenant_id, books, acting.rules(),
                              acting.viewer(), checked, caller.who.locale),
                  false);
}

Map taken_with(const Checked& checked, const std::string& reason) {
  Map out = kept_of(checked, {});
  if (!out.empty()) {
    out.set("reason", Value::string(reason));
  }
  return out;
}

void needs_to_go_on(const Acting& acting, const Checked& checked, const Value& check, bool warned,
                    const std::string& reason) {
  const std::string stops = checked.collision.stops(warned, reason);
  if (stops.empty()) {
    return;
  }
  if (stops != checked.collision.code()) {
    throw acting.failure({{stops, {}, {}, {}, {}}});
  }
  throw collided(check, false);
}

Value Companies::rules_of(storage::Connection& connection, const std::string& tenant,
                          const std::string& library) const {
  Value document = definitions::written_library(connection, tenant, library);
  const BooksPtr books = this->books(connection, tenant);
  return Value::map({{"document", std::move(document)},
                     {"duplicates", pool::shown_duplicates(books->library(library))}});
}

Value Companies::try_rules(storage::Connection& connection, const records::Caller& caller,
                           const std::string& library, const Value& document) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const pool::Rules& held = books->library(library);
  const pool::Rules rules =
      definitions::checked_library(connection, tenant, document, caller.who.locale);
  if (rules.library != library) {
    throw Failure("request.invalid");
  }
  const auto viewer = person_of(connection, tenant, caller.who.user_id);
  const bool names = viewer && is_in(held, *viewer);
  std::int64_t entries = 0;
  std::int64_t refusals = 0;
  List differ;
  for (const Entered& each : newest_entries(connection, tenant, library)) {
    const auto person = person_of(connection, tenant, each.by);
    if (!person) {
      continue;
    }
    ++(each.refused ? refusals : entries);
    const Checked checked =
        check_collision(connection, tenant, *books, held, *person, each.data, each.company);
    const auto found = found_then(checked, each.at);
    const pool::Collision was = pool::collide(held, *person, found);
    const pool::Collision then = pool::collide(rules, *person, found);
    if (was.then == then.then && was.reason == then.reason) {
      continue;
    }
    differ.push_back(Value::map({{"name", Value::string(names ? name_in(each.data) : "")},
                                 {"at", Value::string(rfc3339(millis_of(each.at)))},
                                 {"was", then_of(was)},
                                 {"then", then_of(then)},
                                 {"refused", Value::boolean(each.refused)}}));
  }
  return Value::map({{"duplicates", pool::shown_duplicates(rules)},
                     {"entries", Value::integer(entries)},
                     {"refusals", Value::integer(refusals)},
                     {"differ", Value::list(std::move(differ))}});
}

} // namespace qudao::companies
