// What is known of a company as typed: read, put into its canonical form, masked, merged. Internal of the room.
#pragma once

#include <string>
#include <vector>

#include "core/match/match.h"
#include "core/value/value.h"

namespace qudao::companies {

enum class OwnNumber : std::uint8_t { needed, elsewhere }; // elsewhere: of somebody at it

// Failure validation.failed with the violations.
Value checked_data(const Value& typed, OwnNumber number = OwnNumber::needed);

// What a check may ask about: any of the fields, nothing needed. The same failures for what is given.
Value asked_data(const Value& typed);

std::string name_in(const Value& data);
// Without these fields.
Value without(const Value& data, const std::vector<std::string>& fields);
// What `more` knows beyond `data`: texts that were missing, further numbers.
Value merged(const Value& data, const Value& more);

std::string name_text(const Value& data);   // folded, for searches
std::string search_text(const Value& data); // likewise, with numbers and code

// What only one company can have; those of numbers hold while it is owned.
struct Facts {
  std::vector<std::string> registrations;
  std::vector<std::string> numbers;
};
Facts facts_of(const match::Company& company);

} // namespace qudao::companies
