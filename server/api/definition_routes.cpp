#include <map>
#include <mutex>

#include "server/api/definition_preview.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

// Bundles as they are sent, compressed once per version.
std::shared_ptr<const http::Asset> asset_of(const definitions::BundlePtr& bundle) {
  static std::mutex guard;
  static std::map<std::string, std::shared_ptr<const http::Asset>> assets; // by entity and version
  const std::lock_guard lock(guard);
  auto& asset = assets[bundle->entity + '/' + std::to_string(bundle->version)];
  if (!asset || asset->plain != bundle->json) {
    asset = http::make_asset("application/json", bundle->json, "no-cache");
  }
  return asset;
}

asio::awaitable<http::Response> show_definition(Services& services, Call call) {
  const std::string entity = call.parameter("entity");
  if (!call.user && entity != "agent") {
    throw Failure("auth.required");
  }
  auto read = [&services, entity,
               tenant = std::string(accounts::kTenant)](storage::Connection& connection) {
    return services.domain->library.newest(connection, tenant, entity);
  };
  const definitions::BundlePtr bundle = co_await services.database.read(read);
  http::Response response;
  response.asset = asset_of(bundle);
  co_return response;
}

// The bundle of an older version, for records filled under it.
asio::awaitable<http::Response> show_version(Services& services, Call call) {
  auto read = [&services, entity = call.parameter("entity"), version = call.version(),
               tenant = call.principal().tenant_id](storage::Connection& connection) {
    return services.domain->library.at(connection, tenant, entity, version);
  };
  const definitions::BundlePtr bundle = co_await services.database.read(read);
  http::Response response;
  response.asset = asset_of(bundle);
  co_return response;
}

asio::awaitable<http::Response> check_definition(Services& services, Call call) {
  auto read = [definition = call.map("definition"), locale = call.locale,
               tenant = call.principal().tenant_id](storage::Connection& connection) {
    return definitions::check_definition(connection, tenant, definition, locale);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_definitions(Services& services, Call call) {
  auto read = [tenant = call.principal().tenant_id](storage::Connection& connection) {
    return definitions::definitions_of(connection, tenant);
  };
  const Value all = co_await services.database.read(read);
  const auto total = static_cast<std::int64_t>(all.as_list().size());
  co_return page_of(all.as_list(), total, {1, total});
}

asio::awaitable<http::Response> show_written(Services& services, Call call) {
  auto read = [entity = call.parameter("entity"), version = call.version(),
               tenant = call.principal().tenant_id](storage::Connection& connection) {
    return definitions::written_definition(connection, tenant, entity, version);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> preview_definition(Services& services, Call call) {
  const records::Caller caller{call.principal(), call.actor(), services.clock.now()};
  auto read = [&services, caller, definition = call.map("definition"),
               locale = call.locale](storage::Connection& connection) {
    return preview_of(*services.domain, connection, caller, definition, locale);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> publish_definition(Services& services, Call call) {
  auto write = [&services, definition = call.map("definition"), actor = call.actor(),
                locale = call.locale, now = services.clock.now()](storage::Connection& connection) {
    definitions::publish(connection, actor.tenant_id, definition, actor.user_id, locale, now);
    const std::string entity(definition.find("entity")->as_string());
    services.domain->records.index_again(connection, actor.tenant_id, entity);
    audit::append(connection, actor, "definition.publish", entity,
                  {{"version", *definition.find("version")}}, now);
    return Value::map(
        {{"entity", Value::string(entity)}, {"version", *definition.find("version")}});
  };
  co_return json(201, co_await services.database.write(write));
}

asio::awaitable<http::Response> show_dictionary(Services& services, Call call) {
  auto read = [name = call.parameter("name"),
               tenant = call.principal().tenant_id](storage::Connection& connection) {
    return definitions::dictionary(connection, tenant, name);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> list_dictionaries(Services& services, Call call) {
  auto read = [tenant = call.principal().tenant_id](storage::Connection& connection) {
    return definitions::dictionaries(connection, tenant);
  };
  const Value all = co_await services.database.read(read);
  const auto total = static_cast<std::int64_t>(all.as_list().size());
  co_return page_of(all.as_list(), total, {1, total});
}

asio::awaitable<http::Response> change_dictionary(Services& services, Call call) {
  auto write = [name = call.parameter("name"), document = call.body, actor = call.actor(),
                locale = call.locale, now = services.clock.now()](storage::Connection& connection) {
    Value changed = definitions::change_dictionary(connection, actor.tenant_id, name, document,
                                                   actor.user_id, locale, now);
    audit::append(connection, actor, "dictionary.change", name,
                  {{"version", *changed.find("version")}}, now);
    return changed;
  };
  co_return json(200, co_await services.database.write(write));
}

} // namespace

void add_definition_routes(Frame& frame) {
  frame.get("/api/v1/definitions/{entity}", Who::everybody, show_definition);
  frame.get("/api/v1/definitions/{entity}/{version}", Who::signed_in, show_version);
  frame.get("/api/v1/admin/definitions", Who::admin, list_definitions);
  frame.post("/api/v1/admin/definitions", Who::admin, publish_definition);
  frame.post("/api/v1/admin/definitions/check", Who::admin, check_definition);
  frame.post("/api/v1/admin/definitions/preview", Who::admin, preview_definition);
  frame.get("/api/v1/admin/definitions/{entity}/{version}", Who::admin, show_written);
  frame.get("/api/v1/dictionaries/{name}", Who::signed_in, show_dictionary);
  frame.get("/api/v1/admin/dictionaries", Who::admin, list_dictionaries);
  frame.get("/api/v1/admin/dictionaries/{name}", Who::admin, show_dictionary);
  frame.put("/api/v1/admin/dictionaries/{name}", Who::admin, change_dictionary);
}

} // namespace qudao::api
