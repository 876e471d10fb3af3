// Workbooks of core/workbook as .xlsx files (Office Open XML) and back.
//
// Written: every cell as a text and formatted as one, so that a cell which begins with = + - @ is no formula and stays what
// was typed; headings bold and frozen. Read: what Excel, LibreOffice and others write: shared, inline and formatted texts,
// numbers and booleans as JSON would write them, of formulas the value they last had; phonetic guides are left out.
//
// What is read may come from anybody: a file has at most Limits, checked while it is unpacked, document types (and with them
// entities) are refused, sheets are found only inside the file.
// Codes: xlsx.unreadable (no file, no zip, parts missing), xlsx.xml (not well-formed, or a document type), xlsx.too_large.
// Cost: memory of what is unpacked. Thread safety: pure but for files; the library writes parts to some beside the one it is
// to write, and removes them.
// Source: ECMA-376 part 1, 18 (SpreadsheetML).
// Tried by hand (2026-11): LibreOffice Calc 7.4 and Gnumeric 1.12 open the workbook of the signing form and save it again, and
// it reads as the same definition; with two cells changed in LibreOffice, those differ and nothing else. Excel itself is
// untried.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/value/result.h"
#include "core/workbook/workbook.h"

namespace qudao::xlsx {

struct Limits {
  std::size_t part_bytes = 32'000'000; // unpacked, of each part
  std::size_t all_bytes = 100'000'000; // of all parts; of one that several sheets name, each time
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
// The same of a file in memory.
Result<workbook::Workbook, std::string> read_bytes(std::string_view bytes,
                                                   const Limits& limits = {});

} // namespace qudao::xlsx
