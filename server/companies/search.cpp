#include "server/companies/search.h"

#include <algorithm>
#include <set>

#include "server/companies/show.h"
#include "server/directory/directory.h"

namespace qudao::companies {

namespace {

// What nobody can mark as different.
bool share_registration(const match::Company& a, const match::Company& b) {
  return std::any_of(a.registrations.begin(), a.registrations.end(), [&b](const std::string& code) {
    return std::find(b.registrations.begin(), b.registrations.end(), code) != b.registrations.end();
  });
}

// Whoever sees all of the company reads who said so and why; others the name of an administrator, for that of an owner may not be
// theirs to see.
Value shown_mark(storage::Connection& connection, const std::string& tenant,
                 const pool::Rules& rules, const pool::Person& viewer, const Hit& hit) {
  const pool::Company& company = hit.stored.company;
  const bool all = sees_all_of(connection, tenant, rules, viewer, hit.stored);
  const auto person = person_of(connection, tenant, hit.apart->by);
  const pool::Pool* pool = rules.pool(company.pool);
  const bool named = all || (person && pool != nullptr && company.owner != hit.apart->by &&
                             pool->administrators.names(*person));
  return Value::map(
      {{"by", Value::string(named ? directory::name_of(connection, tenant, hit.apart->by) : "")},
       {"at", Value::string(rfc3339(hit.apart->at))},
       {"reason", Value::string(all ? hit.apart->reason : "")}});
}

Value shown_hit(storage::Connection& connection, const std::string& tenant, const Books& books,
                const pool::Rules& rules, const pool::Person& viewer, const Hit& hit,
                std::string_view locale) {
  const pool::Company& company = hit.stored.company;
  Map out;
  out.set("outcome", Value::string(match::name_of(hit.verdict.outcome)));
  out.set("score", Value::integer(hit.verdict.score));
  if (hit.apart) {
    out.set("marked_different", Value::boolean(true));
  }
  if (company.library != rules.library) {
    // Of another library only that it is there.
    out.set("state", Value::string("library"));
    out.set("library", Value::string(text_in(books.library(company.library).label, locale)));
    return Value::map(std::move(out));
  }
  const bool is_free = company.owner.empty();
  out.set("state", Value::string(is_free ? "pool" : company.owner == viewer.id ? "own" : "owned"));
  out.set("library", Value::string(text_in(rules.label, locale)));
  out.set("id", Value::string(company.id));
  out.set("name", Value::string(company.name));
  out.set("owner", shown_owner(connection, tenant, rules, viewer, company.owner));
  if (hit.apart) {
    out.set("mark", shown_mark(connection, tenant, rules, viewer, hit));
  }
  out.set("reasons", *to_value(hit.verdict, books.says_match, locale).find("reasons"));
  return Value::map(std::move(out));
}

} // namespace

bool share_number(const match::Verdict& verdict) {
  return std::any_of(verdict.reasons.begin(), verdict.reasons.end(), [](const auto& reason) {
    return reason.code == "match.phone.mobile" || reason.code == "match.phone.landline";
  });
}

Checked check_collision(storage::Connection& connection, const std::string& tenant,
                        const Books& books, const pool::Rules& rules, const pool::Person& viewer,
                        const Value& data, const std::string& self, pool::DuplicateEvent event) {
  static const std::string kSql = "SELECT " + std::string(kColumns) +
                                  " FROM company_key k JOIN company c"
                                  " ON c.tenant_id = k.tenant_id AND c.id = k.company_id"
                                  " WHERE k.tenant_id = $1 AND k.key_text = $2";
  Checked out;
  out.company = match::read_company(*books.lexicon, books.matching, data);
  std::set<std::string> seen = {self};
  Asked asked;
  if (!self.empty()) {
    asked.ids = all_of(connection, tenant, self);
  }
  // Of one that others were merged into there are several, and its id says more.
  if (const Value* name = data.find("name"); name != nullptr && name->is_string()) {
    asked.name = std::string(name->as_string());
  }
  for (const std::string& key : keys_to_ask(books, data, out.company)) {
    for (const auto& row : connection.query(kSql, {tenant, key})) {
      if (!seen.insert(row.text(0)).second) {
        continue;
      }
      Stored stored = stored_of(row);
      const match::Company other =
          match::read_company(*books.lexicon, books.matching, matched_data(stored));
      match::Verdict verdict = compare(*books.lexicon, books.matching, out.company, other);
      const pool::Company& company = stored.company;
      if (verdict.outcome == match::Outcome::different) {
        if (company.library == rules.library && similar(out.company, other) &&
            !mark_between(connection, tenant, company.id, asked)) {
          out.similar.push_back({std::move(stored), std::move(verdict), {}});
        }
        continue;
      }
      std::optional<Mark> apart;
      if (!share_registration(out.company, other)) {
        apart = mark_between(connection, tenant, company.id, asked);
      }
      out.found.push_back({company.id, company.library, company.owner,
                           verdict.outcome == match::Outcome::same, verdict.score, company.entered,
                           apart.has_value(), share_number(verdict)});
      out.hits.push_back({std::move(stored), std::move(verdict), std::move(apart)});
    }
  }
  out.collision = pool::collide(rules, viewer, out.found, event);
  return out;
}

Map kept_of(const Checked& checked, const std::string& reason) {
  const pool::Collision& collision = checked.collision;
  Map out;
  if (!collision.warning) {
    return out;
  }
  out.set("duplicate", Value::string(collision.code()));
  if (collision.outcome != pool::CollisionOutcome::library) {
    out.set("name", Value::string(checked.hits[*collision.decisive].stored.company.name));
  }
  if (!reason.empty()) {
    out.set("detail", Value::string(reason));
  }
  return out;
}

Value shown_check(storage::Connection& connection, const std::string& tenant, const Books& books,
                  const pool::Rules& rules, const pool::Person& viewer, const Checked& checked,
                  std::string_view locale) {
  constexpr std::size_t kMostShown = 20;
  constexpr std::size_t kMostSimilar = 10;
  const pool::Collision& collision = checked.collision;
  Map params;
  if (!collision.library.empty()) {
    params.set("library", Value::string(text_in(books.library(collision.library).label, locale)));
  }
  std::vector<std::size_t> order(checked.hits.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  // What decides first, then what is surest.
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if ((collision.decisive == a) != (collision.decisive == b)) {
      return collision.decisive == a;
    }
    const int of_a = checked.hits[a].verdict.score;
    const int of_b = checked.hits[b].verdict.score;
    return of_a != of_b ? of_a > of_b : checked.found[a].id < checked.found[b].id;
  });
  List hits;
  for (const std::size_t index : order) {
    if (hits.size() < kMostShown) {
      hits.push_back(
          shown_hit(connection, tenant, books, rules, viewer, checked.hits[index], locale));
    }
  }
  List similar;
  for (const Hit& hit : checked.similar) {
    if (similar.size() < kMostSimilar) {
      similar.push_back(shown_hit(connection, tenant, books, rules, viewer, hit, locale));
    }
  }
  const std::string code = collision.code();
  return Value::map(
      {{"outcome", Value::string(pool::name_of(collision.outcome))},
       {"code", Value::string(code)},
       {"message", Value::string(books.says_pool.say(code, params, locale))},
       {"may_enter", Value::boolean(collision.may_enter())},
       {"warning", Value::boolean(collision.warning)},
       {"then", Value::string(pool::kThens[static_cast<std::size_t>(collision.then)])},
       {"reason_needed", Value::boolean(collision.reason)},
       {"total", Value::integer(static_cast<std::int64_t>(checked.hits.size()))},
       {"matches", Value::list(std::move(hits))},
       {"similar", Value::list(std::move(similar))}});
}

} // namespace qudao::companies
