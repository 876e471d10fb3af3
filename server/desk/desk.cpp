#include "server/desk/desk.h"

#include "core/text/utf8.h"
#include "core/value/json.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::desk {

namespace {

constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kLongestBody = 20'000;
constexpr std::size_t kLongestQuery = 8'000;
constexpr std::int64_t kMostSearches = 100;
constexpr std::int64_t kMostRecent = 10;

void require_length(const std::string& text, std::size_t most) {
  if (text.empty() || text::count_code_points(text) > most) {
    throw Failure("request.invalid");
  }
}

Value news_item(const std::string& id, const std::string& title, const std::string& body,
                Millis published_at) {
  return Value::map({{"id", Value::string(id)},
                     {"title", Value::string(title)},
                     {"body", Value::string(body)},
                     {"published_at", Value::string(rfc3339(published_at))}});
}

Value search_item(const std::string& id, const std::string& entity, const std::string& name,
                  const Value& query) {
  return Value::map({{"id", Value::string(id)},
                     {"entity", Value::string(entity)},
                     {"name", Value::string(name)},
                     {"query", query}});
}

} // namespace

Value news(storage::Connection& connection, const std::string& tenant, std::int64_t page,
           std::int64_t page_size) {
  List items;
  for (const auto& row :
       connection.query("SELECT id, title, body, published_at FROM news WHERE tenant_id = $1"
                        " ORDER BY published_at DESC, id DESC LIMIT $2 OFFSET $3",
                        {tenant, page_size, (page - 1) * page_size})) {
    items.push_back(news_item(row.text(0), row.text(1), row.text(2), row.integer(3)));
  }
  const auto total =
      connection.one("SELECT count(*) FROM news WHERE tenant_id = $1", {tenant})->integer(0);
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total)},
                     {"page", Value::integer(page)},
                     {"page_size", Value::integer(page_size)}});
}

Value publish(storage::Connection& connection, const audit::Actor& actor, const std::string& title,
              const std::string& body, Millis now) {
  require_length(title, kLongestTitle);
  require_length(body, kLongestBody);
  const std::string id = crypto::uuid_v7(now);
  connection.execute("INSERT INTO news (tenant_id, id, title, body, published_at, created_by)"
                     " VALUES ($1, $2, $3, $4, $5, $6)",
                     {actor.tenant_id, id, title, body, now, actor.user_id});
  audit::append(connection, actor, "news.publish", id, {{"title", Value::string(title)}}, now);
  return news_item(id, title, body, now);
}

void unpublish(storage::Connection& connection, const audit::Actor& actor, const std::string& id,
               Millis now) {
  if (connection.execute("DELETE FROM news WHERE tenant_id = $1 AND id = $2",
                         {actor.tenant_id, id}) == 0) {
    throw Failure("not_found");
  }
  audit::append(connection, actor, "news.remove", id, {}, now);
}

Value saved_searches(storage::Connection& connection, const accounts::Principal& who,
                     std::string_view entity) {
  List items;
  for (const auto& row :
       connection.query("SELECT id, entity, name, query FROM saved_search WHERE tenant_id = $1"
                        " AND user_id = $2 AND ($3 = '' OR entity = $3) ORDER BY name",
                        {who.tenant_id, who.user_id, entity})) {
    const auto query = parse_json(row.text(3));
    items.push_back(
        search_item(row.text(0), row.text(1), row.text(2), query ? *query : Value::null()));
  }
  const auto total = static_cast<std::int64_t>(items.size());
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total)},
                     {"page", Value::integer(1)},
                     {"page_size", Value::integer(kMostSearches)}});
}

Value save_search(storage::Connection& connection, const accounts::Principal& who,
                  const std::string& entity, const std::string& name, const Value& query,
                  Millis now) {
  require_length(name, kLongestTitle);
  const std::string text = write_json(query);
  if (text.size() > kLongestQuery) {
    throw Failure("request.invalid");
  }
  const auto held = connection.one("SELECT count(*) FROM saved_search"
                                   " WHERE tenant_id = $1 AND user_id = $2",
                                   {who.tenant_id, who.user_id});
  if (held->integer(0) >= kMostSearches) {
    throw Failure("request.invalid");
  }
  const std::string id = crypto::uuid_v7(now);
  if (connection.execute("INSERT INTO saved_search (tenant_id, user_id, id, entity, name, query,"
                         " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                         {who.tenant_id, who.user_id, id, entity, name, text, now}) == 0) {
    throw Failure("unique.taken");
  }
  return search_item(id, entity, name, query);
}

void forget_search(storage::Connection& connection, const accounts::Principal& who,
                   const std::string& id) {
  if (connection.execute("DELETE FROM saved_search"
                         " WHERE tenant_id = $1 AND user_id = $2 AND id = $3",
                         {who.tenant_id, who.user_id, id}) == 0) {
    throw Failure("not_found");
  }
}

Value recent_items(storage::Connection& connection, const records::Records& records,
                   const accounts::Principal& who) {
  List items;
  for (const auto& row :
       connection.query("SELECT r.id, r.entity, r.number, r.title FROM recent_item i JOIN record r"
                        " ON r.tenant_id = i.tenant_id AND r.id = i.record_id"
                        " WHERE i.tenant_id = $1 AND i.user_id = $2"
                        " ORDER BY i.seen_at DESC LIMIT $3",
                        {who.tenant_id, who.user_id, kMostRecent})) {
    if (!records.sees(connection, who, row.text(0))) {
      continue;
    }
    items.push_back(Value::map({{"id", Value::string(row.text(0))},
                                {"entity", Value::string(row.text(1))},
                                {"number", Value::string(row.text(2))},
                                {"title", Value::string(row.text(3))}}));
  }
  return Value::map({{"items", Value::list(std::move(items))}});
}

void remember_opened(storage::Connection& connection, const accounts::Principal& who,
                     const std::string& record_id, Millis now) {
  connection.execute("INSERT INTO recent_item (tenant_id, user_id, record_id, seen_at)"
                     " VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, user_id, record_id)"
                     " DO UPDATE SET seen_at = excluded.seen_at",
                     {who.tenant_id, who.user_id, record_id, now});
  connection.execute("DELETE FROM recent_item WHERE tenant_id = $1 AND user_id = $2"
                     " AND record_id NOT IN (SELECT record_id FROM recent_item"
                     " WHERE tenant_id = $1 AND user_id = $2 ORDER BY seen_at DESC LIMIT $3)",
                     {who.tenant_id, who.user_id, kMostRecent});
}

} // namespace qudao::desk
