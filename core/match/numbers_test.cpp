// Numbers of a field: rows of what is typed and what is read, "kind area digits" each.
#include "tests/support/match_lexicon.h"

namespace qudao::match {
namespace {

std::string read(std::string_view typed) {
  constexpr std::string_view kKinds[] = {"mobile", "landline", "service"};
  std::string all;
  for (const Number& number : read_numbers(typed)) {
    if (!all.empty()) all += ", ";
    all += kKinds[static_cast<std::size_t>(number.kind)];
    all += " " + number.area + (number.area.empty() ? "" : " ") + number.digits;
  }
  return all;
}

} // namespace

TEST_CASE("match: numbers however they are written") {
  struct Row {
    const char* typed;
    const char* read;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"0514-2398577", "landline 0514 2398577"},
           {"(0514)2398577", "landline 0514 2398577"},
           {"（0514）2398577", "landline 0514 2398577"},
           {"2398577", "landline 2398577"},
           {"05142398577", "landline 0514 2398577"},
           {"+86 514 2398577", "landline 0514 2398577"},
           {"0514-2398577-8", "landline 0514 2398577"},
           {"0514-2398577转808", "landline 0514 2398577"},
           {"2398577转808", "landline 2398577"},
           {"010-88886666/88887777", "landline 010 88886666, landline 010 88887777"},
           {"13800138000", "mobile 13800138000"},
           {"138 0013 8000", "mobile 13800138000"},
           {"13800138000 13900139000", "mobile 13800138000, mobile 13900139000"},
           {"0514 2398577", "landline 0514 2398577"},
           {"400-810-8888", "service 4008108888"},
           {"400 810 8888转1", "service 4008108888"},
           {"(0514)2398577-8、13800138000/400 810 8888",
            "landline 0514 2398577, mobile 13800138000, service 4008108888"},
           {"无", ""},
           {"", ""},
           {"123", ""},
       }) {
    INFO(row.typed);
    CHECK(read(row.typed) == row.read);
  }
}

TEST_CASE("match: a landline without area code is the same as one with any") {
  const auto one = [](std::string_view typed) { return read_numbers(typed).at(0); };
  CHECK(same_number(one("0514-2398577"), one("2398577")));
  CHECK(same_number(one("0514-2398577-1"), one("0514-2398577-2")));
  CHECK_FALSE(same_number(one("0514-2398577"), one("0512-2398577")));
  CHECK_FALSE(same_number(one("2398577"), one("2398578")));
  CHECK_FALSE(same_number(one("400-810-8888"), one("13800138000")));
}

TEST_CASE("match: domains of addresses and sites") {
  CHECK(read_domain("info@Example.com") == "example.com");
  CHECK(read_domain("http://www.example.com:8080/a?b") == "example.com");
  CHECK(read_domain("www.example.com.cn") == "example.com.cn");
  CHECK(read_domain("no domain").empty());
}

} // namespace qudao::match
