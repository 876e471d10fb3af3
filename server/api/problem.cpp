#include "core/value/json.h"
#include "server/api/frame.h"
#include "server/embedded/embedded.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace {

const Value& texts() {
  static const Value kTexts = [] {
    for (const embedded::File& file : embedded::api_documents()) {
      if (file.name != "texts.json") {
        continue;
      }
      if (auto parsed = parse_json(file.content)) {
        return std::move(parsed).value();
      }
    }
    return Value();
  }();
  return kTexts;
}

std::string fill(std::string_view text, const Value* params) {
  std::string filled;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open);
    filled += text.substr(0, open);
    if (close == std::string_view::npos) {
      break;
    }
    const Value* value =
        params == nullptr ? nullptr : params->find(text.substr(open + 1, close - open - 1));
    if (value != nullptr) {
      filled += value->is_string() ? std::string(value->as_string()) : write_json(*value);
    }
    text.remove_prefix(close + 1);
  }
  return filled;
}

std::string text_of(std::string_view code, std::string_view locale, const Value* params) {
  const Value* entry = texts().find(code);
  const Value* text = entry == nullptr ? nullptr : entry->find(locale);
  return text == nullptr ? std::string() : fill(text->as_string(), params);
}

} // namespace

Value with_messages(const Value& violations, std::string_view locale) {
  List list;
  for (const Value& violation : violations.as_list()) {
    Map copy = violation.as_map();
    if (copy.find("message") == nullptr) {
      const std::string message =
          text_of(copy.find("code")->as_string(), locale, copy.find("params"));
      if (!message.empty()) {
        copy.set("message", Value::string(message));
      }
    }
    list.push_back(Value::map(std::move(copy)));
  }
  return Value::list(std::move(list));
}

http::Response problem(const Failure& failure, const std::string& request_id,
                       std::string_view locale) {
  Map document = failure.members;
  http::Response response;
  response.status = status_of(failure.code);
  response.content_type = "application/problem+json";
  document.set("type", Value::string("https://qudao.dev/problems/" + failure.code));
  document.set("title", Value::string(text_of(failure.code, locale, nullptr)));
  document.set("status", Value::integer(response.status));
  document.set("code", Value::string(failure.code));
  document.set("request_id", Value::string(request_id));
  if (!failure.detail.empty()) {
    document.set("detail", Value::string(failure.detail));
  }
  if (failure.violations.is_list()) {
    document.set("violations", with_messages(failure.violations, locale));
  }
  if (failure.retry_after_seconds > 0) {
    response.headers.emplace_back("Retry-After", std::to_string(failure.retry_after_seconds));
  }
  response.body = write_json(Value::map(std::move(document)));
  return response;
}

} // namespace qudao::api
