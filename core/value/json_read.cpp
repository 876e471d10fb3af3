#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "core/value/json_reader.h"
#include "core/value/number_text.h"

namespace qudao {

// Every function leaves next_ behind what it took, and answers false with error_ set.

JsonReader::JsonReader(std::string_view text, const JsonLimits& limits)
    : begin_(text.data()), next_(text.data()), end_(text.data() + text.size()), limits_(limits) {
  if (text.size() > limits.bytes) {
    offset_ = limits.bytes;
    error_ = "json.too_large";
  } else if (const std::size_t at = text::find_invalid(text); at != std::string_view::npos) {
    offset_ = at;
    error_ = "json.encoding";
  }
  if (error_ != nullptr) end_ = begin_;
}

bool JsonReader::fail(const char* code) {
  error_ = code;
  return false;
}

bool JsonReader::word(std::string_view expected) {
  const auto left = static_cast<std::size_t>(end_ - next_);
  if (std::string_view(next_, std::min(left, expected.size())) != expected)
    return fail("json.syntax");
  next_ += expected.size();
  return true;
}

bool JsonReader::begin_value() {
  if (error_ != nullptr) return false;
  skip_blanks();
  if (next_ == end_) return fail("json.syntax");
  if (++values_ > limits_.values) return fail("json.too_large");
  return true;
}

bool JsonReader::open(char bracket) {
  if (!begin_value()) return false;
  if (peek() != bracket) return fail("json.syntax");
  if (depth_ == limits_.depth) return fail("json.too_deep");
  ++depth_;
  ++next_;
  skip_blanks();
  return true;
}

bool JsonReader::close(char bracket) {
  --depth_;
  return expect(bracket);
}

bool JsonReader::key(Value& out) {
  skip_blanks();
  if (peek() != '"') return fail("json.syntax");
  if (!string(out)) return false;
  skip_blanks();
  return expect(':');
}

bool JsonReader::end() {
  skip_blanks();
  return next_ == end_ || fail("json.syntax");
}

bool JsonReader::value(Value& out) {
  skip_blanks();
  if (peek() == '{') {
    std::vector<Entry> entries;
    const bool read = map(
        [&](Value name) { return value(entries.emplace_back(std::move(name), Value()).second); });
    if (!read) return false;
    const std::size_t written = entries.size();
    Map made = Map::of(std::move(entries));
    if (made.size() < written) return fail("json.duplicate_key");
    out = Value::map(std::move(made));
    return true;
  }
  if (peek() == '[') {
    List items;
    if (!list([&] { return value(items.emplace_back()); })) return false;
    out = Value::list(std::move(items));
    return true;
  }
  return begin_value() && scalar(out);
}

bool JsonReader::scalar(Value& out) {
  switch (peek()) {
  case '"':
    return string(out);
  case 't':
    out = Value::boolean(true);
    return word("true");
  case 'f':
    out = Value::boolean(false);
    return word("false");
  case 'n':
    out = Value::null();
    return word("null");
  default:
    return number(out);
  }
}

bool JsonReader::skip(std::string_view& text) {
  skip_blanks();
  const std::size_t from = at();
  if (!pass()) return false;
  text = since(from);
  return true;
}

bool JsonReader::pass() {
  skip_blanks();
  if (peek() == '{') {
    return all('{', '}', [&] { return pass_key() && pass(); });
  }
  if (peek() == '[') return list([&] { return pass(); });
  if (!begin_value()) return false;
  Value unused;
  return peek() == '"' ? pass_string() : scalar(unused);
}

// Where the next character is that ends the string or escapes.
const char* JsonReader::end_of_plain() const {
  const char* next = next_;
  while (next != end_ && *next != '"' && *next != '\\' && static_cast<unsigned char>(*next) >= ' ')
    ++next;
  return next;
}

std::string_view JsonReader::plain() {
  const std::size_t from = at();
  next_ = end_of_plain();
  return since(from);
}

bool JsonReader::string(Value& out) {
  ++next_;
  const std::string_view start = plain();
  if (take('"')) {
    out = Value::string(start);
    return true;
  }
  std::string text(start);
  while (take('\\')) {
    if (!escape(text)) return false;
    text += plain();
  }
  if (!expect('"')) return false;
  out = Value::string(text);
  return true;
}

bool JsonReader::pass_key() {
  skip_blanks();
  if (peek() != '"') return fail("json.syntax");
  if (!pass_string()) return false;
  skip_blanks();
  return expect(':');
}

bool JsonReader::pass_string() {
  ++next_;
  next_ = end_of_plain();
  while (take('\\')) {
    std::string unused;
    if (!escape(unused)) return false;
    next_ = end_of_plain();
  }
  return expect('"');
}

bool JsonReader::escape(std::string& out) {
  constexpr std::string_view kNames = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  char name = peek();
  if (name == 'u') return code_point(out);
  std::size_t i = next_ != end_ ? kNames.find(name) : std::string_view::npos;
  if (i == std::string_view::npos) return fail("json.syntax");
  ++next_;
  out += kMeant[i];
  return true;
}

// uXXXX, twice for what lies beyond the first 65,536.
bool JsonReader::code_point(std::string& out) {
  char32_t c = 0;
  char32_t low = 0;
  if (!unit(c)) return false;
  if (c >= 0xD800 && c < 0xDC00) {
    if (!take('\\') || !unit(low) || low < 0xDC00 || low > 0xDFFF) return fail("json.syntax");
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  if (text::is_surrogate(c)) return fail("json.syntax");
  text::append_code_point(out, c);
  return true;
}

bool JsonReader::unit(char32_t& out) {
  constexpr std::size_t kDigits = 4;
  if (!expect('u')) return false;
  std::uint32_t n = 0;
  const char* from = next_;
  const char* end = from + std::min(kDigits, static_cast<std::size_t>(end_ - from));
  auto read = std::from_chars(from, end, n, 16);
  if (read.ec != std::errc() || read.ptr != from + kDigits) return fail("json.syntax");
  next_ += kDigits;
  out = n;
  return true;
}

bool JsonReader::digits() {
  if (!is_digit(peek())) return fail("json.syntax");
  while (is_digit(peek()))
    ++next_;
  return true;
}

bool JsonReader::number(Value& out) {
  std::size_t from = at();
  take('-');
  if (!take('0') && !digits()) return false;
  bool whole = true;
  if (take('.')) {
    whole = false;
    if (!digits()) return false;
  }
  if (take('e') || take('E')) {
    whole = false;
    if (!take('+')) take('-');
    if (!digits()) return false;
  }
  const std::string_view text = since(from);
  std::int64_t n = 0;
  if (whole && std::from_chars(text.data(), text.data() + text.size(), n).ec == std::errc()) {
    out = Value::integer(n);
    return true;
  }
  // Beyond int64 a number is read as a real, like any other reader of JSON does.
  double real = parse_real(text).value_or(HUGE_VAL);
  if (std::isinf(real)) return fail("json.number");
  out = Value::real(real);
  return true;
}

Result<Value, JsonError> parse_json(std::string_view text, const JsonLimits& limits) {
  JsonReader reader(text, limits);
  Value root;
  if (reader.value(root) && reader.end()) return root;
  return Unexpected{reader.error()};
}

} // namespace qudao
