#include "server/desk/desk.h"

namespace qudao::desk {

namespace {

constexpr std::int64_t kMostTodos = 50;
constexpr std::int64_t kMostRecords = 10;
constexpr std::int64_t kMostNews = 5;
constexpr std::string_view kEntity = "signing";

records::ListQuery query_of(std::vector<std::string> states, std::int64_t most) {
  records::ListQuery query;
  query.entity = std::string(kEntity);
  query.states = std::move(states);
  query.page_size = most;
  return query;
}

void add_todos(List& todos, const Value& page, std::string_view kind) {
  for (const Value& row : page.find("items")->as_list()) {
    Map todo = row.as_map();
    todo.set("kind", Value::string(kind));
    todos.push_back(Value::map(std::move(todo)));
  }
}

std::int64_t total_of(const Value& page) {
  return page.find("total")->as_int();
}

} // namespace

Value workbench(storage::Connection& connection, const records::Records& records,
                const accounts::Principal& who) {
  List todos;
  Map counts;
  records::ListQuery waiting = query_of({"pending"}, kMostTodos);
  waiting.mine_to_decide = true;
  waiting.sort = "updated_at";
  const Value decide = records.list(connection, who, waiting);
  add_todos(todos, decide, "decide");
  counts.set("inbox", Value::integer(total_of(decide)));
  if (who.has_role("partner")) {
    add_todos(todos, records.list(connection, who, query_of({"rejected"}, kMostTodos)), "correct");
    add_todos(todos, records.list(connection, who, query_of({"draft", "withdrawn"}, kMostTodos)),
              "finish");
  }
  for (const std::string_view state : {"draft", "pending", "approved", "rejected", "withdrawn"}) {
    const Value found = records.list(connection, who, query_of({std::string(state)}, 1));
    counts.set(state, Value::integer(total_of(found)));
  }
  const Value mine = records.list(connection, who, query_of({}, kMostRecords));
  return Value::map({{"todos", Value::list(std::move(todos))},
                     {"my_records", *mine.find("items")},
                     {"news", *news(connection, who.tenant_id, 1, kMostNews).find("items")},
                     {"counts", Value::map(std::move(counts))}});
}

} // namespace qudao::desk
