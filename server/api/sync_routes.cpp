#include <boost/asio/this_coro.hpp>
#include <charconv>

#include "core/value/json.h"
#include "server/api/domain.h"
#include "server/api/routes.h"
#include "server/api/session_cookie.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"
#include "server/log/log.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

// Commands of one transaction: as many as others wait for without noticing.
constexpr std::size_t kTogether = 25;

[[noreturn]] void refuse_member(const std::string& path, std::string_view expected) {
  throw Failure(
      "request.invalid",
      Value::list({Value::map({{"code", Value::string("request.member")},
                               {"path", Value::string(path)},
                               {"params", Value::map({{"expected", Value::string(expected)}})}})}));
}

sync_server::Peer peer_of(const Call& call) {
  if (call.text("protocol") != sync::kProtocol) {
    refuse_member("/protocol", sync::kProtocol);
  }
  // A session that was changed behind the client's back.
  if (call.text("user_id") != call.principal().user_id) {
    throw Failure("sync.other_user");
  }
  sync_server::Peer peer{call.text("client_id"), call.integer("acknowledged")};
  if (!crypto::is_uuid(peer.client_id)) {
    refuse_member("/client_id", "UUID");
  }
  if (peer.acknowledged < 0) {
    refuse_member("/acknowledged", "integer");
  }
  return peer;
}

using Commands = std::shared_ptr<const std::vector<sync_server::Incoming>>;

Commands commands_of(const Call& call) {
  const Value* list = call.body.find("commands");
  if (list == nullptr || !list->is_list() || list->as_list().size() > sync_server::kMostCommands) {
    refuse_member("/commands", "array");
  }
  auto commands = std::make_shared<std::vector<sync_server::Incoming>>();
  for (const Value& item : list->as_list()) {
    auto command = sync_server::incoming(item);
    if (!command) {
      refuse_member("/commands/" + std::to_string(commands->size()), "command");
    }
    commands->push_back(std::move(*command));
  }
  return commands;
}

// With the words of the platform, in the language of the page.
Value told(const std::vector<sync::Verdict>& verdicts, std::string_view locale) {
  List list;
  for (const sync::Verdict& verdict : verdicts) {
    Map map = to_value(verdict).as_map();
    if (const Value* violations = map.find("violations")) {
      map.set("violations", with_messages(*violations, locale));
    }
    list.push_back(Value::map(std::move(map)));
  }
  return Value::list(std::move(list));
}

// Some commands of a push, in one transaction. What is held is looked at first.
asio::awaitable<sync_server::Pushed> push_some(Services& services, records::Caller caller,
                                               sync_server::Peer peer, Commands commands,
                                               std::size_t from) {
  auto write = [&services, caller, peer, commands, from](storage::Connection& connection) {
    const sync_server::Exchange& exchange = services.domain->exchange;
    if (from == 0) {
      exchange.reconsider(connection, caller, peer.client_id);
    }
    const std::size_t count = std::min(kTogether, commands->size() - from);
    return exchange.push(connection, caller, peer, {commands->data() + from, count});
  };
  co_return co_await services.database.write(write);
}

asio::awaitable<http::Response> push(Services& services, Call call) {
  const records::Caller caller = caller_of(services, call);
  const sync_server::Peer peer = peer_of(call);
  const Commands commands = commands_of(call);
  sync_server::Pushed all;
  std::exception_ptr fault;
  for (std::size_t from = 0; !all.stopped() && !fault;) {
    try {
      sync_server::Pushed some = co_await push_some(services, caller, peer, commands, from);
      all.verdicts.insert(all.verdicts.end(), some.verdicts.begin(), some.verdicts.end());
      all.expected = some.expected;
      all.reused = some.reused;
    } catch (const storage::StorageError& error) {
      // What was decided before it stands, and is answered; the rest is sent again.
      log::error("sync.stopped", {{"error", Value::string(error.what())}});
      fault = std::current_exception();
    }
    from += kTogether;
    if (from >= commands->size()) {
      break;
    }
  }
  if (fault && all.verdicts.empty()) {
    std::rethrow_exception(fault);
  }
  services.mail.poke();
  Map answer{{"protocol", Value::string(sync::kProtocol)},
             {"verdicts", told(all.verdicts, call.locale)}};
  if (all.expected != 0) {
    answer.set("expected", Value::integer(all.expected));
  }
  if (all.reused) {
    answer.set("reused", Value::boolean(true));
  }
  co_return json(200, Value::map(std::move(answer)));
}

asio::awaitable<void> go_on(Services& services, records::Caller caller, sync_server::Peer peer) {
  auto look = [caller, peer](storage::Connection& connection) {
    return sync_server::Exchange::may_go_on(connection, caller, peer);
  };
  if (!co_await services.database.read(look)) {
    co_return;
  }
  auto write = [&services, caller, peer](storage::Connection& connection) {
    return services.domain->exchange.reconsider(connection, caller, peer.client_id);
  };
  if (co_await services.database.write(write)) {
    services.mail.poke();
  }
}

asio::awaitable<http::Response> pull(Services& services, Call call) {
  const records::Caller caller = caller_of(services, call);
  const sync_server::Peer peer = peer_of(call);
  co_await go_on(services, caller, peer);
  auto read = [caller, peer,
               cursor = call.text_if("cursor").value_or("")](storage::Connection& connection) {
    return sync_server::Exchange::pull(connection, caller, peer, cursor);
  };
  const sync_server::Pulled pulled = co_await services.database.read(read);
  if (pulled.note) {
    auto note = [caller, peer, position = pulled.position](storage::Connection& connection) {
      sync_server::Exchange::note(connection, caller, peer, position);
    };
    if (pulled.fresh) {
      co_await services.database.write(note);
    } else {
      services.database.submit_write(note, [](const std::exception_ptr&) {});
    }
  }
  http::Response response;
  std::string& body = response.body;
  body = R"({"protocol":")" + std::string(sync::kProtocol) + R"(",)";
  if (pulled.again) {
    body += R"("again":true,)";
  }
  body += R"("changes":)" + pulled.changes + R"(,"verdicts":)";
  append_json(body, told(pulled.verdicts, call.locale));
  body += R"(,"cursor":)";
  append_json(body, Value::string(pulled.cursor));
  body += std::string(R"(,"more":)") + (pulled.more ? "true" : "false") + "}";
  co_return response;
}

constexpr std::size_t kMostLooks = 50;

std::vector<std::string> looked_for(const Call& call) {
  const Value* list = call.body.find("ids");
  if (list == nullptr || !list->is_list() || list->as_list().size() > kMostLooks) {
    refuse_member("/ids", "array");
  }
  std::vector<std::string> ids;
  for (const Value& id : list->as_list()) {
    if (!id.is_string()) {
      refuse_member("/ids/" + std::to_string(ids.size()), "string");
    }
    ids.emplace_back(id.as_string());
  }
  return ids;
}

// Whole records, as GET of each gives them, for a device that wants to show them without a connection. Nobody has looked at
// them by that: they are no recent items.
asio::awaitable<http::Response> show_records(Services& services, Call call) {
  auto read = [&services, who = call.principal(), entity = call.text("entity"),
               ids = looked_for(call),
               now = services.clock.now()](storage::Connection& connection) {
    List found;
    for (const std::string& id : ids) {
      if (services.domain->records.sees(connection, who, id)) {
        found.push_back(services.domain->records.view(connection, who, entity, id, now));
      }
    }
    return found;
  };
  List found = co_await services.database.read(read);
  co_return json(200, Value::map({{"records", Value::list(std::move(found))}}));
}

// The same person with the same rights, and the session not ended.
asio::awaitable<bool> still_there(Services& services, std::string token, accounts::Principal who) {
  const auto now = co_await services.accounts.watch(token);
  co_return now && now->user_id == who.user_id && now->roles == who.roles &&
      now->partner_id == who.partner_id && !now->must_change_password;
}

asio::awaitable<http::Response> listen(Services& services, Call call) {
  // Whoever does not read a stream would wait for its end.
  constexpr std::string_view kStream = "text/event-stream";
  if (call.request.header("accept").find(kStream) == std::string_view::npos) {
    refuse_member("/accept", kStream);
  }
  const auto loop = co_await asio::this_coro::executor;
  const std::string token(call.request.cookie(session_cookie_name(call.request)));
  http::Response response;
  response.content_type = std::string(kStream);
  response.headers.emplace_back("X-Accel-Buffering", "no"); // of a proxy: hand on what there is
  response.source = services.domain->pokes.listen(
      loop, call.principal(),
      [&services, token, who = call.principal()] { return still_there(services, token, who); });
  co_return response;
}

asio::awaitable<http::Response> show_clients(Services& services, Call call) {
  const Call::Page page = call.page();
  auto read = [tenant = call.principal().tenant_id, page](storage::Connection& connection) {
    return sync_server::overview(connection, tenant, page.offset(), page.size);
  };
  sync_server::Overview overview = co_await services.database.read(read);
  co_return page_of(std::move(overview.items), overview.total, page);
}

asio::awaitable<http::Response> give_up(Services& services, const Call& call, std::string user_id) {
  const std::string number = call.parameter("seq");
  sync_server::HeldCommand which{call.parameter("client"), 0, std::move(user_id)};
  const char* end = number.data() + number.size();
  const auto read = std::from_chars(number.data(), end, which.seq);
  if (read.ec != std::errc() || read.ptr != end) {
    throw Failure("not_found");
  }
  auto write = [actor = call.actor(), which,
                now = services.clock.now()](storage::Connection& connection) {
    return sync_server::Exchange::give_up(connection, actor, which, now);
  };
  services.domain->pokes.poke(co_await services.database.write(write));
  co_return no_content();
}

asio::awaitable<http::Response> give_up_own(Services& services, Call call) {
  co_return co_await give_up(services, call, call.principal().user_id);
}

asio::awaitable<http::Response> give_up_any(Services& services, Call call) {
  co_return co_await give_up(services, call, {});
}

} // namespace

asio::awaitable<void> attachment_arrived(Services& services, records::Caller caller,
                                         std::string attachment_id) {
  auto look = [caller, attachment_id](storage::Connection& connection) {
    return sync_server::Exchange::is_awaited(connection, caller, attachment_id);
  };
  auto write = [&services, caller, attachment_id](storage::Connection& connection) {
    return services.domain->exchange.arrived(connection, caller, attachment_id);
  };
  try {
    if (co_await services.database.read(look) && co_await services.database.write(write)) {
      services.mail.poke();
      services.domain->pokes.poke(caller.who.user_id);
    }
  } catch (const storage::StorageError& error) {
    log::error("sync.arrived", {{"error", Value::string(error.what())}});
  }
}

void add_sync_routes(Frame& frame) {
  frame.post("/api/v1/sync/push", Who::signed_in, push);
  frame.post("/api/v1/sync/pull", Who::signed_in, pull);
  frame.post("/api/v1/sync/records", Who::signed_in, show_records);
  frame.get("/api/v1/sync/poke", Who::signed_in, listen);
  frame.remove("/api/v1/sync/clients/{client}/held/{seq}", Who::signed_in, give_up_own);
  frame.get("/api/v1/admin/sync", Who::admin, show_clients);
  frame.remove("/api/v1/admin/sync/{client}/held/{seq}", Who::admin, give_up_any);
}

} // namespace qudao::api
