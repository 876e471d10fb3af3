// People at a company: name, position, mobile, phone, email, remark (texts) and whether it is the main contact. Internal of the room.
#pragma once

#include <string>

#include "core/value/value.h"

namespace qudao::companies {

// As typed, with this id. Failure validation.failed with the violations.
Value checked_contact(const Value& typed, const std::string& id);

// What a company is found by for having this contact, as data of a company.
Value found_by(const Value& contact);

// Its contacts with this one in the place of the one of its id, else at the end; a main one is the only one.
List with_contact(List contacts, const Value& contact);

// At most one main contact: the first that says so.
List with_one_main(List contacts);

} // namespace qudao::companies
