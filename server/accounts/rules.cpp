#include "core/text/utf8.h"
#include "server/accounts/accounts.h"
#include "server/accounts/common_passwords.h"

namespace qudao::accounts {

namespace {

constexpr std::size_t kShortestName = 3;
constexpr std::size_t kLongestName = 32;
constexpr std::size_t kShortestPassword = 8; // characters
constexpr std::size_t kLongestPassword =
    1024; // bytes: nothing is cut off, so hashing needs a bound

Value violation(std::string_view code, std::string_view path, Map params = {}) {
  return Value::map(Map{{"code", Value::string(code)},
                        {"path", Value::string(path)},
                        {"params", Value::map(std::move(params))}});
}

Value number(std::size_t n) {
  return Value::integer(static_cast<std::int64_t>(n));
}

bool is_name_character(char32_t c) {
  const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  const bool digit = c >= U'0' && c <= U'9';
  const bool han = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
  return letter || digit || han || c == U'.' || c == U'_' || c == U'-';
}

bool all_name_characters(std::string_view name) {
  std::size_t at = 0;
  while (at < name.size()) {
    const auto c = text::next_code_point(name, at);
    if (!is_name_character(c)) {
      return false;
    }
  }
  return true;
}

} // namespace

std::string fold_user_name(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return folded;
}

List check_user_name(std::string_view name) {
  const std::size_t length = text::is_valid(name) ? text::count_code_points(name) : 0;
  if (length < kShortestName || length > kLongestName) {
    return {violation("user_name.length", "/user_name",
                      Map{{"min", number(kShortestName)}, {"max", number(kLongestName)}})};
  }
  if (!all_name_characters(name)) {
    return {violation("user_name.characters", "/user_name")};
  }
  return {};
}

List check_password(std::string_view password, std::string_view user_name) {
  if (!text::is_valid(password) || text::count_code_points(password) < kShortestPassword) {
    return {violation("password.too_short", "/password", Map{{"min", number(kShortestPassword)}})};
  }
  if (password.size() > kLongestPassword) {
    return {violation("password.too_long", "/password")};
  }
  const std::string folded = fold_user_name(password);
  if (!user_name.empty() && folded == fold_user_name(user_name)) {
    return {violation("password.is_user_name", "/password")};
  }
  if (is_common_password(folded)) {
    return {violation("password.common", "/password")};
  }
  return {};
}

} // namespace qudao::accounts
