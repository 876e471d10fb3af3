#include "server/api/company_call.h"
#include "server/api/routes.h"
#include "server/departments/departments.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

asio::awaitable<http::Response> list_departments(Services& services, Call call) {
  auto read = [who = call.principal()](storage::Connection& connection) {
    return departments::shown(connection, who);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_members(Services& services, Call call) {
  auto read = [who = call.principal(),
               id = call.parameter("department_id")](storage::Connection& connection) {
    return departments::members(connection, who, id);
  };
  co_return json(200, co_await services.database.read(read));
}

departments::Request request_of(const Services& services, const Call& call,
                                pool::DepartmentAct act) {
  departments::Request request;
  request.who = call.principal();
  request.actor = call.actor();
  request.locale = call.locale;
  request.now = services.clock.now();
  request.command.act = act;
  return request;
}

void describe(departments::Request& request, const Call& call) {
  request.command.label = call.text("label");
  request.command.type = call.text("type");
  const Value* managers = call.body.find("managers");
  if (managers == nullptr || !managers->is_list()) {
    throw Failure("request.invalid");
  }
  for (const Value& each : managers->as_list()) {
    if (!each.is_string()) {
      throw Failure("request.invalid");
    }
    request.command.managers.emplace_back(each.as_string());
  }
}

asio::awaitable<Value> changed(Services& services, departments::Request request) {
  auto write = [&services, request](storage::Connection& connection) {
    departments::Request whole = request;
    whole.in_rules =
        services.domain->companies.named_departments(connection, request.actor.tenant_id);
    return departments::change(connection, whole);
  };
  co_return co_await services.database.write(write);
}

asio::awaitable<http::Response> add_department(Services& services, Call call) {
  departments::Request request = request_of(services, call, pool::DepartmentAct::add);
  request.command.parent = call.text_if("parent").value_or("");
  request.command.company = call.text_if("company").value_or("");
  describe(request, call);
  co_return json(201, co_await changed(services, std::move(request)));
}

// Of one that is there, of the version that was seen.
departments::Request request_of_one(Services& services, const Call& call, pool::DepartmentAct act) {
  departments::Request request = request_of(services, call, act);
  request.command.id = call.parameter("department_id");
  request.version = call.integer("version");
  return request;
}

asio::awaitable<http::Response> change_department(Services& services, Call call) {
  departments::Request request = request_of_one(services, call, pool::DepartmentAct::change);
  describe(request, call);
  co_return json(200, co_await changed(services, std::move(request)));
}

asio::awaitable<http::Response> remove_department(Services& services, Call call) {
  co_return json(
      200, co_await changed(services, request_of_one(services, call, pool::DepartmentAct::remove)));
}

asio::awaitable<http::Response> place_member(Services& services, Call call) {
  departments::Request request = request_of(services, call, pool::DepartmentAct::place);
  request.command.id = call.parameter("department_id");
  request.person = call.text("person");
  co_return json(200, co_await changed(services, std::move(request)));
}

asio::awaitable<http::Response> show_inventory(Services& services, Call call) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library")](storage::Connection& connection) {
    return services.domain->companies.inventory(connection, caller, library);
  };
  co_return json(200, co_await services.database.read(read));
}

} // namespace

void add_department_routes(Frame& frame) {
  const std::string one = "/api/v1/departments/{department_id}";
  frame.get("/api/v1/departments", Who::signed_in, list_departments);
  frame.post("/api/v1/departments", Who::signed_in, add_department);
  frame.put(one, Who::signed_in, change_department);
  frame.post(one + "/removal", Who::signed_in, remove_department);
  frame.get(one + "/members", Who::signed_in, list_members);
  frame.post(one + "/members", Who::signed_in, place_member);
  frame.get("/api/v1/libraries/{library}/inventory", Who::signed_in, show_inventory);
}

} // namespace qudao::api
