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
// workbook.outside_section, workbook.repeat_open, workbook.unknown_field, workbook.extra, each with its place.
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

// Where to look in the workbook, as people say it.
struct Place {
  std::string sheet;
  std::size_t row = 0;    // from 1, as the spreadsheet counts; 0: somewhere on the sheet
  std::size_t column = 0; // from 1
  std::string heading;    // of the column; empty: it has none

  std::string cell() const; // "survey!E7", or the sheet
};
std::string letters_of(std::size_t column); // 5: "E"

// JSON pointer into the definition → the cell it came from.
class Places {
 public:
  void put(std::string pointer, Place place);
  // Of the pointer or of the nearest above it; what stands in no cell belongs to a sheet.
  Place of(std::string_view pointer) const;

 private:
  std::map<std::string, Place, std::less<>> places_;
};

// Whether a comes first for who walks through the workbook: in the order of the sheets above, whole sheets before their rows.
bool comes_before(const Place& a, const Place& b);

// What cannot be read, and where.
struct Wrong {
  std::string code;
  Place place;
  Map params;
};

struct Read {
  Value definition;
  Places places;
};

Workbook to_workbook(const Value& definition);
Result<Read, std::vector<Wrong>> from_workbook(const Workbook& workbook);

// What is said of a code of this room, or of server/xlsx, which reads the files.
std::string message_of(std::string_view code, const Map& params, std::string_view locale);

} // namespace qudao::workbook
