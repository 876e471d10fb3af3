// Workbook: a definition as tables that people edit in a spreadsheet, in the manner of XLSForm, and back.
//
//   const Workbook book = to_workbook(definition);        // sheets of cells, all of them text
//   const auto back = from_workbook(book);                // {definition, places}, or what is wrong in which cell
//
// Sheets, each with a row of headings:
//
//   settings  key, value                 members of the definition; texts as label::zh-CN, label::en
//   survey    type, name, …              a row for each section (type `section`, name its id), behind it its fields in
//                                        order: type is the kind, name the key, the other headings are keys of a field,
//                                        texts one column per language (label::zh-CN). `begin repeat`, the fields of its
//                                        rows, `end repeat`. `include` takes in a group: the column group has its name
//   choices   list, code, label::…, …    items of lists that belong to one field; list is the key of the field
//   rules     field, id, expression, …   constraints of a field, and with an empty field rules across fields
//   extra     path, json                 whatever has no place in a cell: a JSON pointer and what stands there; several
//                                        rows with one path are put together
//
// A cell that reads as JSON is that value (true, 5, ["a"], {"entity": "manager"}), any other is a text; a text that would
// read as JSON is written as JSON ("\"5\""). Under headings of texts (name, type, id, code, label::…) a cell is always a
// text. An empty cell says nothing.
//
// Lossless: from_workbook(to_workbook(d)) is d for every d that is an object. What tables cannot hold goes to `extra`; in
// the end the whole is read back, and members that came out differently go there as they are.
//
// Limits: a cell has at most 32,000 characters, none of those XML forbids; a longer text goes to `extra` in pieces.
// Codes of from_workbook: workbook.sheet_missing, workbook.heading_twice, workbook.name_missing, workbook.name_twice,
// workbook.outside_section, workbook.repeat_open, workbook.unknown_field, workbook.extra; paths name sheet and cell, as
// survey!C5.
// Cost: O(cells log cells). Thread safety: pure functions. Source: the XLSForm standard (xlsform.org) for the sheets.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.h"
#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::workbook {

using Row = std::vector<std::string>; // cells; those missing at the end are empty

struct Sheet {
  std::string name;
  std::vector<Row> rows; // the first has the headings
};

using Workbook = std::vector<Sheet>;

// JSON pointer into the definition → the cell it came from.
class Places {
 public:
  void put(std::string pointer, std::string cell);
  // Of the pointer or of the nearest above it; empty when nothing is known of either.
  std::string cell_of(std::string_view pointer) const;

 private:
  std::map<std::string, std::string, std::less<>> cells_;
};

struct Read {
  Value definition;
  Places places;
};

Workbook to_workbook(const Value& definition);
Result<Read, std::vector<Issue>> from_workbook(const Workbook& workbook);

// What is said of a code of this room, or of server/xlsx, which reads the files.
std::string message_of(std::string_view code, const Map& params, std::string_view locale);

// "survey!C5": column and row from 0.
std::string cell_name(std::string_view sheet, std::size_t column, std::size_t row);

} // namespace qudao::workbook
