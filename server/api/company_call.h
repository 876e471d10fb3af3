// Internal of the room: what requests about companies share.
#pragma once

#include <optional>
#include <string>

#include "server/api/domain.h"

namespace qudao::api {

// In the language the page is read in.
records::Caller company_caller(const Services& services, const Call& call);

// Members of a body, or of an object in it; missing and null: nothing. Failure request.invalid.
std::string text_member(const Value& of, std::string_view key);
std::int64_t integer_member(const Value& of, std::string_view key);
std::optional<Timestamp> moment_if(const std::optional<std::string>& text);

// The command of the body, if its action is one of these; Failure request.invalid.
pool::Command command_of(const Call& call, std::initializer_list<pool::Action> allowed);

} // namespace qudao::api
