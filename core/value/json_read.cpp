#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "core/value/json.h"
#include "core/value/number_text.h"

namespace qudao {

namespace {

// Reads one value after the other; every function leaves at_ behind what it took, and answers false with error_ set.
class Reader {
 public:
  Reader(std::string_view text, const JsonLimits& limits) : text_(text), limits_(limits) {}

  Result<Value, JsonError> run() {
    Value root;
    bool read = value(root);
    skip_blanks();
    if (read && at_ < text_.size()) read = fail("json.syntax");
    if (!read) return Unexpected{JsonError{error_, at_}};
    return root;
  }

 private:
  bool fail(const char* code) {
    error_ = code;
    return false;
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char expected) {
    if (peek() != expected) return false;
    ++at_;
    return true;
  }

  bool expect(char expected) { return take(expected) || fail("json.syntax"); }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')
      ++at_;
  }

  bool word(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return fail("json.syntax");
    at_ += expected.size();
    return true;
  }

  bool value(Value& out) {
    skip_blanks();
    if (at_ == text_.size()) return fail("json.syntax");
    if (++values_ > limits_.values) return fail("json.too_large");
    switch (peek()) {
    case '{':
      return map(out);
    case '[':
      return list(out);
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

  bool open() {
    if (depth_ == limits_.depth) return fail("json.too_deep");
    ++depth_;
    ++at_;
    skip_blanks();
    return true;
  }

  bool list(Value& out) {
    if (!open()) return false;
    List items;
    if (!take(']')) {
      do {
        if (!value(items.emplace_back())) return false;
        skip_blanks();
      } while (take(','));
      if (!expect(']')) return false;
    }
    --depth_;
    out = Value::list(std::move(items));
    return true;
  }

  bool map(Value& out) {
    if (!open()) return false;
    std::vector<Entry> entries;
    if (!take('}')) {
      do {
        if (!entry(entries.emplace_back())) return false;
      } while (take(','));
      if (!expect('}')) return false;
    }
    --depth_;
    std::size_t written = entries.size();
    Map read = Map::of(std::move(entries));
    if (read.size() < written) return fail("json.duplicate_key");
    out = Value::map(std::move(read));
    return true;
  }

  bool entry(Entry& out) {
    skip_blanks();
    if (peek() != '"') return fail("json.syntax");
    if (!string(out.first)) return false;
    skip_blanks();
    if (!expect(':') || !value(out.second)) return false;
    skip_blanks();
    return true;
  }

  // The characters up to the next one that ends the string or escapes.
  std::string_view plain() {
    std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
           static_cast<unsigned char>(text_[at_]) >= ' ')
      ++at_;
    return text_.substr(from, at_ - from);
  }

  bool string(Value& out) {
    ++at_;
    std::string_view start = plain();
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

  bool escape(std::string& out) {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    char name = peek();
    if (name == 'u') return code_point(out);
    std::size_t i = at_ < text_.size() ? kNames.find(name) : std::string_view::npos;
    if (i == std::string_view::npos) return fail("json.syntax");
    ++at_;
    out += kMeant[i];
    return true;
  }

  // uXXXX, twice for what lies beyond the first 65,536.
  bool code_point(std::string& out) {
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

  bool unit(char32_t& out) {
    constexpr std::size_t kDigits = 4;
    if (!expect('u')) return false;
    std::uint32_t n = 0;
    const char* from = text_.data() + at_;
    const char* end = from + std::min(kDigits, text_.size() - at_);
    auto read = std::from_chars(from, end, n, 16);
    if (read.ec != std::errc() || read.ptr != from + kDigits) return fail("json.syntax");
    at_ += kDigits;
    out = n;
    return true;
  }

  bool digits() {
    if (!is_digit(peek())) return fail("json.syntax");
    while (is_digit(peek()))
      ++at_;
    return true;
  }

  bool number(Value& out) {
    std::size_t from = at_;
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
    std::string_view text = text_.substr(from, at_ - from);
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

  std::string_view text_;
  const JsonLimits& limits_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  const char* error_ = "json.syntax";
};

} // namespace

Result<Value, JsonError> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) return Unexpected{JsonError{"json.too_large", limits.bytes}};
  if (std::size_t at = text::find_invalid(text); at != std::string_view::npos)
    return Unexpected{JsonError{"json.encoding", at}};
  return Reader(text, limits).run();
}

} // namespace qudao
