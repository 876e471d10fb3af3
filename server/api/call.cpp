#include "server/api/call.h"

#include <charconv>

#include "core/value/json.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace {

[[noreturn]] void invalid(std::string_view member, std::string_view expected) {
  Map violation{{"code", Value::string("request.member")},
                {"path", Value::string("/" + std::string(member))},
                {"params", Value::map(Map{{"expected", Value::string(expected)}})}};
  throw Failure("request.invalid", Value::list({Value::map(std::move(violation))}));
}

const Value* member_of(const Value& body, std::string_view key) {
  const Value* found = body.find(key);
  return found == nullptr || found->is_null() ? nullptr : found;
}

} // namespace

std::optional<std::int64_t> Call::query_number(std::string_view name, std::int64_t least,
                                               std::int64_t most) const {
  const auto text = request.query_value(name);
  if (!text) {
    return std::nullopt;
  }
  std::int64_t number = 0;
  const auto parsed = std::from_chars(text->data(), text->data() + text->size(), number);
  if (parsed.ec != std::errc() || parsed.ptr != text->data() + text->size() || number < least ||
      number > most) {
    invalid(name, "number");
  }
  return number;
}

std::int64_t Call::version() const {
  const std::string written = parameter("version");
  if (written.empty() || written.size() > 9 ||
      written.find_first_not_of("0123456789") != written.npos) {
    throw Failure("not_found");
  }
  return std::stoll(written);
}

std::string Call::text(std::string_view key) const {
  const Value* found = member_of(body, key);
  if (found == nullptr || !found->is_string()) {
    invalid(key, "text");
  }
  return std::string(found->as_string());
}

std::optional<std::string> Call::text_if(std::string_view key) const {
  if (member_of(body, key) == nullptr) {
    return std::nullopt;
  }
  return text(key);
}

std::int64_t Call::integer(std::string_view key) const {
  const Value* found = member_of(body, key);
  if (found == nullptr || found->kind() != Kind::integer) {
    invalid(key, "integer");
  }
  return found->as_int();
}

bool Call::flag(std::string_view key, bool otherwise) const {
  const Value* found = member_of(body, key);
  if (found == nullptr) {
    return otherwise;
  }
  if (found->kind() != Kind::boolean) {
    invalid(key, "boolean");
  }
  return found->as_bool();
}

Value Call::map(std::string_view key) const {
  const Value* found = member_of(body, key);
  if (found == nullptr) {
    return Value::map({});
  }
  if (!found->is_map()) {
    invalid(key, "object");
  }
  return *found;
}

Call::Page Call::page() const {
  constexpr std::int64_t kMostPages = 1'000'000;
  constexpr std::int64_t kMostRows = 100;
  return {query_number("page", 1, kMostPages).value_or(1),
          query_number("page_size", 1, kMostRows).value_or(20)};
}

accounts::Visitor Call::visitor() const {
  constexpr std::size_t kAgentLength = 200;
  return {request.client_address,
          std::string(request.header("user-agent").substr(0, kAgentLength))};
}

audit::Actor Call::actor() const {
  return {std::string(accounts::kTenant), user ? user->user_id : "", request.client_address};
}

http::Response json(int status, const Value& value) {
  http::Response response;
  response.status = status;
  response.body = write_json(value);
  return response;
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  return response;
}

http::Response page_of(List items, std::int64_t total, const Call::Page& page) {
  return json(200, Value::map(Map{{"items", Value::list(std::move(items))},
                                  {"total", Value::integer(total)},
                                  {"page", Value::integer(page.number)},
                                  {"page_size", Value::integer(page.size)}}));
}

} // namespace qudao::api
