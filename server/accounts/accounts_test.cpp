#include "core/value/json.h"
#include "server/accounts/accounts.h"
#include "server/accounts/captcha.h"
#include "server/accounts/rate.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"
#include "tests/support/catch.h"

using namespace qudao;
using namespace qudao::accounts;

namespace {

std::string first_code(const List& violations) {
  return violations.empty() ? "" : std::string(violations.front().find("code")->as_string());
}

std::string text_of(const Value& value, std::string_view key) {
  return std::string(value.find(key)->as_string());
}

// Tries as a browser does.
std::string solve(const Value& challenge) {
  const std::string salt = text_of(challenge, "salt");
  std::int64_t number = 0;
  while (crypto::sha256_hex(salt + std::to_string(number)) != text_of(challenge, "challenge")) {
    ++number;
  }
  Map solution = challenge.as_map();
  solution.erase("maxnumber");
  solution.set("number", Value::integer(number));
  return crypto::base64_encode(write_json(Value::map(solution)));
}

std::string refusal(const Captcha& captcha, std::string_view solution, Millis now) {
  try {
    captcha.check(solution, now);
    return "";
  } catch (const Failure& failure) {
    return failure.code;
  }
}

} // namespace

TEST_CASE("user names") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"abc", ""},
      {"渠道商", ""},
      {"a.b_c-1", ""},
      {"ab", "user_name.length"},
      {std::string(33, 'a'), "user_name.length"},
      {std::string("渠").append("道商"), ""},
      {"a b", "user_name.characters"},
      {"a<b>", "user_name.characters"},
      {"a\xff\xff", "user_name.length"},
      {"аdmin", "user_name.characters"}, // a Cyrillic letter
  };
  for (const auto& [name, code] : cases) {
    CAPTURE(name);
    CHECK(first_code(check_user_name(name)) == code);
  }
  CHECK(fold_user_name("Root渠") == "root渠");
}

TEST_CASE("passwords") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"correct horse", ""},
      {"渠道渠道商商签约", ""},
      {"1234567", "password.too_short"},
      {"12345678", "password.common"},
      {"PASSWORD", "password.common"},
      {"iloveyou", "password.common"},
      {"aaaaaaaaaaaa", "password.common"},
      {"1212121212", "password.common"},
      {"Some.Body", "password.is_user_name"},
      {std::string(1024, 'x') + "y", "password.too_long"},
      {std::string(100, 'x') + "y", ""},
  };
  for (const auto& [password, code] : cases) {
    CAPTURE(password);
    CHECK(first_code(check_password(password, "some.body")) == code);
  }
}

TEST_CASE("captcha: solved ones pass, everything else is refused") {
  const Captcha captcha("key");
  const Millis now = 1'000'000'000'000;
  const Value challenge = captcha.challenge(now);
  const std::string solution = solve(challenge);
  CHECK(captcha.check(solution, now) == text_of(challenge, "challenge"));
  CHECK(refusal(captcha, solution, now + 11 * kMinute) == "captcha.expired");
  CHECK(refusal(Captcha("other"), solution, now) == "captcha.invalid");
  CHECK(refusal(captcha, "", now) == "captcha.invalid");
  CHECK(refusal(captcha, "!!!", now) == "captcha.invalid");
  CHECK(refusal(captcha, crypto::base64_encode("{}"), now) == "captcha.invalid");
  CHECK(refusal(captcha, crypto::base64_encode("[1]"), now) == "captcha.invalid");
  // Its own easy challenge is not signed by us; a later expiry changes the challenge.
  Map forged = challenge.as_map();
  forged.set("salt", Value::string("x"));
  forged.set("number", Value::integer(1));
  forged.set("challenge", Value::string(crypto::sha256_hex("x1")));
  const std::string text = crypto::base64_encode(write_json(Value::map(forged)));
  CHECK(refusal(captcha, text, now) == "captcha.invalid");
}

TEST_CASE("a rate limit gives a burst, then a steady pace") {
  RateLimit rate(60, 3);
  Millis now = 1'000'000;
  for (int i = 0; i < 3; ++i) {
    rate.take("a", now);
  }
  CHECK_THROWS_AS(rate.take("a", now), Failure);
  rate.take("b", now);
  now += kSecond;
  rate.take("a", now);
  CHECK_THROWS_AS(rate.take("a", now), Failure);
  now += kHour;
  for (int i = 0; i < 3; ++i) {
    rate.take("a", now);
  }
  CHECK_THROWS_AS(rate.take("a", now), Failure);
}

TEST_CASE("the session cache forgets in time and on demand, and keeps nothing overtaken") {
  SessionCache cache;
  Principal principal;
  principal.user_id = "u";
  cache.keep("t", principal, 1000, cache.generation());
  CHECK(cache.find("t", 1999).has_value());
  CHECK_FALSE(cache.find("t", 2000).has_value());
  cache.forget_user("u");
  CHECK_FALSE(cache.find("t", 1001).has_value());
  const auto generation = cache.generation();
  cache.forget_user("u");
  cache.keep("t", principal, 1000, generation);
  CHECK_FALSE(cache.find("t", 1001).has_value());
}
