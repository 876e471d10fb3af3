// tables: rows of texts out of the files people have, and files for their spreadsheets.
//
//   auto rows = tables::read_csv(bytes, limits);       // or a code
//   std::string file = tables::csv(rows);
//
// Read: CSV as RFC 4180 says, with commas, semicolons or tabs, whichever the first line has most of; in UTF-8, with or without a
// byte order mark, UTF-16 with one, or else GB18030, which is what Excel writes on a Chinese machine. Empty lines are left out;
// an apostrophe that `csv` put before a formula is taken off again. Written: UTF-8 with a byte order mark, for Excel; a cell that a
// spreadsheet would take for a formula gets an apostrophe before it.
//
// Codes: table.empty, table.encoding, table.quote (one that is never closed), table.too_large.
// Cost: about 10 ns per byte, memory of what is read. Thread safety: pure functions. Source: RFC 4180, OWASP on CSV injection.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.h"
#include "core/workbook/workbook.h"

namespace qudao::tables {

using workbook::Row;
using Rows = std::vector<Row>;

struct Limits {
  std::size_t rows = 100'001; // with the headings
  std::size_t columns = 100;
  std::size_t cell = 8'000; // octets
};

Result<Rows, std::string> read_csv(std::string_view bytes, const Limits& limits = {});
std::string csv(const Rows& rows);

// Code of what is too much in rows that were read otherwise; empty: nothing. Takes out empty rows.
std::string check(Rows& rows, const Limits& limits = {});

} // namespace qudao::tables
