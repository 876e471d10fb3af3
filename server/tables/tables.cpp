#include "server/tables/tables.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iconv.h>
#include <optional>

#include "core/text/utf8.h"

namespace qudao::tables {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kFormula = "=+-@\t\r";

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

std::optional<std::string> converted(std::string_view bytes, const char* from) {
  const iconv_t converter = iconv_open("UTF-8", from);
  if (converter == iconv_t(-1)) { // NOLINT(performance-no-int-to-ptr): as POSIX has it
    return std::nullopt;
  }
  std::string in(bytes);
  std::string out;
  std::array<char, 16'384> buffer{};
  char* next = in.data();
  std::size_t left = in.size();
  bool sound = true;
  while (left > 0 && sound) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(converter, &next, &left, &to, &room);
    out.append(buffer.data(), buffer.size() - room);
    sound = result != static_cast<std::size_t>(-1) || errno == E2BIG;
  }
  iconv_close(converter);
  return sound ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::string> as_utf8(std::string_view bytes) {
  if (starts(bytes, kMark)) {
    bytes.remove_prefix(kMark.size());
    return text::is_valid(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  }
  if (starts(bytes, "\xFF\xFE")) {
    return converted(bytes.substr(2), "UTF-16LE");
  }
  if (starts(bytes, "\xFE\xFF")) {
    return converted(bytes.substr(2), "UTF-16BE");
  }
  return text::is_valid(bytes) ? std::optional(std::string(bytes)) : converted(bytes, "GB18030");
}

// What parts the cells of the first line.
char separator_of(std::string_view content) {
  std::array<std::pair<std::size_t, char>, 3> counts = {{{0, ','}, {0, ';'}, {0, '\t'}}};
  bool quoted = false;
  for (const char c : content) {
    quoted = quoted != (c == '"');
    if (!quoted && (c == '\n' || c == '\r')) {
      break;
    }
    for (auto& [count, separator] : counts) {
      count += !quoted && c == separator ? 1 : 0;
    }
  }
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.first < b.first; })
      ->second;
}

class Reader {
 public:
  Reader(std::string_view content, const Limits& limits)
      : content_(content), limits_(limits), separator_(separator_of(content)) {}

  // Empty or a code.
  std::string read(Rows& rows) {
    while (at_ < content_.size()) {
      Row row;
      std::string wrong = line(row);
      if (!wrong.empty()) {
        return wrong;
      }
      const bool empty =
          std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
      if (empty) {
        continue;
      }
      if (rows.size() == limits_.rows) {
        return "table.too_large";
      }
      rows.push_back(std::move(row));
    }
    return {};
  }

 private:
  std::string line(Row& row) {
    while (true) {
      std::string cell;
      if (!take(cell)) {
        return "table.quote";
      }
      if (row.size() == limits_.columns || cell.size() > limits_.cell) {
        return "table.too_large";
      }
      const bool guarded = cell.size() > 1 && cell.front() == '\'' &&
                           kFormula.find(cell[1]) != std::string_view::npos;
      row.push_back(guarded ? cell.substr(1) : std::move(cell));
      if (at_ == content_.size()) {
        return {};
      }
      const char c = content_[at_++];
      if (c == separator_) {
        continue;
      }
      if (c == '\r' && at_ < content_.size() && content_[at_] == '\n') {
        ++at_;
      }
      return {};
    }
  }

  // Stops at what ends the cell; false when a quote is never closed.
  bool take(std::string& cell) {
    if (at_ < content_.size() && content_[at_] == '"') {
      ++at_;
      while (true) {
        const std::size_t quote = content_.find('"', at_);
        if (quote == std::string_view::npos) {
          return false;
        }
        cell += content_.substr(at_, quote - at_);
        at_ = quote + 1;
        if (at_ == content_.size() || content_[at_] != '"') {
          break;
        }
        cell += content_[at_++];
      }
    }
    const std::size_t end = std::min(content_.find_first_of(ends(), at_), content_.size());
    cell += content_.substr(at_, end - at_);
    at_ = end;
    return true;
  }

  std::string ends() const { return {separator_, '\r', '\n'}; }

  std::string_view content_;
  const Limits& limits_;
  char separator_;
  std::size_t at_ = 0;
};

void append_cell(std::string& out, std::string_view cell) {
  const bool formula = !cell.empty() && kFormula.find(cell.front()) != std::string_view::npos;
  const std::string text = formula ? "'" + std::string(cell) : std::string(cell);
  if (text.find_first_of(",\"\r\n;\t") == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    out += c;
    if (c == '"') {
      out += c;
    }
  }
  out += '"';
}

} // namespace

Result<Rows, std::string> read_csv(std::string_view bytes, const Limits& limits) {
  const auto content = as_utf8(bytes);
  if (!content || content->find('\0') != std::string::npos) {
    return Unexpected{std::string("table.encoding")};
  }
  Rows rows;
  std::string wrong = Reader(*content, limits).read(rows);
  if (wrong.empty() && rows.empty()) {
    wrong = "table.empty";
  }
  if (!wrong.empty()) {
    return Unexpected{std::move(wrong)};
  }
  return rows;
}

std::string csv(const Rows& rows) {
  std::string out(kMark);
  for (const Row& row : rows) {
    bool first = true;
    for (const std::string& cell : row) {
      out += first ? "" : ",";
      first = false;
      append_cell(out, cell);
    }
    out += "\r\n";
  }
  return out;
}

std::string check(Rows& rows, const Limits& limits) {
  rows.erase(std::remove_if(rows.begin(), rows.end(),
                            [](const Row& row) {
                              return std::all_of(
                                  row.begin(), row.end(),
                                  [](const std::string& cell) { return cell.empty(); });
                            }),
             rows.end());
  if (rows.empty()) {
    return "table.empty";
  }
  const bool large =
      rows.size() > limits.rows || std::any_of(rows.begin(), rows.end(), [&limits](const Row& row) {
        return row.size() > limits.columns ||
               std::any_of(row.begin(), row.end(),
                           [&](const std::string& cell) { return cell.size() > limits.cell; });
      });
  return large ? "table.too_large" : "";
}

} // namespace qudao::tables
