#include "server/accounts/accounts.h"
#include "server/failure/failure.h"

namespace qudao::accounts {

namespace asio = boost::asio;

namespace {

struct Change {
  audit::Actor actor;
  std::string before;
  std::string fresh;
  Visitor visitor;
  Millis now = 0;
};

NewSession apply(storage::Connection& connection, const Change& change) {
  const auto row = connection.one("SELECT password_hash FROM user_account WHERE tenant_id = $1 AND "
                                  "id = $2 AND state = 'active'",
                                  {change.actor.tenant_id, change.actor.user_id});
  // Somebody set another password while this one was being checked.
  if (!row || row->text(0) != change.before) {
    throw Failure("auth.invalid");
  }
  set_password(connection, change.actor, change.actor.user_id, change.fresh, false, change.now);
  return open_session(connection, change.actor.tenant_id, change.actor.user_id, change.visitor,
                      change.now);
}

} // namespace

asio::awaitable<std::string> Accounts::hash_new_password(std::string password,
                                                         std::string user_name) {
  List violations = check_password(password, user_name);
  if (!violations.empty()) {
    throw Failure("validation.failed", Value::list(std::move(violations)));
  }
  co_return co_await hasher_.hash(std::move(password));
}

asio::awaitable<NewSession>
Accounts::change_password(Principal principal, std::string current, std::string fresh,
                          Visitor visitor, std::function<void(storage::Connection&)> also) {
  const std::string before = co_await check_own_password(principal, current, visitor);
  if (current == fresh) {
    throw Failure("validation.failed",
                  Value::list({Value::map(Map{{"code", Value::string("password.unchanged")},
                                              {"path", Value::string("/password")},
                                              {"params", Value::map({})}})}));
  }
  const std::string fresh_hash = co_await hash_new_password(fresh, principal.user_name);
  const audit::Actor actor{principal.tenant_id, principal.user_id, visitor.address};
  const Change change{actor, before, fresh_hash, visitor, clock_.now()};
  auto exchange = [change, also = std::move(also)](storage::Connection& connection) {
    also(connection);
    return apply(connection, change);
  };
  NewSession session = co_await database_.write(exchange);
  cache_.forget_user(principal.user_id);
  co_return session;
}

} // namespace qudao::accounts
