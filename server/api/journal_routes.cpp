#include "core/value/json.h"
#include "server/api/routes.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

struct Listing {
  List items;
  std::int64_t total = 0;
};

Value audit_entry(const storage::Row& row) {
  auto detail = parse_json(row.text(5));
  return Value::map(Map{{"number", Value::integer(row.integer(0))},
                        {"time", Value::string(rfc3339(row.integer(1)))},
                        {"user_id", Value::string(row.text(2))},
                        {"action", Value::string(row.text(3))},
                        {"subject", Value::string(row.text(4))},
                        {"detail", detail ? *detail : Value()},
                        {"address", Value::string(row.text(6))}});
}

Listing audit_page(storage::Connection& connection, const std::string& tenant,
                   const std::string& subject, const Call::Page& page) {
  Listing listing;
  listing.total = connection
                      .one("SELECT count(*) FROM audit_entry WHERE tenant_id = $1 AND "
                           "($2 = '' OR subject = $2)",
                           {tenant, subject})
                      ->integer(0);
  for (const storage::Row& row : connection.query(
           "SELECT number, time, user_id, action, subject, detail, address FROM audit_entry "
           "WHERE tenant_id = $1 AND ($2 = '' OR subject = $2) ORDER BY number DESC "
           "LIMIT $3 OFFSET $4",
           {tenant, subject, page.size, page.offset()})) {
    listing.items.push_back(audit_entry(row));
  }
  return listing;
}

asio::awaitable<http::Response> show_audit(Services& services, Call call) {
  const Call::Page page = call.page();
  auto read = [tenant = call.principal().tenant_id, page,
               subject = std::string(call.request.query_value("subject").value_or(""))](
                  storage::Connection& connection) {
    return audit_page(connection, tenant, subject, page);
  };
  Listing listing = co_await services.database.read(read);
  co_return page_of(std::move(listing.items), listing.total, page);
}

Value mail_entry(const storage::Row& row) {
  Map entry{{"id", Value::string(row.text(0))},
            {"recipient", Value::string(row.text(1))},
            {"subject", Value::string(row.text(2))},
            {"state", Value::string(row.text(3))},
            {"attempts", Value::integer(row.integer(4))},
            {"last_error", Value::string(row.text(5))},
            {"created_at", Value::string(rfc3339(row.integer(6)))}};
  if (const auto sent = row.integer_if(7)) {
    entry.set("sent_at", Value::string(rfc3339(*sent)));
  }
  return Value::map(std::move(entry));
}

Listing mail_page(storage::Connection& connection, const std::string& tenant,
                  const Call::Page& page) {
  Listing listing;
  listing.total =
      connection.one("SELECT count(*) FROM mail_message WHERE tenant_id = $1", {tenant})
          ->integer(0);
  for (const storage::Row& row : connection.query(
           "SELECT id, recipient, subject, state, attempts, last_error, created_at, sent_at "
           "FROM mail_message WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3",
           {tenant, page.size, page.offset()})) {
    listing.items.push_back(mail_entry(row));
  }
  return listing;
}

asio::awaitable<http::Response> show_mail(Services& services, Call call) {
  const Call::Page page = call.page();
  auto read = [tenant = call.principal().tenant_id, page](storage::Connection& connection) {
    return mail_page(connection, tenant, page);
  };
  Listing listing = co_await services.database.read(read);
  co_return page_of(std::move(listing.items), listing.total, page);
}

} // namespace

void add_journal_routes(Frame& frame) {
  frame.get("/api/v1/admin/audit", Who::admin, show_audit);
  frame.get("/api/v1/admin/mail", Who::admin, show_mail);
}

} // namespace qudao::api
