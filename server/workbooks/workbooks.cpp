#include "server/workbooks/workbooks.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/value/json.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"
#include "server/xlsx/xlsx.h"

namespace qudao::workbooks {

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kThreads = 1;

// A definition that can be published needs a fraction of this.
xlsx::Limits limits() {
  xlsx::Limits limits;
  limits.part_bytes = 16'000'000;
  limits.all_bytes = 32'000'000;
  limits.cell_bytes = 16'000'000;
  return limits;
}

// A file under way, gone in the end.
class Scratch {
 public:
  explicit Scratch(fs::path file) : path_(std::move(file)) {}
  ~Scratch() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const fs::path& path() const { return path_; }
  std::string content() const {
    std::ifstream stream(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  fs::path path_;
};

std::string pack(const fs::path& folder, const workbook::Workbook& book) {
  const Scratch scratch(folder / crypto::random_token());
  if (!xlsx::write(book, scratch.path())) {
    throw std::runtime_error("a workbook cannot be written");
  }
  std::string bytes = scratch.content();
  if (bytes.empty()) {
    throw std::runtime_error("a workbook cannot be read back");
  }
  return bytes;
}

// As many rows as tables.h lets in, in cells of about a hundred octets.
xlsx::Limits table_limits() {
  xlsx::Limits limits;
  limits.part_bytes = 120'000'000;
  limits.all_bytes = 200'000'000;
  limits.cell_bytes = 200'000'000;
  limits.rows = tables::Limits().rows;
  limits.columns = tables::Limits().columns;
  return limits;
}

tables::Rows unpack_table(std::string_view bytes, TableKind kind) {
  if (kind == TableKind::csv) {
    auto rows = tables::read_csv(bytes);
    if (!rows) {
      throw Failure(rows.error());
    }
    return std::move(rows).value();
  }
  auto book = xlsx::read_bytes(bytes, table_limits());
  if (!book) {
    throw Failure(book.error());
  }
  tables::Rows rows = book->empty() ? tables::Rows() : std::move(book->front().rows);
  const std::string wrong = tables::check(rows);
  if (!wrong.empty()) {
    throw Failure(wrong);
  }
  return rows;
}

struct Placed {
  workbook::Place place;
  Map told;
};

// As people look for it: {"sheet", "row", "column", "heading"}, of a whole sheet only that.
Value shown(const workbook::Place& place) {
  Map out{{"sheet", Value::string(place.sheet)}};
  if (place.row > 0) {
    out.set("row", Value::integer(static_cast<std::int64_t>(place.row)));
    out.set("column", Value::string(workbook::letters_of(place.column)));
    out.set("heading", Value::string(place.heading));
  }
  return Value::map(std::move(out));
}

// Each with its cell, in the order in which a person who mends the workbook walks through it.
Value in_order(std::vector<Placed> all) {
  std::stable_sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) {
    return workbook::comes_before(a.place, b.place);
  });
  List out;
  for (Placed& each : all) {
    each.told.set("cell", Value::string(each.place.cell()));
    each.told.set("place", shown(each.place));
    out.push_back(Value::map(std::move(each.told)));
  }
  return Value::list(std::move(out));
}

Failure invalid(const std::vector<workbook::Wrong>& wrong, std::string_view locale) {
  std::vector<Placed> violations;
  violations.reserve(wrong.size());
  for (const workbook::Wrong& each : wrong) {
    violations.push_back(
        {each.place,
         {{"code", Value::string(each.code)},
          {"message", Value::string(workbook::message_of(each.code, each.params, locale))},
          {"params", Value::map(each.params)},
          {"path", Value::string("")}}});
  }
  return Failure("workbook.invalid", in_order(std::move(violations)));
}

ReadPtr unpack(std::string_view bytes, std::string_view locale) {
  const auto book = xlsx::read_bytes(bytes, limits());
  if (!book) {
    throw Failure(book.error());
  }
  auto read = workbook::from_workbook(*book);
  if (!read) {
    throw invalid(read.error(), locale);
  }
  if (write_json(read->definition).size() > kLargestDefinition) {
    throw Failure("xlsx.too_large");
  }
  return std::make_shared<const workbook::Read>(std::move(read).value());
}

} // namespace

Workbooks::Workbooks(fs::path folder) : folder_(std::move(folder)), packers_(kThreads) {
  fs::create_directories(folder_);
  const auto lately = fs::file_time_type::clock::now() - std::chrono::hours(1);
  for (const auto& entry : fs::directory_iterator(folder_)) {
    std::error_code gone; // another process may be just as tidy
    if (entry.last_write_time(gone) < lately && !gone) {
      fs::remove(entry.path(), gone);
    }
  }
}

void Workbooks::refuse_overload() const {
  if (packers_.load() < kMostWaiting) {
    return;
  }
  Failure busy("server.unavailable");
  busy.retry_after_seconds = 1;
  throw busy;
}

asio::awaitable<std::string> Workbooks::packed(Value definition) {
  refuse_overload();
  std::string bytes;
  std::function<void()> work = [this, &bytes, &definition] {
    bytes = pack(folder_, workbook::to_workbook(definition));
  };
  co_await packers_.run(std::move(work));
  co_return bytes;
}

asio::awaitable<ReadPtr> Workbooks::unpacked(std::string bytes, std::string locale) {
  refuse_overload();
  ReadPtr read;
  std::function<void()> work = [&read, &bytes, &locale] { read = unpack(bytes, locale); };
  co_await packers_.run(std::move(work));
  co_return read;
}

asio::awaitable<tables::Rows> Workbooks::unpacked_table(std::string bytes, TableKind kind) {
  refuse_overload();
  tables::Rows rows;
  std::function<void()> work = [&rows, &bytes, kind] { rows = unpack_table(bytes, kind); };
  co_await packers_.run(std::move(work));
  co_return rows;
}

asio::awaitable<std::string> Workbooks::packed_table(tables::Rows rows, TableKind kind) {
  refuse_overload();
  std::string bytes;
  std::function<void()> work = [this, &bytes, &rows, kind] {
    bytes = kind == TableKind::csv ? tables::csv(rows)
                                   : pack(folder_, workbook::Workbook{{"Sheet1", std::move(rows)}});
  };
  co_await packers_.run(std::move(work));
  co_return bytes;
}

Value with_cells(const Value& findings, const workbook::Places& places) {
  std::vector<Placed> all;
  all.reserve(findings.as_list().size());
  for (const Value& finding : findings.as_list()) {
    all.push_back({places.of(finding.find("path")->as_string()), finding.as_map()});
  }
  return in_order(std::move(all));
}

} // namespace qudao::workbooks
