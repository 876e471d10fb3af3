#include "core/value/time_text.h"
#include "server/admin/journal.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

struct Listing {
  List items;
  std::int64_t total = 0;
};

// A moment in a query; anything else is refused.
std::optional<Millis> moment(const Call& call, std::string_view name) {
  const auto text = call.request.query_value(name);
  if (!text || text->empty()) {
    return std::nullopt;
  }
  const auto time = parse_timestamp(*text);
  if (!time) {
    throw Failure("request.invalid");
  }
  return time->seconds * kSecond;
}

asio::awaitable<http::Response> show_audit(Services& services, Call call) {
  const Call::Page page = call.page();
  const admin::AuditQuery query{moment(call, "from"),
                                moment(call, "to"),
                                call.query_text("actor"),
                                call.query_text("action"),
                                call.query_text("subject"),
                                page.number,
                                page.size};
  auto read = [tenant = call.principal().tenant_id, query](storage::Connection& connection) {
    return admin::audit_page(connection, tenant, query);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_actions(Services& services, Call call) {
  auto read = [tenant = call.principal().tenant_id](storage::Connection& connection) {
    return admin::audit_actions(connection, tenant);
  };
  co_return json(200, co_await services.database.read(read));
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
  frame.get("/api/v1/admin/audit/actions", Who::admin, list_actions);
  frame.get("/api/v1/admin/mail", Who::admin, show_mail);
}

} // namespace qudao::api
