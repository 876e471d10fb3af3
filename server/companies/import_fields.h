// What the columns of a file mean: a field of the company, or of somebody at it (contact.name, contact.position, contact.mobile,
// contact.phone, contact.email, contact.remark, contact.main). Internal of the room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/value/value.h"

namespace qudao::companies {

// The field a heading speaks of, in Chinese or English; empty: none that is known.
std::string field_of_heading(std::string_view heading);

// One for each column; of texts the first column that speaks of it. Of files of people, which have a column that can only be
// somebody's (联系人职务, contact email) and one with their names, what names the contact (联系人, 姓名) is that person's name, and
// what says to be the contact's (联系人手机) that person's; the others are the company's, as in any other file.
std::vector<std::string> suggested_columns(const std::vector<std::string>& headings);

bool is_field(std::string_view field);
bool names_people(const std::vector<std::string>& columns);

// The data of a row as it would be typed: several numbers or addresses in a cell are several, several columns of a list one list.
Value typed_data(const std::vector<std::string>& columns, const Value& cells);
// Somebody at the company; nothing when nothing is said but whether it is the main contact.
std::optional<Value> typed_contact(const std::vector<std::string>& columns, const Value& cells);

// The column that the path of a violation speaks of.
std::optional<std::size_t> column_of(const std::vector<std::string>& columns, const Value& cells,
                                     std::string_view path);

} // namespace qudao::companies
