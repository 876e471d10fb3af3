#include "server/accounts/reset.h"
#include "server/api/account_mail.h"
#include "server/api/domain.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"
#include "server/log/log.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kLongestAccount = 254; // an e-mail address

void write_mails(storage::Connection& connection, const Domain& domain, const std::string& base,
                 const std::vector<accounts::reset::Link>& links, Millis now) {
  for (const accounts::reset::Link& link : links) {
    const auto person = directory::person(connection, std::string(accounts::kTenant), link.user.id);
    // After the #: browsers send that part to nobody, so no proxy's log has it.
    const Map params{{"user_name", Value::string(link.user.user_name)},
                     {"minutes", Value::integer(accounts::reset::kLifetime / kMinute)},
                     {"link", Value::string(base + "/reset-password#" + link.token)}};
    domain.notices.mail(connection, std::string(accounts::kTenant), *person, "password_reset",
                        params, now);
  }
}

// Nobody waits for what depends on whether the account exists: the answer is sent before that is known, so that neither its
// content nor its timing tells.
void begin_later(Services& services, const Call& call, const std::string& account) {
  auto work = [&services, account, actor = call.actor(), now = services.clock.now(),
               base = services.base_url()](storage::Connection& connection) {
    const auto links = accounts::reset::begin(connection, actor, account, now);
    write_mails(connection, *services.domain, base, links, now);
  };
  services.database.submit_write(work, [&services](const std::exception_ptr& failed) {
    if (failed) {
      log::error("password_reset.failed", {});
      return;
    }
    services.mail.poke();
  });
}

asio::awaitable<http::Response> ask(Services& services, Call call) {
  const std::string account = call.text("account");
  if (account.empty() || account.size() > kLongestAccount) {
    throw Failure("request.invalid");
  }
  co_await services.accounts.count_reset(call.visitor());
  begin_later(services, call, account);
  co_return no_content();
}

asio::awaitable<accounts::User> owner_of(Services& services, std::string token) {
  auto read = [token, now = services.clock.now()](storage::Connection& connection) {
    return accounts::reset::owner(connection, accounts::kTenant, token, now);
  };
  co_return co_await services.database.read(read);
}

asio::awaitable<http::Response> show_reset(Services& services, Call call) {
  services.rate.take(call.request.client_address, services.clock.now());
  const accounts::User user = co_await owner_of(services, call.parameter("token"));
  co_return json(200, Value::map(Map{{"user_name", Value::string(user.user_name)}}));
}

asio::awaitable<http::Response> finish(Services& services, Call call) {
  const std::string token = call.parameter("token");
  const std::string password = call.text("password");
  // Before hashing: without a valid link nobody makes this server work.
  const accounts::User user = co_await owner_of(services, token);
  const std::string hash = co_await services.accounts.hash_new_password(password, user.user_name);
  auto write = [&services, token, hash, id = user.id, actor = call.actor(),
                now = services.clock.now()](storage::Connection& connection) {
    accounts::reset::finish(connection, actor, token, hash, now);
    mail_account_change(connection, services, actor.tenant_id, id, "account_password", now);
  };
  co_await services.database.write(write);
  services.mail.poke();
  services.accounts.forget(user.id);
  co_return no_content();
}

} // namespace

void add_reset_routes(Frame& frame) {
  frame.post("/api/v1/password-resets", Who::everybody, ask);
  frame.get("/api/v1/password-resets/{token}", Who::everybody, show_reset);
  frame.post("/api/v1/password-resets/{token}", Who::everybody, finish);
}

} // namespace qudao::api
