// Call: a request as API handlers get it, after the frame has checked who sends it and read the
// body. And the answers.
#pragma once

#include <optional>
#include <string>

#include "core/value/value.h"
#include "server/accounts/accounts.h"
#include "server/audit/audit.h"
#include "server/http/message.h"

namespace qudao::api {

struct Call {
  http::Request request;
  Value body;                              // of JSON routes; null when empty
  std::optional<accounts::Principal> user; // set when signed in, also on routes open to everybody
  std::string locale;                      // zh-CN or en: as Accept-Language asks, else the user's

  std::string parameter(std::string_view name) const {
    return std::string(request.parameter(name));
  }

  std::int64_t version() const; // {version} of the path; what is no number: Failure not_found

  std::string query_text(std::string_view name) const { // empty when missing
    return std::string(request.query_value(name).value_or(""));
  }

  // A whole number between both; none when missing. Anything else: Failure request.invalid naming it.
  std::optional<std::int64_t> query_number(std::string_view name, std::int64_t least,
                                           std::int64_t most) const;

  // Members of the body. Wrong kind or missing: Failure request.invalid naming the member.
  std::string text(std::string_view key) const;
  std::optional<std::string> text_if(std::string_view key) const; // null counts as missing
  std::int64_t integer(std::string_view key) const;
  bool flag(std::string_view key, bool otherwise) const;
  Value map(std::string_view key) const; // a map; missing: an empty one

  // ?page and ?page_size, within 1 … 100; anything else: Failure request.invalid.
  struct Page {
    std::int64_t number = 1;
    std::int64_t size = 20;
    std::int64_t offset() const { return (number - 1) * size; }
  };
  Page page() const;

  accounts::Visitor visitor() const;
  audit::Actor actor() const; // the signed-in user, else the tenant with no user
  const accounts::Principal& principal() const { return *user; } // on routes that need one
};

http::Response json(int status, const Value& value);
http::Response no_content();
http::Response page_of(List items, std::int64_t total, const Call::Page& page);

} // namespace qudao::api
