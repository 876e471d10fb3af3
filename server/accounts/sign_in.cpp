#include "server/accounts/accounts.h"
#include "server/accounts/throttle.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"
#include "server/log/log.h"

namespace qudao::accounts {

namespace asio = boost::asio;

namespace {

// An address stands for an office; a name for one person.
constexpr int kAddressFactor = 10;

constexpr throttle::Limits kResetsOfAddress{20, kHour, kHour};

std::string name_subject(std::string_view folded) {
  return throttle::by_name("", folded);
}
std::string address_subject(std::string_view address) {
  return throttle::by_address("", address);
}

void refuse_blocked(Millis until, Millis now) {
  if (until <= now) {
    return;
  }
  Failure failure("auth.throttled");
  failure.retry_after_seconds = static_cast<int>((until - now) / kSecond + 1);
  failure.members.set("until", Value::string(rfc3339(until)));
  throw failure;
}

struct Candidate {
  std::optional<User> user;
  std::string password_hash; // empty: nobody has this name
  bool second_factor = false;
  Millis blocked_until = 0;
};

Millis blocked(storage::Connection& connection, const std::string& folded,
               const std::string& address) {
  return std::max(throttle::blocked_until(connection, name_subject(folded)),
                  throttle::blocked_until(connection, address_subject(address)));
}

std::string hash_of(storage::Connection& connection, const std::string& user_id) {
  const auto row =
      connection.one("SELECT password_hash FROM user_account WHERE tenant_id = $1 AND id = $2",
                     {kTenant, user_id});
  return row ? row->text(0) : std::string();
}

Candidate find_candidate(storage::Connection& connection, const std::string& folded,
                         const std::string& address) {
  Candidate candidate;
  candidate.blocked_until = blocked(connection, folded, address);
  candidate.user = find_user_by_name(connection, kTenant, folded);
  if (candidate.user) {
    candidate.password_hash = hash_of(connection, candidate.user->id);
    candidate.second_factor =
        SecondFactor::state(connection, kTenant, candidate.user->id).since.has_value();
  }
  return candidate;
}

struct Admission {
  std::string user_id;
  std::string folded;
  std::string code;
  std::string fresh_hash; // when today's parameters are stronger
  std::string checked_hash;
  Visitor visitor;
  Millis now = 0;
};

// Nothing: the code is wrong.
std::optional<SignedIn> admit(storage::Connection& connection, const SecondFactor& second_factor,
                              const Admission& admission) {
  const audit::Actor actor{std::string(kTenant), admission.user_id, admission.visitor.address};
  const bool needs_code =
      SecondFactor::state(connection, kTenant, admission.user_id).since.has_value();
  if (needs_code && !second_factor.take(connection, actor, admission.code, admission.now)) {
    return std::nullopt;
  }
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
  lift_block(connection, signed_in.user);
  audit::append(connection, actor, "session.opened", signed_in.session.id, {}, admission.now);
  return signed_in;
}

struct Refusal {
  std::string folded;
  Visitor visitor;
  SignInLimits limits;
  Millis now = 0;
};

void count_failure(storage::Connection& connection, const Refusal& refusal) {
  const auto& [folded, visitor, limits, now] = refusal;
  const Millis until = throttle::count(connection, name_subject(folded),
                                       {limits.failures, limits.window, limits.block}, now);
  throttle::count(connection, address_subject(visitor.address),
                  {limits.failures * kAddressFactor, limits.window, limits.block}, now);
  // For administrators to see; changes no row when nobody has the name.
  connection.execute("UPDATE user_account SET blocked_until = $3 WHERE tenant_id = $1 AND id = "
                     "(SELECT user_id FROM user_name WHERE tenant_id = $1 AND folded = $2)",
                     {kTenant, folded, until});
  audit::append(connection, {std::string(kTenant), "", visitor.address}, "session.refused", "", {},
                now);
}

} // namespace

Accounts::Accounts(storage::Database& database, crypto::Hasher& hasher, const Clock& clock,
                   const SecondFactor& second_factor, SessionLimits sessions, SignInLimits sign_in)
    : database_(database), hasher_(hasher), clock_(clock), second_factor_(second_factor),
      session_limits_(sessions), sign_in_limits_(sign_in) {}

asio::awaitable<SignedIn> Accounts::sign_in(std::string user_name, std::string password,
                                            std::string code, Visitor visitor) {
  const std::string folded = fold_user_name(user_name);
  const Millis now = clock_.now();
  auto look = [folded, address = visitor.address](storage::Connection& connection) {
    return find_candidate(connection, folded, address);
  };
  const Candidate candidate = co_await database_.read(look);
  refuse_blocked(candidate.blocked_until, now);
  const bool known = co_await hasher_.verify(candidate.password_hash, password);
  if (!known) {
    co_await refuse(folded, visitor, "auth.invalid");
  }
  // From here on somebody speaks who knows the password.
  if (barred(*candidate.user, now)) {
    throw Failure("auth.locked");
  }
  if (candidate.second_factor && code.empty()) {
    throw Failure("auth.code_required");
  }
  Admission admission{candidate.user->id, folded, code, {}, candidate.password_hash, visitor, now};
  if (crypto::Hasher::needs_rehash(candidate.password_hash)) {
    admission.fresh_hash = co_await hasher_.hash(password);
  }
  auto enter = [admission, &second_factor = second_factor_](storage::Connection& connection) {
    return admit(connection, second_factor, admission);
  };
  std::optional<SignedIn> entered = co_await database_.write(enter);
  if (!entered) {
    co_await refuse(folded, visitor, "auth.code_invalid");
  }
  co_return std::move(*entered);
}

// Counted like a failed sign-in: a stolen session must not be able to guess the password.
asio::awaitable<std::string> Accounts::check_own_password(Principal principal, std::string password,
                                                          Visitor visitor) {
  const std::string folded = fold_user_name(principal.user_name);
  auto look = [principal, folded, visitor](storage::Connection& connection) {
    return std::pair(blocked(connection, folded, visitor.address),
                     hash_of(connection, principal.user_id));
  };
  const auto [until, hash] = co_await database_.read(look);
  refuse_blocked(until, clock_.now());
  const bool known = co_await hasher_.verify(hash, password);
  if (!known) {
    co_await refuse(folded, visitor, "auth.invalid");
  }
  co_return hash;
}

asio::awaitable<void> Accounts::confirm(Principal principal, std::string password,
                                        Visitor visitor) {
  co_await check_own_password(principal, password, visitor);
  auto note = [principal, now = clock_.now()](storage::Connection& connection) {
    connection.execute("UPDATE user_session SET confirmed_at = $3 WHERE tenant_id = $1 AND id = $2",
                       {principal.tenant_id, principal.session_id, now});
  };
  co_await database_.write(note);
  cache_.forget_user(principal.user_id);
}

asio::awaitable<void> Accounts::count_reset(Visitor visitor) {
  const Millis now = clock_.now();
  const std::string subject = throttle::by_address("reset ", visitor.address);
  auto count = [subject, now](storage::Connection& connection) {
    const Millis until = throttle::blocked_until(connection, subject);
    if (until <= now) {
      throttle::count(connection, subject, kResetsOfAddress, now);
    }
    return until;
  };
  refuse_blocked(co_await database_.write(count), now);
}

asio::awaitable<void> Accounts::refuse(std::string folded, Visitor visitor, std::string code) {
  const Refusal refusal{folded, visitor, sign_in_limits_, clock_.now()};
  auto count = [refusal](storage::Connection& connection) { count_failure(connection, refusal); };
  co_await database_.write(count);
  log::info("sign_in.refused", {{"address", Value::string(visitor.address)}});
  throw Failure(code);
}

} // namespace qudao::accounts
