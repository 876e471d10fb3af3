// Places in the source, as numbers and as a caret under the line.
#include <algorithm>

#include "core/cel/parser.h"
#include "core/text/utf8.h"
#include "core/value/json.h"

namespace qudao::cel {

namespace {

std::size_t line_start(std::string_view source, std::size_t offset) {
  std::size_t newline = offset == 0 ? std::string_view::npos : source.rfind('\n', offset - 1);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

// As wide as the text above it: a tab stays a tab, East Asian characters take an ideographic space.
std::string blank_like(std::string_view text) {
  constexpr char32_t kFirstWide = 0x2E80;
  std::string blank;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::next_code_point(text, at);
    if (c == '\t') {
      blank += '\t';
    } else if (c >= kFirstWide && c != text::kInvalid) {
      blank += "\u3000";
    } else {
      blank += ' ';
    }
  }
  return blank;
}

} // namespace

Issue issue_at(const char* code, std::size_t offset, std::string_view source, Map params) {
  Issue issue;
  issue.code = code;
  issue.params = std::move(params);
  issue.offset = std::min(offset, source.size());
  std::string_view before = source.substr(0, issue.offset);
  issue.line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  issue.column = text::count_code_points(before.substr(line_start(source, issue.offset))) + 1;
  return issue;
}

std::string describe(const Issue& issue, std::string_view source) {
  std::size_t start = line_start(source, issue.offset);
  std::string_view line = source.substr(start, source.find('\n', start) - start);
  std::string text =
      std::to_string(issue.line) + ':' + std::to_string(issue.column) + ' ' + issue.code;
  if (!issue.params.empty()) text += ' ' + write_json(Value::map(issue.params));
  text += "\n  ";
  text += line;
  text += "\n  " + blank_like(source.substr(start, issue.offset - start)) + '^';
  return text;
}

} // namespace qudao::cel
