// People at a company: name, position, mobile, phone, email, remark (texts) and whether it is the main contact. Internal of the room.
#pragma once

#include <string>

#include "core/value/value.h"
#include "server/companies/data.h"
#include "server/failure/failure.h"

namespace qudao::companies {

constexpr std::size_t kMostContacts = 20; // as many as a merge takes of a list
Failure too_many_contacts(std::string_view path);

// As typed, with this id. Failure validation.failed with the violations.
Value checked_contact(const Value& typed, const std::string& id);

// What a company is found by for having this contact, as data of a company.
Value found_by(const Value& contact);

// Whether a company with these contacts needs a number of its own: it is found by theirs as well.
OwnNumber number_of(const List& contacts);

// Its contacts with this one in the place of the one of its id, else at the end; a main one is the only one.
List with_contact(List contacts, const Value& contact);

// At most one main contact: the first that says so.
List with_one_main(List contacts);

} // namespace qudao::companies
