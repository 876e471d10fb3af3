#include "server/accounts/accounts.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"
#include "server/log/log.h"

namespace qudao::accounts {

namespace asio = boost::asio;

namespace {

// An address stands for an office; a name for one person.
constexpr int kAddressFactor = 10;

// Long unused accounts wait for somebody to restore them.
constexpr Millis kUnusedFor = 365 * kDay;

std::string name_subject(const std::string& folded) {
  // Hashed: a password typed into the wrong field is not kept readable.
  return "name " + crypto::sha256_hex(folded);
}
std::string address_subject(const std::string& address) {
  return "address " + address;
}

Millis blocked_until(storage::Connection& connection, const std::string& subject) {
  const auto row = connection.one(
      "SELECT blocked_until FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2",
      {kTenant, subject});
  return row ? row->integer(0) : 0;
}

void count_failure(storage::Connection& connection, const std::string& subject, int most,
                   const SignInLimits& limits, Millis now) {
  const auto row = connection.one(
      "SELECT failures, window_start FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2",
      {kTenant, subject});
  const bool fresh = row && now - row->integer(1) < limits.window;
  const std::int64_t failures = (fresh ? row->integer(0) : 0) + 1;
  const Millis window = fresh ? row->integer(1) : now;
  const bool block = failures >= most;
  connection.execute(
      "INSERT INTO sign_in_failure (tenant_id, subject, failures, window_start, blocked_until) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, subject) DO UPDATE SET failures = "
      "excluded.failures, window_start = excluded.window_start, blocked_until = "
      "excluded.blocked_until",
      {kTenant, subject, block ? 0 : failures, window, block ? now + limits.block : Millis{0}});
}

struct Candidate {
  std::optional<User> user;
  std::string password_hash; // empty: nobody may sign in with this name
  Millis blocked_until = 0;
};

Candidate find_candidate(storage::Connection& connection, const std::string& folded,
                         const std::string& address, Millis now) {
  Candidate candidate;
  candidate.blocked_until = std::max(blocked_until(connection, name_subject(folded)),
                                     blocked_until(connection, address_subject(address)));
  candidate.user = find_user_by_name(connection, kTenant, folded);
  if (!candidate.user || candidate.user->state != "active") {
    return candidate;
  }
  const User& user = *candidate.user;
  if (now - std::max(user.last_sign_in_at.value_or(0), user.updated_at) > kUnusedFor) {
    return candidate;
  }
  candidate.password_hash =
      connection
          .one("SELECT password_hash FROM user_account WHERE tenant_id = $1 AND id = $2",
               {kTenant, user.id})
          ->text(0);
  return candidate;
}

struct Admission {
  std::string user_id;
  std::string folded;
  std::string fresh_hash; // when today's parameters are stronger
  std::string checked_hash;
  Visitor visitor;
  Millis now = 0;
};

SignedIn admit(storage::Connection& connection, const Admission& admission) {
  connection.execute("DELETE FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2",
                     {kTenant, name_subject(admission.folded)});
  // The account may have changed while the password was being hashed.
  const std::int64_t same = connection.execute(
      "UPDATE user_account SET last_sign_in_at = $3, password_hash = $4 WHERE tenant_id = $1 AND "
      "id = $2 AND state = 'active' AND password_hash = $5",
      {kTenant, admission.user_id, admission.now,
       admission.fresh_hash.empty() ? admission.checked_hash : admission.fresh_hash,
       admission.checked_hash});
  if (same == 0) {
    throw Failure("auth.invalid");
  }
  SignedIn signed_in;
  signed_in.session =
      open_session(connection, kTenant, admission.user_id, admission.visitor, admission.now);
  signed_in.user = *find_user(connection, kTenant, admission.user_id);
  audit::append(connection, {std::string(kTenant), admission.user_id, admission.visitor.address},
                "session.opened", signed_in.session.id, {}, admission.now);
  return signed_in;
}

} // namespace

Accounts::Accounts(storage::Database& database, crypto::Hasher& hasher, const Clock& clock,
                   SessionLimits sessions, SignInLimits sign_in)
    : database_(database), hasher_(hasher), clock_(clock), session_limits_(sessions),
      sign_in_limits_(sign_in) {}

asio::awaitable<SignedIn> Accounts::sign_in(std::string user_name, std::string password,
                                            Visitor visitor) {
  const std::string folded = fold_user_name(user_name);
  const Millis now = clock_.now();
  auto look = [folded, address = visitor.address, now](storage::Connection& connection) {
    return find_candidate(connection, folded, address, now);
  };
  const Candidate candidate = co_await database_.read(look);
  if (candidate.blocked_until > now) {
    Failure failure("auth.throttled");
    failure.retry_after_seconds = static_cast<int>((candidate.blocked_until - now) / kSecond + 1);
    throw failure;
  }
  const bool known = co_await hasher_.verify(candidate.password_hash, password);
  if (!known) {
    co_await refuse(folded, visitor);
  }

  Admission admission{candidate.user->id, folded, {}, candidate.password_hash, visitor, now};
  if (crypto::Hasher::needs_rehash(candidate.password_hash)) {
    admission.fresh_hash = co_await hasher_.hash(password);
  }
  auto enter = [admission](storage::Connection& connection) {
    return admit(connection, admission);
  };
  co_return co_await database_.write(enter);
}

asio::awaitable<void> Accounts::refuse(std::string folded, Visitor visitor) {
  auto count = [folded, visitor, limits = sign_in_limits_,
                now = clock_.now()](storage::Connection& connection) {
    count_failure(connection, name_subject(folded), limits.failures, limits, now);
    count_failure(connection, address_subject(visitor.address), limits.failures * kAddressFactor,
                  limits, now);
    audit::append(connection, {std::string(kTenant), "", visitor.address}, "session.refused", "",
                  {}, now);
  };
  co_await database_.write(count);
  log::info("sign_in.refused", {{"address", Value::string(visitor.address)}});
  throw Failure("auth.invalid");
}

} // namespace qudao::accounts
