// Our reader beside a library's, on documents made by chance and then damaged by chance: both take or refuse a text, and
// read the same from it. The library is there natively only.
#if !defined(__EMSCRIPTEN__) && __has_include(<nlohmann/json.hpp>)

#include <nlohmann/json.hpp>
#include <random>

#include "core/value/json_reader.h"
#include "tests/support/catch.h"

using namespace qudao;

namespace {

Value converted(const nlohmann::json& json) {
  switch (json.type()) {
  case nlohmann::json::value_t::null:
    return Value::null();
  case nlohmann::json::value_t::boolean:
    return Value::boolean(json.get<bool>());
  case nlohmann::json::value_t::number_integer:
    return Value::integer(json.get<std::int64_t>());
  case nlohmann::json::value_t::number_unsigned:
    return json.get<std::uint64_t>() > std::uint64_t{INT64_MAX}
               ? Value::real(json.get<double>())
               : Value::integer(json.get<std::int64_t>());
  case nlohmann::json::value_t::string:
    return Value::string(json.get<std::string>());
  case nlohmann::json::value_t::array: {
    List items;
    for (const auto& item : json)
      items.push_back(converted(item));
    return Value::list(std::move(items));
  }
  case nlohmann::json::value_t::object: {
    Map entries;
    for (const auto& [key, item] : json.items())
      entries.set(key, converted(item));
    return Value::map(std::move(entries));
  }
  default:
    return Value::real(json.get<double>());
  }
}

class Chance {
 public:
  std::size_t below(std::size_t n) { return engine_() % n; }

  template <std::size_t N>
  std::string one_of(const char* const (&choices)[N]) {
    return choices[below(N)];
  }

  std::string document(int depth) {
    static constexpr const char* kLeaves[] = {"null",        "true",        "false",
                                              "0",           "-0",          "12",
                                              "-7",          "0.5",         "-1.25e-3",
                                              "1E+2",        "1e400",       "9223372036854775807",
                                              "1e-400",      "123456.75",   "\"\"",
                                              "\"a\"",       "\"渠道\"",    "9223372036854775808",
                                              "\"\\n\"",     "\"\\u00e9\"", "\"\\ud83d\\ude00\"",
                                              "\"\\/\\\"\"", "0.1",         "-9223372036854775808"};
    static constexpr const char* kBlanks[] = {"", " ", "\n", "\t", "\r\n"};
    std::string text = one_of(kBlanks);
    const std::size_t kind = depth == 0 ? 0 : below(4);
    if (kind < 2) return text + one_of(kLeaves) + one_of(kBlanks);
    text += kind == 2 ? '[' : '{';
    const std::size_t count = below(4);
    for (std::size_t i = 0; i < count; ++i) {
      if (i != 0) text += ',';
      if (kind == 3) text += "\"k" + std::to_string(below(50)) + "\"" + one_of(kBlanks) + ':';
      text += document(depth - 1);
    }
    return text + (kind == 2 ? ']' : '}') + one_of(kBlanks);
  }

  void damage(std::string& text) {
    static constexpr const char* kPieces[] = {
        "",  ",", ":",    "\"", "[",    "}",    "\\",   "\\u12", "\\ud800",
        "0", "-", "e",    ".",  "\x01", "\xff", "\xe6", "tru",   "\t",
        "1", "]", "null", " ",  "{",    "+",    "/**/", "\x7f",  "nan"};
    const std::size_t at = below(text.size() + 1);
    text.replace(at, std::min(below(3), text.size() - at), one_of(kPieces));
  }

 private:
  std::mt19937 engine_{20261122};
};

// What passes over a value takes and refuses what reading does, up to keys that stand twice.
void check_skip(const std::string& text, const Result<Value, JsonError>& read) {
  const JsonLimits limits;
  JsonReader reader(text, limits);
  std::string_view passed;
  const bool taken = reader.skip(passed) && reader.end();
  if (read) {
    CHECK(taken);
    CHECK(write_json(*parse_json(passed)) == write_json(*read));
  } else if (read.error().code != "json.duplicate_key") {
    CHECK_FALSE(taken);
    CHECK(reader.error().code == read.error().code);
    CHECK(reader.error().offset == read.error().offset);
  }
}

} // namespace

TEST_CASE("json: documents made by chance are read, or refused, as a library does") {
  Chance chance;
  int taken = 0;
  int refused = 0;
  for (int i = 0; i < 40'000; ++i) {
    std::string text = chance.document(4);
    for (std::size_t times = chance.below(3); times > 0; --times)
      chance.damage(text);
    CAPTURE(text);
    const auto ours = parse_json(text);
    check_skip(text, ours);
    if (!ours && ours.error().code == "json.duplicate_key") continue; // which libraries let pass
    const auto theirs = nlohmann::json::parse(text, nullptr, false);
    if (ours.has_value() == theirs.is_discarded()) FAIL("taken by one, refused by the other");
    ours ? ++taken : ++refused;
    if (ours && write_json(*ours) != write_json(converted(theirs))) FAIL("read otherwise");
  }
  CHECK(taken > 10'000);
  CHECK(refused > 5'000);
}

#endif
