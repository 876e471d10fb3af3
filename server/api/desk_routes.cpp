#include "server/api/domain.h"
#include "server/api/routes.h"
#include "server/desk/desk.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kMostIds = 500;

asio::awaitable<http::Response> show_workbench(Services& services, Call call) {
  auto read = [&services, who = call.principal()](storage::Connection& connection) {
    return desk::workbench(connection, services.domain->records, who);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_notifications(Services& services, Call call) {
  auto read = [&services, who = call.principal(),
               page = call.page()](storage::Connection& connection) {
    return services.domain->notices.list(connection, who, page.number, page.size);
  };
  co_return json(200, co_await services.database.read(read));
}

std::vector<std::string> ids_of(const Call& call) {
  const Value* ids = call.body.find("ids");
  if (ids == nullptr || !ids->is_list() || ids->as_list().size() > kMostIds) {
    throw Failure("request.invalid");
  }
  std::vector<std::string> list;
  for (const Value& id : ids->as_list()) {
    if (!id.is_string()) {
      throw Failure("request.invalid");
    }
    list.emplace_back(id.as_string());
  }
  return list;
}

asio::awaitable<http::Response> read_notifications(Services& services, Call call) {
  std::optional<std::vector<std::string>> ids;
  if (!call.flag("all", false)) {
    ids = ids_of(call);
  }
  auto write = [who = call.principal(), ids,
                now = services.clock.now()](storage::Connection& connection) {
    notifications::mark_read(connection, who, ids, now);
    return notifications::unread(connection, who);
  };
  const std::int64_t unread = co_await services.database.write(write);
  co_return json(200, Value::map({{"unread", Value::integer(unread)}}));
}

asio::awaitable<http::Response> list_searches(Services& services, Call call) {
  auto read = [who = call.principal(),
               entity = std::string(call.request.query_value("entity").value_or(""))](
                  storage::Connection& connection) {
    return desk::saved_searches(connection, who, entity);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> store_search(Services& services, Call call) {
  const Value* query = call.body.find("query");
  auto write = [who = call.principal(), entity = call.text("entity"), name = call.text("name"),
                kept = query == nullptr ? Value::null() : *query,
                now = services.clock.now()](storage::Connection& connection) {
    return desk::save_search(connection, who, entity, name, kept, now);
  };
  co_return json(201, co_await services.database.write(write));
}

asio::awaitable<http::Response> remove_search(Services& services, Call call) {
  auto write = [who = call.principal(), id = call.parameter("id")](
                   storage::Connection& connection) { desk::forget_search(connection, who, id); };
  co_await services.database.write(write);
  co_return no_content();
}

asio::awaitable<http::Response> list_recent(Services& services, Call call) {
  auto read = [&services, who = call.principal()](storage::Connection& connection) {
    return desk::recent_items(connection, services.domain->records, who);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_news(Services& services, Call call) {
  auto read = [tenant = call.principal().tenant_id,
               page = call.page()](storage::Connection& connection) {
    return desk::news(connection, tenant, page.number, page.size);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> publish_news(Services& services, Call call) {
  auto write = [actor = call.actor(), title = call.text("title"), body = call.text("body"),
                now = services.clock.now()](storage::Connection& connection) {
    return desk::publish(connection, actor, title, body, now);
  };
  co_return json(201, co_await services.database.write(write));
}

asio::awaitable<http::Response> remove_news(Services& services, Call call) {
  auto write = [actor = call.actor(), id = call.parameter("id"),
                now = services.clock.now()](storage::Connection& connection) {
    desk::unpublish(connection, actor, id, now);
  };
  co_await services.database.write(write);
  co_return no_content();
}

lookups::Query lookup_query(const Call& call) {
  lookups::Query query;
  const Call::Page page = call.page();
  query.page = page.number;
  query.page_size = page.size;
  query.text = std::string(call.request.query_value("q").value_or(""));
  query.partner_id = call.principal().partner_id;
  for (const auto& [name, value] : call.request.query) {
    if (!value.empty()) {
      query.filters.emplace(name, value);
    }
  }
  return query;
}

asio::awaitable<http::Response> search_lookup(Services& services, Call call) {
  auto read = [&services, tenant = call.principal().tenant_id, entity = call.parameter("entity"),
               query = lookup_query(call)](storage::Connection& connection) {
    return services.domain->lookups.search(connection, tenant, entity, query);
  };
  co_return json(200, co_await services.database.read(read));
}

} // namespace

void add_desk_routes(Frame& frame) {
  frame.get("/api/v1/workbench", Who::signed_in, show_workbench);
  frame.get("/api/v1/notifications", Who::signed_in, list_notifications);
  frame.post("/api/v1/notifications/read", Who::signed_in, read_notifications);
  frame.get("/api/v1/saved-searches", Who::signed_in, list_searches);
  frame.post("/api/v1/saved-searches", Who::signed_in, store_search);
  frame.remove("/api/v1/saved-searches/{id}", Who::signed_in, remove_search);
  frame.get("/api/v1/recent-items", Who::signed_in, list_recent);
  frame.get("/api/v1/lookups/{entity}", Who::signed_in, search_lookup);
  frame.get("/api/v1/news", Who::signed_in, list_news);
  frame.get("/api/v1/admin/news", Who::admin, list_news);
  frame.post("/api/v1/admin/news", Who::admin, publish_news);
  frame.remove("/api/v1/admin/news/{id}", Who::admin, remove_news);
}

} // namespace qudao::api
