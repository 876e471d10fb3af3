#include "server/accounts/accounts.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::accounts {

namespace asio = boost::asio;

namespace {

// How exact the idle limit is: the time of last use is written this often at most.
constexpr Millis kUseNoted = kMinute;

struct Found {
  Principal principal;
  bool note_use = false;
};

std::optional<Found> find_session(storage::Connection& connection, const std::string& token_hash,
                                  const SessionLimits& limits, Millis now) {
  const auto row = connection.one(
      "SELECT s.tenant_id, s.id, s.user_id, s.created_at, s.used_at, u.user_name, u.display_name, "
      "u.roles, u.partner_id, u.province, u.industry, u.locale, u.must_change_password, u.state, "
      "s.confirmed_at "
      "FROM user_session s JOIN user_account u ON u.tenant_id = s.tenant_id AND u.id = s.user_id "
      "WHERE s.token_hash = $1",
      {token_hash});
  if (!row || row->text(13) != "active") {
    return std::nullopt;
  }
  const Millis used_at = row->integer(4);
  if (now - row->integer(3) >= limits.absolute || now - used_at >= limits.idle) {
    return std::nullopt;
  }
  Found found;
  Principal& principal = found.principal;
  principal.tenant_id = row->text(0);
  principal.session_id = row->text(1);
  principal.user_id = row->text(2);
  principal.user_name = row->text(5);
  principal.display_name = row->text(6);
  principal.roles = split_words(row->text(7));
  principal.partner_id = row->text(8);
  principal.province = row->text(9);
  principal.industry = row->text(10);
  principal.locale = row->text(11);
  principal.must_change_password = row->flag(12);
  principal.confirmed_at = row->integer(14);
  found.note_use = now - used_at >= kUseNoted;
  return found;
}

} // namespace

NewSession open_session(storage::Connection& connection, std::string_view tenant,
                        std::string_view user_id, const Visitor& visitor, Millis now) {
  NewSession session{crypto::random_token(), crypto::uuid_v7(now)};
  connection.execute(
      "INSERT INTO user_session (tenant_id, id, token_hash, user_id, created_at, used_at, address, "
      "agent, confirmed_at) VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $5)",
      {tenant, session.id, crypto::sha256_hex(session.token), user_id, now, visitor.address,
       visitor.agent});
  return session;
}

void end_sessions_of(storage::Connection& connection, std::string_view tenant,
                     std::string_view user_id) {
  connection.execute("DELETE FROM user_session WHERE tenant_id = $1 AND user_id = $2",
                     {tenant, user_id});
}

asio::awaitable<std::optional<Principal>> Accounts::authenticate(std::string token) {
  const std::string token_hash = crypto::sha256_hex(token);
  const Millis now = clock_.now();
  if (auto known = cache_.find(token_hash, now)) {
    co_return known;
  }
  const std::uint64_t generation = cache_.generation();
  auto look = [token_hash, limits = session_limits_, now](storage::Connection& connection) {
    return find_session(connection, token_hash, limits, now);
  };
  const std::optional<Found> found = co_await database_.read(look);
  if (!found) {
    co_return std::nullopt;
  }
  cache_.keep(token_hash, found->principal, now, generation);
  if (found->note_use) {
    // Nobody waits for this; a crash before it only makes the session a minute older.
    auto note = [token_hash, now](storage::Connection& connection) {
      connection.execute("UPDATE user_session SET used_at = $2 WHERE token_hash = $1",
                         {token_hash, now});
    };
    database_.submit_write(note, [](const std::exception_ptr&) {});
  }
  co_return found->principal;
}

asio::awaitable<std::optional<Principal>> Accounts::watch(std::string token) {
  auto look = [token_hash = crypto::sha256_hex(token), limits = session_limits_,
               now = clock_.now()](storage::Connection& connection) {
    return find_session(connection, token_hash, limits, now);
  };
  const std::optional<Found> found = co_await database_.read(look);
  co_return found ? std::optional(found->principal) : std::nullopt;
}

asio::awaitable<std::vector<SessionInfo>> Accounts::sessions(Principal principal) {
  auto list = [principal](storage::Connection& connection) {
    std::vector<SessionInfo> sessions;
    for (const storage::Row& row :
         connection.query("SELECT id, created_at, used_at, address, agent FROM user_session "
                          "WHERE tenant_id = $1 AND user_id = $2 ORDER BY created_at DESC, id DESC",
                          {principal.tenant_id, principal.user_id})) {
      sessions.push_back({row.text(0), row.integer(1), row.integer(2), row.text(3), row.text(4)});
    }
    return sessions;
  };
  co_return co_await database_.read(list);
}

asio::awaitable<void> Accounts::end_session(Principal principal, std::string session_id) {
  auto end = [principal, session_id](storage::Connection& connection) {
    return connection.execute(
        "DELETE FROM user_session WHERE tenant_id = $1 AND user_id = $2 AND id = $3",
        {principal.tenant_id, principal.user_id, session_id});
  };
  const std::int64_t ended = co_await database_.write(end);
  if (ended == 0) {
    throw Failure("not_found");
  }
  cache_.forget_user(principal.user_id);
}

void Accounts::sweep() {
  const Millis now = clock_.now();
  cache_.forget_stale(now);
  auto remove = [limits = session_limits_, now](storage::Connection& connection) {
    connection.execute("DELETE FROM user_session WHERE created_at <= $1 OR used_at <= $2",
                       {now - limits.absolute, now - limits.idle});
    connection.execute("DELETE FROM captcha_used WHERE expires_at <= $1", {now});
    connection.execute("DELETE FROM password_reset WHERE expires_at <= $1", {now});
    connection.execute("DELETE FROM one_time_link WHERE expires_at <= $1", {now});
    connection.execute(
        "DELETE FROM sign_in_failure WHERE window_start <= $1 AND blocked_until <= $2",
        {now - kDay, now});
  };
  database_.submit_write(remove, [](const std::exception_ptr&) {});
}

} // namespace qudao::accounts
