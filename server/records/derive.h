// What lists and searches need of a record, taken from its answers. Internal to the room.
#pragma once

#include "core/form/form.h"
#include "server/records/rows.h"

namespace qudao::records {

// `answers` are the relevant answers and calculated values (Session::submission).
Derived derive(const form::Definition& definition, const Value& answers, const std::string& number);

// A value as text, for filters and unique keys; empty for none.
std::string text_of(const Value& value);

} // namespace qudao::records
