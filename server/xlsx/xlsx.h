// Workbooks of core/workbook as .xlsx files (Office Open XML) and back.
//
// Written: every cell as a text and formatted as one, so that a cell which begins with = + - @ is no formula and stays what
// was typed; headings bold and frozen. Read: what Excel, LibreOffice and others write: shared, inline and formatted texts,
// numbers and booleans as JSON would write them, of formulas the value they last had; phonetic guides are left out.
//
// What is read may come from anybody: a file has at most Limits, checked while it is unpacked, document types (and with them
// entities) are refused, sheets are found only inside the file.
// Codes: xlsx.unreadable (no file, no zip, parts missing), xlsx.xml (not well-formed, or a document type), xlsx.too_large.
// Cost: memory of what is unpacked. Thread safety: pure but for the file.
// Source: ECMA-376 part 1, 18 (SpreadsheetML).
#pragma once

#include <filesystem>
#include <string>

#include "core/value/result.h"
#include "core/workbook/workbook.h"

namespace qudao::xlsx {

struct Limits {
  std::size_t part_bytes = 32'000'000; // unpacked, of each part
  std::size_t sheets = 50;
  std::size_t rows = 20'000; // of a sheet
  std::size_t columns = 500;
  std::size_t texts = 1'000'000; // shared ones
  // Of all sheets together, empty cells before others included: a text can be shared by any number of cells.
  std::size_t cell_bytes = 64'000'000;
};

// False when the file cannot be written.
bool write(const workbook::Workbook& workbook, const std::filesystem::path& file);
Result<workbook::Workbook, std::string> read(const std::filesystem::path& file,
                                             const Limits& limits = {});

} // namespace qudao::xlsx
