// Internal of the room: tables line by line, with tabs between columns.
#pragma once

#include <fstream>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace qudao::naming {

class Lines {
 public:
  explicit Lines(const std::string& name); // or "-"

  bool opened() const { return in_ != nullptr && !in_->fail(); }
  // The next line that has anything in it, without its end; lines that are too long or no UTF-8 are complained of.
  bool next(std::string& line);
  void complain(std::string_view reason); // of the line read last
  int status() const { return complaints_ > 0 ? 1 : 0; }
  std::size_t number() const { return number_; }

 private:
  bool read(std::string& line, bool& too_long);

  std::string name_;
  std::ifstream file_;
  std::istream* in_ = nullptr;
  std::size_t number_ = 0;
  std::size_t complaints_ = 0;
};

std::vector<std::string_view> columns_of(std::string_view line);

} // namespace qudao::naming
