#include "server/contacts/contacts.h"

#include "core/access/access.h"
#include "core/identity/identity.h"
#include "core/text/utf8.h"
#include "server/crypto/digest.h"
#include "server/directory/directory.h"
#include "server/failure/conflict.h"
#include "server/search/search.h"
#include "server/stamps/stamps.h"

namespace qudao::contacts {

namespace {

constexpr std::size_t kLongest = 100; // characters

struct Stored {
  Contact contact;
  std::string id;
  bool active = true;
  std::int64_t version = 1;
};

Value shown(const Stored& stored) {
  return Value::map({{"id", Value::string(stored.id)},
                     {"name", Value::string(stored.contact.name)},
                     {"title", Value::string(stored.contact.title)},
                     {"mobile", Value::string(stored.contact.mobile)},
                     {"email", Value::string(stored.contact.email)},
                     {"active", Value::boolean(stored.active)},
                     {"version", Value::integer(stored.version)}});
}

Stored stored_of(const storage::Row& row) {
  Stored stored;
  stored.id = row.text(0);
  stored.contact = {row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
  stored.active = row.flag(6);
  stored.version = row.integer(7);
  return stored;
}

void require_may(storage::Connection& connection, const accounts::Principal& who,
                 access::Action action, const std::string& partner_id) {
  access::Actor actor;
  actor.id = who.user_id;
  actor.partner_id = who.partner_id;
  for (const std::string& name : who.roles) {
    if (auto role = access::role_named(name)) {
      actor.roles.push_back(*role);
    }
  }
  access::Facts facts;
  facts.partner_id = partner_id;
  facts.in_actors_area =
      who.has_role("manager") && directory::looks_after(connection, who, partner_id);
  if (auto denied = access::may(actor, action, "contact", facts)) {
    throw Failure(denied->code);
  }
}

Value partner_of(storage::Connection& connection, const std::string& tenant,
                 const std::string& partner_id) {
  const auto row = connection.one("SELECT number, title FROM record"
                                  " WHERE tenant_id = $1 AND id = $2 AND entity = 'agent'",
                                  {tenant, partner_id});
  if (!row) {
    throw Failure("not_found");
  }
  return Value::map({{"id", Value::string(partner_id)},
                     {"number", Value::string(row->text(0))},
                     {"name", Value::string(row->text(1))}});
}

Value violation(std::string_view code, std::string_view path) {
  return Value::map(
      {{"code", Value::string(code)}, {"path", Value::string(path)}, {"params", Value::map({})}});
}

// Puts the numbers and addresses into their canonical form. Phone and e-mail may be left empty.
Contact checked(Contact contact) {
  List wrong;
  const std::pair<std::string_view, std::string*> texts[] = {{"/name", &contact.name},
                                                             {"/title", &contact.title}};
  for (const auto& [path, text] : texts) {
    if (text::count_code_points(*text) > kLongest) {
      wrong.push_back(violation("contact.too_long", path));
    }
  }
  if (contact.name.find_first_not_of(" \t\n") == std::string::npos) {
    wrong.push_back(violation("contact.name_required", "/name"));
  }
  if (!contact.mobile.empty()) {
    if (auto phone = identity::phone(contact.mobile)) {
      contact.mobile = *phone;
    } else {
      wrong.push_back(violation("contact.phone", "/mobile"));
    }
  }
  if (!contact.email.empty()) {
    if (auto email = identity::email(contact.email)) {
      contact.email = *email;
    } else {
      wrong.push_back(violation("contact.email", "/email"));
    }
  }
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  return contact;
}

Stored find(storage::Connection& connection, const std::string& tenant,
            const std::string& partner_id, const std::string& id) {
  const auto row = connection.one(
      "SELECT id, partner_id, name, title, mobile, email, active, version FROM contact"
      " WHERE tenant_id = $1 AND id = $2 AND partner_id = $3",
      {tenant, id, partner_id});
  if (!row) {
    throw Failure("not_found");
  }
  return stored_of(*row);
}

void note(storage::Connection& connection, const audit::Actor& actor, std::string_view action,
          const Stored& stored, Millis now) {
  stamps::raise(connection, actor.tenant_id, stamps::kDirectory);
  audit::append(connection, actor, action, stored.contact.partner_id,
                Map{{"contact", shown(stored)}}, now);
}

} // namespace

std::string add(storage::Connection& connection, const std::string& tenant, const Contact& contact,
                Millis now) {
  std::string id = crypto::uuid_v7(now);
  connection.execute(
      "INSERT INTO contact (tenant_id, id, partner_id, name, title, mobile, email, active, version)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 1)",
      {tenant, id, contact.partner_id, contact.name, contact.title, contact.mobile, contact.email});
  return id;
}

Value list(storage::Connection& connection, const accounts::Principal& who,
           const std::string& partner_id) {
  require_may(connection, who, access::Action::read, partner_id);
  List items;
  for (const auto& row : connection.query(
           "SELECT id, partner_id, name, title, mobile, email, active, version FROM contact"
           " WHERE tenant_id = $1 AND partner_id = $2 ORDER BY active DESC, name, id",
           {who.tenant_id, partner_id})) {
    items.push_back(shown(stored_of(row)));
  }
  return Value::map({{"partner", partner_of(connection, who.tenant_id, partner_id)},
                     {"items", Value::list(std::move(items))}});
}

Value create(storage::Connection& connection, const accounts::Principal& who,
             const audit::Actor& actor, const Contact& contact, Millis now) {
  require_may(connection, who, access::Action::create, contact.partner_id);
  partner_of(connection, who.tenant_id, contact.partner_id);
  Stored stored;
  stored.contact = checked(contact);
  stored.id = add(connection, who.tenant_id, stored.contact, now);
  note(connection, actor, "contact.created", stored, now);
  return shown(stored);
}

Value change(storage::Connection& connection, const accounts::Principal& who,
             const audit::Actor& actor, const std::string& partner_id, const std::string& id,
             const Change& change, Millis now) {
  require_may(connection, who, access::Action::edit, partner_id);
  Stored stored = find(connection, who.tenant_id, partner_id, id);
  if (stored.version != change.version) {
    throw version_conflict(stored.version);
  }
  Contact& contact = stored.contact;
  contact.name = change.name.value_or(contact.name);
  contact.title = change.title.value_or(contact.title);
  contact.mobile = change.mobile.value_or(contact.mobile);
  contact.email = change.email.value_or(contact.email);
  contact = checked(contact);
  stored.active = change.active.value_or(stored.active);
  ++stored.version;
  connection.execute("UPDATE contact SET name = $3, title = $4, mobile = $5, email = $6,"
                     " active = $7, version = $8 WHERE tenant_id = $1 AND id = $2",
                     {who.tenant_id, id, contact.name, contact.title, contact.mobile, contact.email,
                      stored.active, stored.version});
  note(connection, actor, "contact.changed", stored, now);
  return shown(stored);
}

Value partners(storage::Connection& connection, const accounts::Principal& who,
               const PartnerQuery& query) {
  static const std::string kFrom = " FROM record a WHERE a.tenant_id = $1 AND a.entity = 'agent'"
                                   " AND a.search_text LIKE $2 ESCAPE '\\' AND ($3 = 1 OR " +
                                   directory::looks_after_sql("a.id", 4) + ")";
  const bool all = who.has_role("admin");
  const directory::Area area = directory::area_of(who);
  const std::string pattern = search::contains(query.text);
  const auto total =
      connection.one("SELECT count(*)" + kFrom,
                     {who.tenant_id, pattern, all, area.province, area.industry, area.manager_id});
  List items;
  for (const auto& row : connection.query(
           "SELECT a.id, a.number, a.title" + kFrom + " ORDER BY a.title, a.id LIMIT $7 OFFSET $8",
           {who.tenant_id, pattern, all, area.province, area.industry, area.manager_id,
            query.page_size, (query.page - 1) * query.page_size})) {
    items.push_back(Value::map({{"id", Value::string(row.text(0))},
                                {"number", Value::string(row.text(1))},
                                {"name", Value::string(row.text(2))}}));
  }
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total->integer(0))},
                     {"page", Value::integer(query.page)},
                     {"page_size", Value::integer(query.page_size)}});
}

} // namespace qudao::contacts
