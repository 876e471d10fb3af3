#include <fstream>
#include <xlsxwriter.h>

#include "server/xlsx/xlsx.h"

namespace qudao::xlsx {

namespace {

constexpr double kColumnWidth = 22; // characters

void write_sheet(lxw_worksheet* sheet, const workbook::Sheet& content, lxw_format* heading,
                 lxw_format* text) {
  std::size_t columns = 1;
  for (const workbook::Row& row : content.rows) {
    columns = std::max(columns, row.size());
  }
  worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(columns - 1), kColumnWidth, text);
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_row_t number = 0;
  for (const workbook::Row& row : content.rows) {
    lxw_col_t column = 0;
    for (const std::string& cell : row) {
      if (!cell.empty()) {
        worksheet_write_string(sheet, number, column, cell.c_str(), number == 0 ? heading : text);
      }
      ++column;
    }
    ++number;
  }
}

} // namespace

bool write(const workbook::Workbook& content, const std::filesystem::path& file) {
  // The library tells standard error of what it cannot write.
  if (!std::ofstream(file, std::ios::binary | std::ios::app)) {
    return false;
  }
  std::string folder = file.parent_path().empty() ? "." : file.parent_path().string();
  lxw_workbook_options options{};
  options.tmpdir = folder.data();
  lxw_workbook* book = workbook_new_opt(file.c_str(), &options);
  if (book == nullptr) {
    return false;
  }
  lxw_format* heading = workbook_add_format(book);
  format_set_bold(heading);
  format_set_num_format(heading, "@");
  lxw_format* text = workbook_add_format(book);
  format_set_num_format(text, "@");
  format_set_text_wrap(text);
  format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
  for (const workbook::Sheet& sheet : content) {
    write_sheet(workbook_add_worksheet(book, sheet.name.c_str()), sheet, heading, text);
  }
  return workbook_close(book) == LXW_NO_ERROR; // and frees it
}

} // namespace qudao::xlsx
