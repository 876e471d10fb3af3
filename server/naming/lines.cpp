#include "server/naming/lines.h"

#include <cstdio>
#include <iostream>

#include "core/text/utf8.h"

namespace qudao::naming {

namespace {

constexpr std::size_t kLongestLine = 65'536;
constexpr std::size_t kMostComplaints = 100; // further lines are only counted

} // namespace

Lines::Lines(const std::string& name) : name_(name == "-" ? "standard input" : name) {
  if (name == "-") {
    in_ = &std::cin;
    return;
  }
  file_.open(name, std::ios::binary);
  if (file_.is_open() && file_.peek() != std::ifstream::traits_type::eof()) {
    in_ = &file_;
  } else if (file_.is_open() && file_.eof()) { // an empty file is one without lines
    file_.clear();
    in_ = &file_;
  }
}

bool Lines::read(std::string& line, bool& too_long) {
  line.clear();
  too_long = false;
  std::streambuf& buffer = *in_->rdbuf();
  for (int c = buffer.sbumpc();; c = buffer.sbumpc()) {
    if (c == std::char_traits<char>::eof()) return !line.empty() || too_long;
    if (c == '\n') return true;
    if (line.size() < kLongestLine) {
      line += static_cast<char>(c);
    } else {
      too_long = true;
    }
  }
}

bool Lines::next(std::string& line) {
  bool too_long = false;
  while (read(line, too_long)) {
    ++number_;
    if (number_ == 1 && line.compare(0, 3, "\xEF\xBB\xBF") == 0) line.erase(0, 3);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (too_long) {
      complain("the line is longer than 64 kB");
    } else if (!text::is_valid(line)) {
      complain("the line is no UTF-8");
    } else if (!line.empty()) {
      return true;
    }
  }
  return false;
}

void Lines::complain(std::string_view reason) {
  if (++complaints_ > kMostComplaints) return;
  std::fprintf(stderr, "qudao: %s:%zu: %.*s\n", name_.c_str(), number_,
               static_cast<int>(reason.size()), reason.data());
  if (complaints_ == kMostComplaints) std::fprintf(stderr, "qudao: further lines are not named\n");
}

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (;;) {
    const std::size_t tab = line.find('\t');
    columns.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return columns;
    line.remove_prefix(tab + 1);
  }
}

} // namespace qudao::naming
