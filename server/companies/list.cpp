#include <algorithm>
#include <array>
#include <set>

#include "server/companies/acting.h"
#include "server/companies/choices.h"
#include "server/companies/companies.h"
#include "server/companies/list_query.h"
#include "server/companies/pairs.h"
#include "server/companies/show.h"
#include "server/search/search.h"

namespace qudao::companies {

namespace {

Value labelled(const std::vector<pool::Choice>& choices, std::string_view locale) {
  List out;
  for (const pool::Choice& each : choices) {
    out.push_back(Value::map({{"code", Value::string(each.code)},
                              {"label", Value::string(text_in(each.label, locale))}}));
  }
  return Value::list(std::move(out));
}

Value texts_shown(const std::vector<std::string>& list) {
  List out;
  for (const std::string& each : list) {
    out.push_back(Value::string(each));
  }
  return Value::list(std::move(out));
}

Value limit_shown(const pool::Limit* limit) {
  return limit == nullptr ? Value() : Value::integer(*limit->most);
}

Value pools_of(const pool::Rules& rules, const pool::Person& viewer, std::string_view locale) {
  constexpr std::array<std::string_view, 3> kClaims = {"open", "application", "nobody"};
  List out;
  for (const pool::Pool& each : rules.pools) {
    const bool administers = each.administrators.names(viewer);
    if (!administers && !each.members.names(viewer)) {
      continue;
    }
    out.push_back(
        Value::map({{"id", Value::string(each.id)},
                    {"label", Value::string(text_in(each.label, locale))},
                    {"claim", Value::string(kClaims[static_cast<std::size_t>(each.claim)])},
                    {"member", Value::boolean(each.members.names(viewer))},
                    {"administrator", Value::boolean(administers)}}));
  }
  return Value::list(std::move(out));
}

// Of the rules what tells people when something ends: {"entry", "name"} and the lines of `recycle`.
Value terms_of(const Value& document) {
  Map out;
  if (const Value* applications = document.find("applications")) {
    for (const char* key : {"entry", "name"}) {
      if (const Value* term = applications->find(key)) {
        out.set(key, *term);
      }
    }
  }
  return Value::map(std::move(out));
}

Value recycle_of(const Value& document) {
  List out;
  if (const Value* lines = document.find("recycle")) {
    for (const Value& line : lines->as_list()) {
      out.push_back(without(line, {"exempt"}));
    }
  }
  return Value::list(std::move(out));
}

// What somebody has done today, by what counts towards the targets.
Value progress_of(storage::Connection& connection, const std::string& tenant,
                  const pool::Rules& rules, const pool::Person& viewer, Millis day_start) {
  const auto row = connection.one(
      "SELECT coalesce(sum(CASE WHEN kind = 'entered' OR kind = 'claimed' THEN 1 ELSE 0 END), 0),"
      " coalesce(sum(counts), 0) FROM company_event"
      " WHERE tenant_id = $1 AND library = $2 AND actor = $3 AND created_at >= $4",
      {tenant, rules.library, viewer.id, day_start});
  return Value::map({{"new", Value::integer(row->integer(0))},
                     {"new_target", Value::integer(rules.new_per_day)},
                     {"contacts", Value::integer(row->integer(1))},
                     {"contacts_target", Value::integer(rules.contacts_per_day)}});
}

// How many of theirs they are warned of.
Value due_soon(storage::Connection& connection, const std::string& tenant, const pool::Rules& rules,
               const pool::Person& viewer, Millis now) {
  return Value::integer(connection
                            .one("SELECT count(*) FROM company WHERE tenant_id = $1"
                                 " AND library = $2 AND owner = $3 AND warn_at <= $4",
                                 {tenant, rules.library, viewer.id, now})
                            ->integer(0));
}

} // namespace

bool administers_any(const Acting& acting) {
  const auto& pools = acting.rules().pools;
  return std::any_of(pools.begin(), pools.end(), [&](const pool::Pool& each) {
    return each.administrators.names(acting.viewer());
  });
}

void needs_scope(const Acting& acting, const ListQuery& query, bool by_administrators) {
  static const std::set<std::string, std::less<>> kScopes{"mine", "department", "pool", "all"};
  if (kScopes.count(query.scope) == 0) {
    throw Failure("request.invalid");
  }
  const bool is_led = query.scope == "department";
  if (is_led && acting.viewer().leads.empty()) {
    throw acting.failure({{"pool.not_entitled", {}, {}, {}, {}}});
  }
  if (!query.person.empty() && !is_led && !administers_any(acting)) {
    throw acting.failure({{"pool.not_administrator", {}, {}, {}, {}}});
  }
  if (by_administrators && !is_led && !administers_any(acting)) {
    throw acting.failure({{"pool.not_administrator", {}, {}, {}, {}}});
  }
}

Value Companies::libraries(storage::Connection& connection, const records::Caller& caller) const {
  const std::string& tenant = caller.who.tenant_id;
  const std::string& locale = caller.who.locale;
  const BooksPtr books = this->books(connection, tenant);
  const auto viewer = person_of(connection, tenant, caller.who.user_id);
  List items;
  for (const pool::Rules& rules : books->libraries) {
    if (!viewer || !is_in(rules, *viewer)) {
      continue;
    }
    const Acting acting(connection, caller, *books, rules.library);
    const pool::Load load = load_of(connection, tenant, rules, *viewer, acting.day_start());
    items.push_back(Value::map(
        {{"id", Value::string(rules.library)},
         {"label", Value::string(text_in(rules.label, locale))},
         {"pools", pools_of(rules, *viewer, locale)},
         {"reasons", labelled(rules.reasons, locale)},
         {"ways", labelled(rules.ways, locale)},
         {"choices", shown_choices(connection, tenant, rules.library)},
         {"boxes", labelled(rules.boxes, locale)},
         {"counts_from_maturity", Value::integer(rules.counts_from_maturity)},
         {"leads", texts_shown(viewer->leads)},
         {"may_request", Value::boolean(rules.special_by.names(*viewer))},
         {"terms", terms_of(books->document(rules.library))},
         {"recycle", recycle_of(books->document(rules.library))},
         {"owned", Value::integer(owned_by(connection, tenant, rules, viewer->id))},
         {"owned_limit", limit_shown(rules.limit_of(rules.inventory, *viewer, false))},
         {"claims_today", Value::integer(load.claims_today)},
         {"claims_limit", limit_shown(rules.limit_of(rules.claims_per_day, *viewer, false))},
         {"due_soon", due_soon(connection, tenant, rules, *viewer, caller.now)},
         {"today", progress_of(connection, tenant, rules, *viewer, acting.day_start())}}));
  }
  return Value::map({{"items", Value::list(std::move(items))}});
}

Value Companies::list(storage::Connection& connection, const records::Caller& caller,
                      const ListQuery& query) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, query.library);
  needs_scope(acting, query, query.due_within && query.scope != "mine");
  const Conditions conditions(acting, tenant, query);
  const auto total = connection.query("SELECT count(*)" + conditions.sql(), conditions.with());
  std::string page = "SELECT " + std::string(kColumns) + conditions.sql();
  page += query.due_within ? " ORDER BY c.due_at, c.id"
                           : " ORDER BY c.owned_since DESC, c.entered_at DESC, c.id DESC";
  page += " LIMIT $12 OFFSET $13";
  List items;
  for (const auto& row : connection.query(
           page, conditions.with({query.page_size, (query.page - 1) * query.page_size}))) {
    items.push_back(
        shown_company(connection, tenant, acting.rules(), acting.viewer(), stored_of(row)));
  }
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total.front().integer(0))},
                     {"page", Value::integer(query.page)},
                     {"page_size", Value::integer(query.page_size)}});
}

Value Companies::view(storage::Connection& connection, const records::Caller& caller,
                      const std::string& library, const std::string& id) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  const Stored company = acting.company(holder_of(connection, tenant, id));
  const std::string& held = company.company.id;
  const bool all = sees_all_of(connection, tenant, acting.rules(), acting.viewer(), company);
  const Value nothing = Value::list({});
  const auto application = holding(connection, tenant, held, caller.now);
  return Value::map(
      {{"company", shown_company(connection, tenant, acting.rules(), acting.viewer(), company)},
       {"events", shown_events(connection, tenant, acting.rules(), acting.viewer(), company)},
       {"entries", shown_entries(connection, tenant, acting.rules(), acting.viewer(), company)},
       {"merges", all ? shown_merges(connection, tenant, held) : nothing},
       {"files", all ? shown_files(connection, tenant, held) : nothing},
       {"marks", all ? shown_marks(connection, tenant, held) : nothing},
       {"applied_for", Value::boolean(application.has_value())}});
}

Value Companies::people(storage::Connection& connection, const records::Caller& caller,
                        const std::string& library, const std::string& text) const {
  constexpr std::size_t kMost = 100;
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  const pool::Rules& rules = acting.rules();
  const pool::Person& me = acting.viewer();
  // Administrators look after the members of the pools they administer, and no others.
  const auto looks_after = [&](const pool::Person& person) {
    return std::any_of(rules.pools.begin(), rules.pools.end(), [&](const auto& each) {
      return each.administrators.names(me) && each.members.names(person);
    });
  };
  const std::string wanted = search::fold(text);
  List items;
  for (const auto& row : connection.query("SELECT id FROM user_account WHERE tenant_id = $1"
                                          " AND state = 'active' ORDER BY display_name, id",
                                          {tenant})) {
    const auto person = person_of(connection, tenant, row.text(0));
    const auto known = directory::person(connection, tenant, row.text(0));
    const bool is_member =
        std::any_of(rules.pools.begin(), rules.pools.end(),
                    [&](const auto& each) { return each.members.names(*person); });
    const bool is_colleague = !me.department.empty() && me.department == person->department;
    const bool is_own_part = looks_after(*person);
    const bool is_led = pool::leads(me, *person);
    const bool is_shown = is_own_part || is_led || is_colleague || me.id == person->id ||
                          rules.shows_owner(me, *person) == pool::OwnerShown::name;
    const std::string department = department_of(connection, tenant, *known);
    const bool fits =
        search::fold(known->name + ' ' + known->user_name + ' ' + department).find(wanted) !=
        std::string::npos;
    if (!is_member || !is_shown || !fits) {
      continue;
    }
    Map out;
    out.set("id", Value::string(person->id));
    out.set("name", Value::string(known->name));
    out.set("department", Value::string(department));
    out.set("mine", Value::boolean(me.id == person->id));
    out.set("led", Value::boolean(is_led));
    if (is_own_part || is_led) {
      out.set("owned", Value::integer(owned_by(connection, tenant, rules, person->id)));
      out.set("owned_limit", limit_shown(rules.limit_of(rules.inventory, *person, false)));
    }
    items.push_back(Value::map(std::move(out)));
    if (items.size() == kMost) {
      break;
    }
  }
  return Value::map({{"items", Value::list(std::move(items))}});
}

Value Companies::applications(storage::Connection& connection, const records::Caller& caller,
                              const std::string& library) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  const pool::Person& me = acting.viewer();
  const pool::Rules& rules = acting.rules();
  const auto answers = [&](const pool::Application& application) {
    const auto company =
        find(connection, tenant, library, holder_of(connection, tenant, application.company));
    const pool::Pool* pool = company ? rules.pool(company->company.pool) : nullptr;
    return pool != nullptr && pool->administrators.names(me);
  };
  List items;
  for (const StoredApplication& each : applications_of(connection, tenant, library)) {
    const pool::Application& application = each.application;
    if (application.applicant == me.id || application.person == me.id || answers(application)) {
      items.push_back(shown_application(connection, tenant, acting.rules(), me, each));
    }
  }
  return Value::map({{"items", Value::list(std::move(items))}});
}

} // namespace qudao::companies
