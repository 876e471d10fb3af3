#include "core/pool/merge.h"

#include <map>

#include "core/value/json.h"
#include "server/changes/changes.h"
#include "server/companies/acting.h"
#include "server/companies/pairs.h"
#include "server/companies/show.h"
#include "server/companies/snapshot.h"
#include "server/crypto/digest.h"
#include "server/failure/conflict.h"

namespace qudao::companies {

namespace {

match::Company known_of(const Books& books, const Stored& stored) {
  return match::read_company(*books.lexicon, books.matching, matched_data(stored));
}

bool registrations_differ(const Books& books, const Stored& a, const Stored& b) {
  const auto of_a = known_of(books, a).registrations;
  const auto of_b = known_of(books, b).registrations;
  return !of_a.empty() && !of_b.empty() &&
         std::none_of(of_a.begin(), of_a.end(), [&of_b](const std::string& each) {
           return std::find(of_b.begin(), of_b.end(), each) != of_b.end();
         });
}

void take_away(storage::Connection& connection, const std::string& tenant, const Stored& gone) {
  const pool::Company& company = gone.company;
  const auto changed = connection.execute(
      "DELETE FROM company WHERE tenant_id = $1 AND id = $2 AND version = $3 AND owner = $4",
      {tenant, company.id, company.version, company.owner});
  if (changed != 1) {
    throw version_conflict(company.version);
  }
  connection.execute("DELETE FROM company_key WHERE tenant_id = $1 AND company_id = $2",
                     {tenant, company.id});
  connection.execute("DELETE FROM company_fact WHERE tenant_id = $1 AND company_id = $2",
                     {tenant, company.id});
}

void store_found_by(storage::Connection& connection, const std::string& tenant, const Books& books,
                    const Stored& stored) {
  const match::Company known = known_of(books, stored);
  store_keys(connection, tenant, books, stored, known);
  store_facts(connection, tenant, stored, known);
}

struct StoredMerge {
  std::string kept;
  std::string gone;
  pool::Past past;
  Stored other; // as it was
};

std::optional<StoredMerge> find_merge(storage::Connection& connection, const std::string& tenant,
                                      const std::string& library, const std::string& id) {
  const auto row = connection.one("SELECT kept_id, gone_id, merged_by, merged_at, undone_at, state"
                                  " FROM company_merge WHERE tenant_id = $1 AND library = $2"
                                  " AND id = $3",
                                  {tenant, library, id});
  const auto state = row ? parse_json(row->text(5)) : parse_json("");
  if (!row || !state) {
    return std::nullopt;
  }
  StoredMerge out{row->text(0), row->text(1), {}, restored(*state->find("other"))};
  out.past.kept = side_of(restored(*state->find("kept")));
  out.past.other = side_of(out.other);
  out.past.merged = side_of(restored(*state->find("merged")));
  out.past.by = row->text(2);
  out.past.at = moment_of(row->integer(3));
  out.past.undone = !row->is_null(4);
  return out;
}

// Whoever has a registration of the other one that is neither of the two.
bool registration_taken(storage::Connection& connection, const std::string& tenant,
                        const Books& books, const StoredMerge& merge) {
  const Facts facts = facts_of(known_of(books, merge.other));
  return std::any_of(
      facts.registrations.begin(), facts.registrations.end(), [&](const std::string& fact) {
        const auto row =
            connection.one("SELECT company_id FROM company_fact WHERE tenant_id = $1 AND fact = $2",
                           {tenant, fact});
        return row && row->text(0) != merge.kept;
      });
}

std::vector<pool::Returning> returning(storage::Connection& connection, const std::string& tenant,
                                       const Acting& acting, const StoredMerge& merge,
                                       const std::string& owner) {
  std::vector<pool::Returning> out;
  for (const std::string& id :
       {owner, merge.past.kept.company.owner, merge.past.other.company.owner}) {
    const bool known = std::any_of(out.begin(), out.end(), [&id](const pool::Returning& each) {
      return each.person.id == id;
    });
    auto person = known ? std::nullopt : person_of(connection, tenant, id);
    if (person) {
      const pool::Load load =
          load_of(connection, tenant, acting.rules(), *person, acting.day_start());
      out.push_back({std::move(*person), load});
    }
  }
  return out;
}

// What came to the kept one with the other, or was merged into that before, is the other's again.
void give_back_members(storage::Connection& connection, const std::string& tenant,
                       const std::string& kept, const std::string& other) {
  std::map<std::string, std::string> into;
  for (const auto& row : connection.query("SELECT gone_id, kept_id FROM company_merge"
                                          " WHERE tenant_id = $1 AND holder_id = $2",
                                          {tenant, kept})) {
    into[row.text(0)] = row.text(1);
  }
  for (const auto& [gone, first] : into) {
    std::string at = first;
    while (at != other && into.count(at) != 0) {
      at = into[at];
    }
    if (at == other) {
      connection.execute("UPDATE company_merge SET holder_id = $3 WHERE tenant_id = $1"
                         " AND gone_id = $2 AND undone_at IS NULL",
                         {tenant, gone, other});
    }
  }
}

// By what the one that is gone was found, whatever of it is chosen.
Value known_as_data(const Stored& other) {
  Stored alone = other;
  alone.also.clear();
  return matched_data(alone);
}

List also_without(List also, const Stored& other) {
  List gone = other.also;
  gone.push_back(known_as_data(other));
  for (const Value& each : gone) {
    const auto found = std::find(also.begin(), also.end(), each);
    if (found != also.end()) {
      also.erase(found);
    }
  }
  return also;
}

} // namespace

Value Companies::merge(storage::Connection& connection, const records::Caller& caller,
                       const MergeRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  const pool::Rules& rules = acting.rules();
  const Stored kept = acting.company(request.company);
  const Stored other = acting.company(request.other);
  pool::MergeContext context;
  context.now = moment_of(caller.now);
  context.actor = acting.viewer();
  context.applied_for = holding(connection, tenant, kept.company.id, caller.now).has_value() ||
                        holding(connection, tenant, other.company.id, caller.now).has_value();
  context.marked_different =
      mark_between(connection, tenant, kept.company.id,
                   {all_of(connection, tenant, other.company.id), other.company.name})
          .has_value();
  context.registrations_differ = registrations_differ(*books, kept, other);
  const auto decided = pool::merge(rules, side_of(kept), side_of(other), request.command, context);
  if (!decided) {
    throw acting.failure(decided.error());
  }
  Stored merged = kept;
  merged.company = decided->next;
  take_known(merged, decided->data);
  merged.also.push_back(known_as_data(other));
  merged.also.insert(merged.also.end(), other.also.begin(), other.also.end());
  work_out_due(connection, tenant, *books, rules, merged);
  Map out{{"company", shown_company(connection, tenant, rules, acting.viewer(), merged)}};
  if (request.preview) {
    return Value::map(std::move(out));
  }
  take_away(connection, tenant, other);
  update(connection, tenant, rules, merged, {true, kept.company.owner, kept.company.version});
  store_found_by(connection, tenant, *books, merged);
  const std::string id = crypto::uuid_v7(caller.now);
  connection.execute("UPDATE company_merge SET holder_id = $3 WHERE tenant_id = $1"
                     " AND holder_id = $2",
                     {tenant, other.company.id, kept.company.id});
  connection.execute(
      "INSERT INTO company_merge (tenant_id, id, library, kept_id, gone_id, holder_id, merged_by,"
      " merged_at, undone_by, state) VALUES ($1, $2, $3, $4, $5, $4, $6, $7, '', $8)",
      {tenant, id, rules.library, kept.company.id, other.company.id, caller.who.user_id, caller.now,
       write_json(Value::map({{"kept", snapshot_of(kept)},
                              {"other", snapshot_of(other)},
                              {"merged", snapshot_of(merged)}}))});
  trace(connection, caller,
        {rules.library,
         kept.company.id,
         decided->event,
         {{"name", Value::string(other.company.name)}, {"merge", Value::string(id)}}});
  audit::append(connection, caller.actor, "company.merged_into", other.company.id,
                {{"into", Value::string(kept.company.id)}, {"merge", Value::string(id)}},
                caller.now);
  changes::removed(connection, tenant, {"company", other.company.id, ""}, caller.now);
  tell(connection, tenant, decided->inform, "company_merged", merged.company.name, caller.now);
  out.set("merge", Value::string(id));
  return Value::map(std::move(out));
}

Value Companies::undo_merge(storage::Connection& connection, const records::Caller& caller,
                            const std::string& library, const std::string& id) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  const pool::Rules& rules = acting.rules();
  const auto merge = find_merge(connection, tenant, library, id);
  if (!merge) {
    throw Failure("not_found");
  }
  const auto found = find(connection, tenant, library, merge->kept);
  pool::UnmergeContext context;
  context.now = moment_of(caller.now);
  context.actor = acting.viewer();
  context.buried = !found.has_value();
  context.fact_taken = registration_taken(connection, tenant, *books, *merge);
  const pool::Side now = found ? side_of(*found) : merge->past.merged;
  context.people = returning(connection, tenant, acting, *merge, now.company.owner);
  const auto decided = pool::unmerge(rules, merge->past, now, context);
  if (!decided) {
    throw acting.failure(decided.error());
  }
  Stored kept = *found;
  kept.company = decided->kept.company;
  take_known(kept, decided->kept.data);
  kept.also = also_without(kept.also, merge->other);
  Stored other = merge->other;
  other.company = decided->other.company;
  take_known(other, decided->other.data);
  for (Stored* each : {&kept, &other}) {
    work_out_due(connection, tenant, *books, rules, *each);
  }
  update(connection, tenant, rules, kept, {true, found->company.owner, found->company.version});
  store_found_by(connection, tenant, *books, kept);
  insert(connection, tenant, rules, other);
  store_found_by(connection, tenant, *books, other);
  connection.execute("UPDATE company_merge SET holder_id = '', undone_by = $3, undone_at = $4"
                     " WHERE tenant_id = $1 AND id = $2",
                     {tenant, id, caller.who.user_id, caller.now});
  give_back_members(connection, tenant, merge->kept, merge->gone);
  trace(connection, caller,
        {rules.library,
         kept.company.id,
         decided->event,
         {{"name", Value::string(other.company.name)}, {"merge", Value::string(id)}}});
  audit::append(connection, caller.actor, "company.unmerged_from", other.company.id,
                {{"from", Value::string(kept.company.id)}, {"merge", Value::string(id)}},
                caller.now);
  changes::written(connection, tenant, {"company", other.company.id, ""});
  tell(connection, tenant, decided->inform, "company_unmerged", other.company.name, caller.now);
  List both;
  for (const Stored& each : {kept, other}) {
    both.push_back(shown_company(connection, tenant, rules, acting.viewer(), each));
  }
  return Value::map({{"companies", Value::list(std::move(both))}});
}

} // namespace qudao::companies
