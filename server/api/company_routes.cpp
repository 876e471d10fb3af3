#include "server/api/company_call.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

asio::awaitable<http::Response> list_libraries(Services& services, Call call) {
  auto read = [&services,
               caller = company_caller(services, call)](storage::Connection& connection) {
    return services.domain->companies.libraries(connection, caller);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> check_company(Services& services, Call call) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library"),
               data = call.map("data")](storage::Connection& connection) {
    return services.domain->companies.check(connection, caller, library, data);
  };
  co_return json(200, co_await services.database.read(read));
}

// Where it goes is said as it is of imports.
companies::Entry entry_of(const Call& call) {
  companies::Entry entry;
  entry.library = call.parameter("library");
  entry.pool = call.text_if("pool").value_or("");
  entry.data = call.map("data");
  entry.warned = call.flag("warned", false);
  entry.reason = call.text_if("reason").value_or("");
  const std::string into = call.text_if("into").value_or("mine");
  entry.person = call.text_if("person").value_or("");
  entry.add = into != "mine";
  if ((into != "mine" && into != "pool" && into != "person") ||
      (into == "person") == entry.person.empty()) {
    throw Failure("request.invalid");
  }
  return entry;
}

asio::awaitable<http::Response> enter_company(Services& services, Call call) {
  const companies::Entry entry = entry_of(call);
  auto write = [&services, caller = company_caller(services, call),
                entry](storage::Connection& connection) {
    return services.domain->companies.enter(connection, caller, entry);
  };
  const companies::Result result = co_await services.database.write(write);
  companies::throw_if_refused(result);
  co_return json(result.shown.find("bound")->as_bool() ? 200 : 201, result.shown);
}

asio::awaitable<http::Response> edit_company(Services& services, Call call) {
  const companies::EditRequest request{
      call.parameter("library"), call.parameter("company_id"), call.map("data"),
      call.integer("version"),   call.flag("warned", false),   call.text_if("reason").value_or("")};
  auto write = [&services, caller = company_caller(services, call),
                request](storage::Connection& connection) {
    return services.domain->companies.edit(connection, caller, request);
  };
  co_return json(200, co_await services.database.write(write));
}

asio::awaitable<http::Response> act_on_company(Services& services, Call call) {
  using pool::Action;
  const companies::ActRequest request{
      call.parameter("library"), call.parameter("company_id"),
      command_of(call, {Action::claim, Action::apply, Action::special, Action::correct,
                        Action::release, Action::hand_over, Action::distribute, Action::protect,
                        Action::note, Action::deal, Action::recycle})};
  auto write = [&services, caller = company_caller(services, call),
                request](storage::Connection& connection) {
    return services.domain->companies.act(connection, caller, request);
  };
  co_return json(200, co_await services.database.write(write));
}

companies::BatchRequest batch_of(const Call& call) {
  using pool::Action;
  constexpr std::size_t kMost = 500;
  companies::BatchRequest request{
      call.parameter("library"),
      command_of(call, {Action::claim, Action::release, Action::hand_over, Action::distribute}),
      {}};
  request.command.warned = false; // of many nobody has read which are there already
  const Value* list = call.body.find("companies");
  if (list == nullptr || !list->is_list() || list->as_list().empty() ||
      list->as_list().size() > kMost) {
    throw Failure("request.invalid");
  }
  for (const Value& each : list->as_list()) {
    if (!each.is_map() || text_member(each, "id").empty()) {
      throw Failure("request.invalid");
    }
    request.items.push_back({text_member(each, "id"), integer_member(each, "version")});
  }
  return request;
}

// In portions, so that others write in between.
asio::awaitable<http::Response> act_on_companies(Services& services, Call call) {
  constexpr std::size_t kPortion = 50;
  const companies::BatchRequest all = batch_of(call);
  List results;
  for (std::size_t at = 0; at < all.items.size(); at += kPortion) {
    companies::BatchRequest some{all.library, all.command, {}};
    const std::size_t end = std::min(all.items.size(), at + kPortion);
    for (std::size_t i = at; i < end; ++i) {
      some.items.push_back(all.items[i]);
    }
    auto write = [&services, caller = company_caller(services, call),
                  some](storage::Connection& connection) {
      return services.domain->companies.act_on_many(connection, caller, some);
    };
    List verdicts = co_await services.database.write(write);
    for (Value& each : verdicts) {
      results.push_back(std::move(each));
    }
  }
  const auto done = std::count_if(results.begin(), results.end(),
                                  [](const Value& each) { return each.find("done")->as_bool(); });
  co_return json(200,
                 Value::map({{"results", Value::list(results)}, {"done", Value::integer(done)}}));
}

asio::awaitable<http::Response> act_on_application(Services& services, Call call) {
  const companies::AnswerRequest request{
      call.parameter("library"), call.parameter("application_id"),
      command_of(call, {pool::Action::answer, pool::Action::withdraw})};
  auto write = [&services, caller = company_caller(services, call),
                request](storage::Connection& connection) {
    return services.domain->companies.answer(connection, caller, request);
  };
  co_return json(200, co_await services.database.write(write));
}

constexpr std::int64_t kMostDays = 366;

asio::awaitable<http::Response> list_companies(Services& services, Call call) {
  companies::ListQuery query;
  const Call::Page page = call.page();
  query.library = call.parameter("library");
  query.scope = std::string(call.request.query_value("scope").value_or("mine"));
  query.pool = call.query_text("pool");
  query.text = call.query_text("q");
  query.person = call.query_text("person");
  query.industry = call.query_text("industry");
  query.source = call.query_text("source");
  query.due_within = call.query_number("due_within", 0, kMostDays);
  query.page = page.number;
  query.page_size = page.size;
  auto read = [&services, caller = company_caller(services, call),
               query](storage::Connection& connection) {
    return services.domain->companies.list(connection, caller, query);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> show_company(Services& services, Call call) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library"),
               id = call.parameter("company_id")](storage::Connection& connection) {
    return services.domain->companies.view(connection, caller, library, id);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_people(Services& services, Call call) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library"),
               text = call.query_text("q")](storage::Connection& connection) {
    return services.domain->companies.people(connection, caller, library, text);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_applications(Services& services, Call call) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library")](storage::Connection& connection) {
    return services.domain->companies.applications(connection, caller, library);
  };
  co_return json(200, co_await services.database.read(read));
}

// In portions, so that others write in between.
asio::awaitable<void> work_out_due_again(Services& services, std::string tenant) {
  std::string after;
  for (bool more = true; more;) {
    auto portion = [&services, tenant, after](storage::Connection& connection) {
      std::string last = after;
      services.domain->companies.work_out_due_again(connection, tenant, last);
      return last;
    };
    const std::string last = co_await services.database.write(portion);
    more = last != after;
    after = last;
  }
}

asio::awaitable<http::Response> list_rules(Services& services, Call call) {
  auto read = [&services, tenant = call.principal().tenant_id](storage::Connection& connection) {
    return services.domain->companies.all_libraries(connection, tenant);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> show_rules(Services& services, Call call) {
  auto read = [&services, tenant = call.principal().tenant_id,
               library = call.parameter("library")](storage::Connection& connection) {
    return services.domain->companies.rules_of(connection, tenant, library);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> try_rules(Services& services, Call call) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library"),
               document = call.map("document")](storage::Connection& connection) {
    return services.domain->companies.try_rules(connection, caller, library, document);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> publish_rules(Services& services, Call call) {
  auto write = [&services, caller = company_caller(services, call),
                library = call.parameter("library"),
                document = call.map("document")](storage::Connection& connection) {
    return services.domain->companies.publish_rules(connection, caller, library, document);
  };
  const Value published = co_await services.database.write(write);
  co_await work_out_due_again(services, call.principal().tenant_id);
  co_return json(200, published);
}

asio::awaitable<http::Response> show_calendar(Services& services, Call call) {
  auto read = [&services, tenant = call.principal().tenant_id,
               now = services.clock.now()](storage::Connection& connection) {
    return services.domain->companies.calendar_years(connection, tenant, now);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> publish_calendar(Services& services, Call call) {
  auto write = [&services, caller = company_caller(services, call), id = call.parameter("calendar"),
                document = call.map("document")](storage::Connection& connection) {
    return services.domain->companies.publish_calendar(connection, caller, id, document);
  };
  const Value published = co_await services.database.write(write);
  co_await work_out_due_again(services, call.principal().tenant_id);
  co_return json(200, published);
}

} // namespace

void add_company_routes(Frame& frame) {
  const std::string library = "/api/v1/libraries/{library}";
  frame.get("/api/v1/libraries", Who::signed_in, list_libraries);
  frame.get("/api/v1/admin/libraries", Who::admin, list_rules);
  frame.get("/api/v1/admin/libraries/{library}", Who::admin, show_rules);
  frame.put("/api/v1/admin/libraries/{library}", Who::admin, publish_rules);
  frame.post("/api/v1/admin/libraries/{library}/trials", Who::admin, try_rules);
  frame.get("/api/v1/admin/calendar", Who::admin, show_calendar);
  frame.put("/api/v1/admin/calendars/{calendar}", Who::admin, publish_calendar);
  frame.post(library + "/checks", Who::signed_in, check_company);
  frame.get(library + "/companies", Who::signed_in, list_companies);
  frame.post(library + "/companies", Who::signed_in, enter_company);
  frame.get(library + "/companies/{company_id}", Who::signed_in, show_company);
  frame.put(library + "/companies/{company_id}", Who::signed_in, edit_company);
  frame.post(library + "/companies/{company_id}/actions", Who::signed_in, act_on_company);
  frame.post(library + "/actions", Who::signed_in, act_on_companies);
  frame.get(library + "/people", Who::signed_in, list_people);
  frame.get(library + "/applications", Who::signed_in, list_applications);
  frame.post(library + "/applications/{application_id}/actions", Who::signed_in,
             act_on_application);
}

} // namespace qudao::api
