// Accounts: users, sessions, the door.
//
// Sign-in: an unknown name costs the same time and gets the same answer as a wrong password;
// failures are counted per name (known or not) and per address, block for a time and never for
// ever; the counts are in the database, so they hold across processes and restarts. Password
// hashing runs in crypto::Hasher, which refuses what exceeds its queue. Sessions: a 256-bit token
// of which only the SHA-256 is stored; ends when idle too long, when too old, when revoked and when
// its user is locked or disabled. A change of rights or state counts within a second on other
// processes and at once on this one.
//
// Who has a second factor (second_factor.h) signs in with a code as well; that one is asked for is
// told only to who knows the password. So is that an account is locked, disabled or long unused. A
// block for failures is told to everybody alike, with its end, whether the name exists or not.
// A session remembers when its password was last asked: what is sensitive wants that to be recent.
//
// The functions over a Connection are for use inside write and read closures of other rooms; they
// also write the audit trail. The coroutines are for handlers.
//
// Errors: Failure (auth.invalid, auth.throttled, auth.locked, auth.code_required, auth.code_invalid,
// auth.busy, password.*, user_name.*, not_found, record.version_conflict), StorageError. Thread safety: any thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/identity/own_data.h"
#include "core/value/value.h"
#include "server/accounts/principal.h"
#include "server/accounts/second_factor.h"
#include "server/accounts/session_cache.h"
#include "server/audit/audit.h"
#include "server/clock/clock.h"
#include "server/crypto/hasher.h"
#include "server/storage/database.h"

namespace qudao::accounts {

struct User {
  std::string id;
  std::string user_name;
  std::string display_name;
  std::string employee_no;
  std::string department;
  std::string area; // label
  std::string province;
  std::string industry;
  std::string email;
  std::string mobile;
  std::vector<identity::Messenger> messengers;
  Millis data_confirmed_at = 0; // when they said last that their own data holds; 0: never
  std::vector<std::string> roles;
  std::string partner_id;
  std::string locale = "zh-CN";
  std::string state = "active"; // active, locked, disabled
  bool must_change_password = false;
  std::optional<Millis> last_sign_in_at;
  Millis created_at = 0;
  Millis updated_at = 0;
  std::int64_t version = 1;
  Millis blocked_until = 0; // by failed sign-ins; for administrators to see
};

Value to_value(const User& user); // as the API answers it

std::vector<std::string> split_words(std::string_view text); // "partner admin" → both

// A list of violations {code, path, params}; empty when the name may be taken as far as its form
// goes.
List check_user_name(std::string_view name);
// The form two spellings of one name share: NFKC is not needed, names are ASCII letters, digits, .
// _ - and Han.
std::string fold_user_name(std::string_view name);
// Length 8 to 1024 bytes, not a common password, not the user name. Codes password.too_short,
// password.too_long, password.common, password.is_user_name at path /password.
List check_password(std::string_view password, std::string_view user_name);

struct SessionLimits {
  Millis idle = 12 * kHour;
  Millis absolute = 14 * kDay;
};

struct SignInLimits {
  int failures = 5; // of one name within the window; an address gets ten times as many
  Millis window = 15 * kMinute;
  Millis block = 5 * kMinute;
};

// How a request came in; for sessions, audit and throttling.
struct Visitor {
  std::string address;
  std::string agent;
};

struct NewSession {
  std::string token; // goes into the cookie, stored nowhere
  std::string id;
};

// --- inside closures
// -------------------------------------------------------------------------------------------------

std::optional<User> find_user(storage::Connection&, std::string_view tenant, std::string_view id);
std::optional<User> find_user_by_name(storage::Connection&, std::string_view tenant,
                                      std::string_view name);
std::vector<User> list_users(storage::Connection&, std::string_view tenant); // by user name
bool user_name_taken(storage::Connection&, std::string_view tenant, std::string_view name);

// Every field of `user` but id and times; `password_hash` from Hasher. Throws Failure
// user_name.taken.
User create_user(storage::Connection&, const audit::Actor&, User user,
                 std::string_view password_hash, Millis now);

// Profile, roles, area and state, when `user.version` is current; a changed right or state ends or
// refreshes sessions.
User update_user(storage::Connection&, const audit::Actor&, User user, Millis now);

// Their own data holds as of `now`, as told by themselves.
void note_data_confirmed(storage::Connection&, std::string_view tenant, std::string_view user_id,
                         Millis now);

// Ends every session of the user; `must_change` for initial passwords set by somebody else.
void set_password(storage::Connection&, const audit::Actor&, std::string_view user_id,
                  std::string_view password_hash, bool must_change, Millis now);

// Accounts used last before this wait for somebody to restore them.
Millis unused_before(Millis now);
// Locked, disabled, or unused for so long that somebody has to restore it.
bool barred(const User& user, Millis now);
// {"reason": administrator, unused or failures, "until"}; null when nothing keeps them out.
Value lock_of(const User& user, Millis now);
// Ends the block of failed sign-ins.
void lift_block(storage::Connection&, const User& user);

NewSession open_session(storage::Connection&, std::string_view tenant, std::string_view user_id,
                        const Visitor&, Millis now);
void end_sessions_of(storage::Connection&, std::string_view tenant, std::string_view user_id);

// --- for handlers
// ----------------------------------------------------------------------------------------------------

struct SignedIn {
  User user;
  NewSession session;
};

struct SessionInfo {
  std::string id;
  Millis created_at = 0;
  Millis used_at = 0;
  std::string address;
  std::string agent;
};

class Accounts {
 public:
  Accounts(storage::Database& database, crypto::Hasher& hasher, const Clock& clock,
           const SecondFactor& second_factor, SessionLimits sessions, SignInLimits sign_in);

  // Who a session token belongs to, if it is alive. A token seen within the last second costs no
  // query.
  boost::asio::awaitable<std::optional<Principal>> authenticate(std::string token);

  // The same, asked from the database, and without counting as use: for what is open for long.
  boost::asio::awaitable<std::optional<Principal>> watch(std::string token);

  // `code`: of the second factor, or a recovery code; empty when there is none.
  boost::asio::awaitable<SignedIn> sign_in(std::string user_name, std::string password,
                                           std::string code, Visitor visitor);

  // Counts that a reset was asked for, by address; auth.throttled when that is too often.
  boost::asio::awaitable<void> count_reset(Visitor visitor);

  // The password once more, for what is sensitive.
  boost::asio::awaitable<void> confirm(Principal principal, std::string password, Visitor visitor);

  // The session of the principal goes on under a new token, all others end. Checks `current` first.
  // `also` runs in the closure of the change.
  boost::asio::awaitable<NewSession>
  change_password(Principal principal, std::string current, std::string fresh, Visitor visitor,
                  std::function<void(storage::Connection&)> also);

  // Checks the rules and hashes; for create_user and set_password. Throws Failure
  // validation.failed.
  boost::asio::awaitable<std::string> hash_new_password(std::string password,
                                                        std::string user_name);

  boost::asio::awaitable<std::vector<SessionInfo>> sessions(Principal principal);
  boost::asio::awaitable<void> end_session(Principal principal,
                                           std::string session_id); // not_found

  // After a closure changed a user's rights, state or sessions, so that this process does not wait
  // for its cache.
  void forget(std::string_view user_id) { cache_.forget_user(user_id); }

  // Removes what has expired; called now and then.
  void sweep();

 private:
  boost::asio::awaitable<std::string> check_own_password(Principal principal, std::string password,
                                                         Visitor visitor); // answers its hash
  boost::asio::awaitable<void> refuse(std::string folded, Visitor visitor, std::string code);

  storage::Database& database_;
  crypto::Hasher& hasher_;
  const Clock& clock_;
  const SecondFactor& second_factor_;
  SessionLimits session_limits_;
  SignInLimits sign_in_limits_;
  SessionCache cache_;
};

} // namespace qudao::accounts
