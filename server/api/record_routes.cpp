#include <set>

#include "server/api/domain.h"
#include "server/api/routes.h"
#include "server/crypto/digest.h"
#include "server/desk/desk.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

std::string command_id_of(const Call& call) {
  std::string id = call.text_if("command_id").value_or("");
  if (!id.empty() && !crypto::is_uuid(id)) {
    throw Failure("request.invalid");
  }
  return id;
}

Value wrapped(const Value& record) {
  return Value::map({{"record", record}});
}

// The record just stored, and what became of answers that were given under an older version of the form.
Value stored(const Value& record, const Value& upgraded) {
  if (upgraded.is_null()) {
    return wrapped(record);
  }
  Map told = record.as_map();
  told.set("upgraded", upgraded);
  return wrapped(Value::map(std::move(told)));
}

// RFC 7240: a client that only wants to know that it is stored.
bool wants_minimal(const Call& call) {
  return call.request.header("prefer").find("return=minimal") != std::string_view::npos;
}

// Commas separate several states.
std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    if (comma != 0) {
      parts.emplace_back(text.substr(0, comma));
    }
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return parts;
}

records::ListQuery list_query(const Call& call, std::string entity) {
  records::ListQuery query;
  query.entity = std::move(entity);
  const Call::Page page = call.page();
  query.page = page.number;
  query.page_size = page.size;
  static const std::set<std::string, std::less<>> kOwn{"page", "page_size", "q", "state", "sort"};
  for (const auto& [name, value] : call.request.query) {
    if (kOwn.count(name) == 0 && !value.empty()) {
      query.filters.emplace_back(name, value);
    }
  }
  query.text = std::string(call.request.query_value("q").value_or(""));
  query.states = words(call.request.query_value("state").value_or(""));
  if (const auto sort = call.request.query_value("sort")) {
    query.sort = std::string(*sort);
  }
  return query;
}

asio::awaitable<http::Response> list_records(Services& services, Call call) {
  auto read = [&services, who = call.principal(),
               query =
                   list_query(call, call.parameter("entity"))](storage::Connection& connection) {
    return services.domain->records.list(connection, who, query);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> show_inbox(Services& services, Call call) {
  records::ListQuery query = list_query(call, "signing");
  query.mine_to_decide = true;
  query.states = {"pending"};
  auto read = [&services, who = call.principal(), query](storage::Connection& connection) {
    return services.domain->records.list(connection, who, query);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<Value> view_of(Services& services, accounts::Principal who, std::string entity,
                               std::string id) {
  auto read = [&services, who, entity, id,
               now = services.clock.now()](storage::Connection& connection) {
    return services.domain->records.view(connection, who, entity, id, now);
  };
  co_return co_await services.database.read(read);
}

asio::awaitable<http::Response> start_record(Services& services, Call call) {
  auto read = [&services, who = call.principal(), entity = call.parameter("entity"),
               now = services.clock.now()](storage::Connection& connection) {
    return services.domain->records.start(connection, who, entity, now);
  };
  co_return json(200, co_await services.database.read(read));
}

// Which version of the definition the answers were given under; 0 when the client does not say.
std::int64_t definition_version_of(const Call& call) {
  const Value* version = call.body.find("definition_version");
  if (version == nullptr || version->is_null()) {
    return 0;
  }
  const std::int64_t number = call.integer("definition_version");
  if (number < 1) {
    throw Failure("request.invalid");
  }
  return number;
}

// Answers have to be there: a body that was lost on the way is no empty record.
Value answers_of(const Call& call) {
  if (call.body.find("data") == nullptr) {
    throw Failure("request.invalid");
  }
  return call.map("data");
}

records::NewRecord new_record(const Call& call) {
  records::NewRecord request;
  request.entity = call.parameter("entity");
  request.data = answers_of(call);
  request.submit = call.flag("submit", false);
  request.command_id = command_id_of(call);
  request.definition_version = definition_version_of(call);
  const Value from = call.map("taken_over_from");
  if (const Value* id = from.find("id"); id != nullptr && id->is_string()) {
    request.from_id = std::string(id->as_string());
  }
  const Value* keys = call.body.find("taken_over");
  if (keys != nullptr && keys->is_list()) {
    for (const Value& key : keys->as_list()) {
      if (key.is_string()) {
        request.taken_over.emplace_back(key.as_string());
      }
    }
  }
  return request;
}

asio::awaitable<http::Response> create_record(Services& services, Call call) {
  const records::Caller caller = caller_of(services, call);
  const records::NewRecord request = new_record(call);
  auto prepare = [&services, caller, request](storage::Connection& connection) {
    return services.domain->records.prepare(connection, caller, request);
  };
  const records::PreparedPtr prepared = co_await services.database.read(prepare);
  auto create = [&services, caller, request, prepared](storage::Connection& connection) {
    return services.domain->records.create(connection, caller, request, prepared);
  };
  const records::Outcome outcome = co_await services.database.write(create);
  records::throw_if_refused(outcome);
  services.mail.poke();
  const int status = outcome.repeated ? 200 : 201;
  if (wants_minimal(call)) {
    http::Response response =
        json(status, wrapped(Value::map({{"id", Value::string(outcome.record_id)}})));
    response.headers.emplace_back("Preference-Applied", "return=minimal");
    co_return response;
  }
  const Value record = co_await view_of(services, caller.who, request.entity, outcome.record_id);
  co_return json(status, stored(record, outcome.upgraded));
}

asio::awaitable<http::Response> show_record(Services& services, Call call) {
  const Value record =
      co_await view_of(services, call.principal(), call.parameter("entity"), call.parameter("id"));
  auto remember = [who = call.principal(), id = call.parameter("id"),
                   now = services.clock.now()](storage::Connection& connection) {
    desk::remember_opened(connection, who, id, now);
  };
  co_await services.database.write(remember);
  co_return json(200, record);
}

asio::awaitable<http::Response> save_record(Services& services, Call call) {
  const records::Caller caller = caller_of(services, call);
  const records::Change change{call.parameter("entity"), call.parameter("id"), answers_of(call),
                               call.integer("version"), definition_version_of(call)};
  auto save = [&services, caller, change](storage::Connection& connection) {
    return services.domain->records.save(connection, caller, change);
  };
  const Value upgraded = co_await services.database.write(save);
  const Value record = co_await view_of(services, caller.who, change.entity, change.id);
  co_return json(200, stored(record, upgraded));
}

asio::awaitable<http::Response> remove_record(Services& services, Call call) {
  const std::string text(call.request.query_value("version").value_or(""));
  if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != text.npos) {
    throw Failure("request.invalid");
  }
  auto remove = [&services, caller = caller_of(services, call), entity = call.parameter("entity"),
                 id = call.parameter("id"),
                 version = std::stoll(text)](storage::Connection& connection) {
    services.domain->records.remove(connection, caller, entity, id, version);
  };
  co_await services.database.write(remove);
  co_return no_content();
}

asio::awaitable<http::Response> command_record(Services& services, Call call) {
  const records::Caller caller = caller_of(services, call);
  records::CommandRequest request;
  request.entity = call.parameter("entity");
  request.id = call.parameter("id");
  request.command = call.text("command");
  request.opinion = call.text_if("opinion").value_or("");
  request.data = call.map("data");
  request.version = call.integer("version");
  request.command_id = command_id_of(call);
  auto run = [&services, caller, request](storage::Connection& connection) {
    return services.domain->records.command(connection, caller, request);
  };
  const records::Outcome outcome = co_await services.database.write(run);
  records::throw_if_refused(outcome);
  services.mail.poke();
  co_return json(200, wrapped(co_await view_of(services, caller.who, request.entity, request.id)));
}

asio::awaitable<http::Response> show_partner(Services& services, Call call) {
  co_return json(
      200, co_await view_of(services, call.principal(), "agent", call.principal().partner_id));
}

asio::awaitable<http::Response> save_partner(Services& services, Call call) {
  const records::Caller caller = caller_of(services, call);
  const records::Change change{"agent", caller.who.partner_id, answers_of(call),
                               call.integer("version"), definition_version_of(call)};
  auto save = [&services, caller, change](storage::Connection& connection) {
    return services.domain->records.save(connection, caller, change);
  };
  const Value upgraded = co_await services.database.write(save);
  const Value record = co_await view_of(services, caller.who, change.entity, change.id);
  co_return json(200, stored(record, upgraded));
}

} // namespace

void add_record_routes(Frame& frame) {
  frame.get("/api/v1/records/{entity}", Who::signed_in, list_records);
  frame.post("/api/v1/records/{entity}", Who::partner, create_record);
  frame.get("/api/v1/records/{entity}/new", Who::partner, start_record);
  frame.get("/api/v1/records/{entity}/{id}", Who::signed_in, show_record);
  frame.put("/api/v1/records/{entity}/{id}", Who::signed_in, save_record);
  frame.remove("/api/v1/records/{entity}/{id}", Who::partner, remove_record);
  frame.post("/api/v1/records/{entity}/{id}/commands", Who::signed_in, command_record);
  frame.get("/api/v1/inbox", Who::signed_in, show_inbox);
  frame.get("/api/v1/partner", Who::partner, show_partner);
  frame.put("/api/v1/partner", Who::partner, save_partner);
}

} // namespace qudao::api
