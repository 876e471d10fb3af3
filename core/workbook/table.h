// A sheet being written: rows of members by heading, columns in the order in which they are first needed. Internal to the
// room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/workbook/workbook.h"

namespace qudao::workbook {

// What no cell says: where it stands, and what.
struct Rest {
  std::string pointer;
  Value value;
};

class Table {
 public:
  // `first`: headings that come first, in this order, needed or not.
  Table(std::string name, const std::vector<std::string>& first);

  void begin_row();
  void put(const std::string& heading, std::string cell);
  // Every member but `left_out`: texts by language, others as any value; what does not fit goes to `rest`.
  void put_members(const Value& map, const std::vector<std::string_view>& left_out,
                   const std::string& pointer, std::vector<Rest>& rest);
  Sheet sheet() const;

 private:
  std::string name_;
  std::vector<std::string> headings_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<Row> rows_;
};

} // namespace qudao::workbook
