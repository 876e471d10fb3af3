#include "server/api/initial_password.h"

#include "server/crypto/digest.h"

namespace qudao::api {

namespace {

constexpr std::size_t kInitialPasswordLength = 16;

} // namespace

std::string initial_password() {
  return crypto::random_token().substr(0, kInitialPasswordLength);
}

Value with_password(const Value& user, const std::string& password) {
  Map answer = user.is_map() ? user.as_map() : Map{};
  answer.set("initial_password", Value::string(password));
  return Value::map(std::move(answer));
}

} // namespace qudao::api
