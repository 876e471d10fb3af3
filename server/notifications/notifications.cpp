#include "server/notifications/notifications.h"

#include "core/form/texts.h"
#include "core/value/json.h"
#include "server/crypto/digest.h"
#include "server/mail/mail.h"

namespace qudao::notifications {

namespace {

constexpr std::string_view kTexts = "notices";

Map params_of(const std::string& text) {
  auto read = parse_json(text);
  return read && read->is_map() ? read->as_map() : Map{};
}

} // namespace

std::string Notifications::text(const Value& texts, std::string_view kind, std::string_view part,
                                const Map& params, std::string_view locale) const {
  const Value* notice = texts.find(kind);
  const Value* localized = notice == nullptr ? nullptr : notice->find(part);
  if (localized == nullptr) {
    return std::string(kind);
  }
  std::string out;
  form::fill_template(out, form::pick_locale(*localized, locale),
                      [&](std::string_view name, std::string& to) {
                        const Value* value = params.find(name);
                        if (value == nullptr) {
                          return false;
                        }
                        // A parameter may itself be a text per locale, e.g. the label of an entity.
                        if (value->is_map()) {
                          to += form::pick_locale(*value, locale);
                        } else {
                          form::append_display(to, *value);
                        }
                        return true;
                      });
  return out;
}

void Notifications::tell(storage::Connection& connection, const std::string& tenant,
                         const directory::Person& person, const Notice& notice, Millis now) const {
  connection.execute("INSERT INTO notification (tenant_id, user_id, id, kind, entity, record_id,"
                     " params, created_at, read_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)",
                     {tenant, person.id, crypto::uuid_v7(now), notice.kind, notice.entity,
                      notice.record_id, write_json(Value::map(notice.params)), now});
  mail(connection, tenant, person, notice.kind, notice.params, now);
}

void Notifications::mail(storage::Connection& connection, const std::string& tenant,
                         const directory::Person& person, std::string_view kind, const Map& params,
                         Millis now) const {
  if (person.email.empty()) {
    return;
  }
  const auto texts = library_.texts(connection, tenant, kTexts);
  mail::Message message;
  message.to = person.email;
  message.subject = text(*texts, kind, "subject", params, person.locale);
  message.body = text(*texts, kind, "body", params, person.locale);
  mail::enqueue(connection, tenant, message, now);
}

Value Notifications::list(storage::Connection& connection, const accounts::Principal& who,
                          std::int64_t page, std::int64_t page_size) const {
  const auto texts = library_.texts(connection, who.tenant_id, kTexts);
  List items;
  for (const auto& row :
       connection.query("SELECT id, kind, entity, record_id, params, created_at, read_at"
                        " FROM notification WHERE tenant_id = $1 AND user_id = $2"
                        " ORDER BY id DESC LIMIT $3 OFFSET $4",
                        {who.tenant_id, who.user_id, page_size, (page - 1) * page_size})) {
    const Map params = params_of(row.text(4));
    const std::string kind = row.text(1);
    items.push_back(Value::map(
        {{"id", Value::string(row.text(0))},
         {"kind", Value::string(kind)},
         {"subject", Value::string(text(*texts, kind, "subject", params, who.locale))},
         {"text", Value::string(text(*texts, kind, "body", params, who.locale))},
         {"entity", Value::string(row.text(2))},
         {"record_id", Value::string(row.text(3))},
         {"created_at", Value::string(rfc3339(row.integer(5)))},
         {"params", Value::map(params)},
         {"read", Value::boolean(!row.is_null(6))},
         {"read_at", row.is_null(6) ? Value::null() : Value::string(rfc3339(row.integer(6)))}}));
  }
  const auto total = connection.one("SELECT count(*) FROM notification"
                                    " WHERE tenant_id = $1 AND user_id = $2",
                                    {who.tenant_id, who.user_id});
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total->integer(0))},
                     {"unread", Value::integer(unread(connection, who))},
                     {"page", Value::integer(page)},
                     {"page_size", Value::integer(page_size)}});
}

std::int64_t unread(storage::Connection& connection, const accounts::Principal& who) {
  const auto row = connection.one("SELECT count(*) FROM notification WHERE tenant_id = $1"
                                  " AND user_id = $2 AND read_at IS NULL",
                                  {who.tenant_id, who.user_id});
  return row->integer(0);
}

void mark_read(storage::Connection& connection, const accounts::Principal& who,
               const std::optional<std::vector<std::string>>& ids, Millis now) {
  if (!ids) {
    connection.execute("UPDATE notification SET read_at = $1 WHERE tenant_id = $2"
                       " AND user_id = $3 AND read_at IS NULL",
                       {now, who.tenant_id, who.user_id});
    return;
  }
  for (const std::string& id : *ids) {
    connection.execute("UPDATE notification SET read_at = $1 WHERE tenant_id = $2"
                       " AND user_id = $3 AND id = $4 AND read_at IS NULL",
                       {now, who.tenant_id, who.user_id, id});
  }
}

} // namespace qudao::notifications
