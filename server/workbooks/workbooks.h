// Workbooks: definitions packed as .xlsx files to be sent, and .xlsx files that were sent, read as definitions.
//
//   std::string bytes = co_await workbooks.packed(definition);
//   workbooks::ReadPtr read = co_await workbooks.unpacked(std::move(bytes), locale); // {definition, places}
//
// What the tables look like is core/workbook's, what the files look like server/xlsx's. Nothing is kept: the library that
// writes them knows only files, so one stands in `folder` until it was read; what a crash left there goes with a start later
// than an hour after it (younger ones may belong to another process on this folder).
//
// Cost: about 10 ms for the signing form, on a thread of its own; a file within kLimits at most about a second.
// Errors: Failure xlsx.unreadable, xlsx.xml, xlsx.too_large; workbook.invalid with a violation {code, cell, place, message, …}
// for each thing that is wrong; server.unavailable when kMostWaiting are under way. Thread safety: any thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "core/workbook/workbook.h"
#include "server/tables/tables.h"
#include "server/workers/workers.h"

namespace qudao::workbooks {

constexpr std::string_view kContentType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::uint64_t kLargestFile = std::uint64_t{4} << 20; // bytes
constexpr std::size_t kLargestDefinition = 1'000'000; // bytes of JSON: what can be published
constexpr std::size_t kMostWaiting = 8;

enum class TableKind : std::uint8_t { csv, xlsx };
constexpr std::string_view kCsvType = "text/csv";

using ReadPtr = std::shared_ptr<const workbook::Read>;

class Workbooks {
 public:
  explicit Workbooks(std::filesystem::path folder);

  boost::asio::awaitable<std::string> packed(Value definition);
  boost::asio::awaitable<ReadPtr> unpacked(std::string bytes, std::string locale);

  // Tables of whatever: a CSV file or the first sheet of an .xlsx one, and back. Failures table.*, xlsx.*.
  boost::asio::awaitable<tables::Rows> unpacked_table(std::string bytes, TableKind kind);
  boost::asio::awaitable<std::string> packed_table(tables::Rows rows, TableKind kind);

 private:
  void refuse_overload() const;

  std::filesystem::path folder_;
  WorkerPool packers_;
};

// Findings or violations, {"path", …} each, with the "cell" that says what stands there and its "place" in words, in the order of the
// workbook.
Value with_cells(const Value& findings, const workbook::Places& places);

} // namespace qudao::workbooks
