// The only source that knows the JSON library: its event interface feeds a builder that keeps the
// limits.
#include <nlohmann/json.hpp>
#include <optional>

#include "core/text/utf8.h"
#include "core/value/json.h"

namespace qudao {

namespace {

// Tells how far the library read, which its events do not.
class Cursor {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = char;
  using pointer = const char*;
  using reference = const char&;
  using iterator_category = std::input_iterator_tag;

  Cursor(const char* at, const char** reached) : at_(at), reached_(reached) {}
  const char& operator*() const { return *at_; }
  Cursor& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  bool operator==(const Cursor& other) const { return at_ == other.at_; }
  bool operator!=(const Cursor& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** reached_;
};

// A list or map whose end has not been read yet.
struct Open {
  bool is_map = false;
  Value key; // of the value to come
  List items;
  std::vector<Entry> entries;
};

class Builder {
 public:
  explicit Builder(const JsonLimits& limits) : limits_(limits) {}

  bool null() { return put(Value::null()); }
  bool boolean(bool b) { return put(Value::boolean(b)); }
  bool number_integer(std::int64_t n) { return put(Value::integer(n)); }
  bool number_unsigned(std::uint64_t n) {
    // Beyond int64 a number is read as a real, like any other reader of JSON does.
    bool fits = n <= static_cast<std::uint64_t>(INT64_MAX);
    return put(fits ? Value::integer(static_cast<std::int64_t>(n))
                    : Value::real(static_cast<double>(n)));
  }
  bool number_float(double d, const std::string& /*text*/) { return put(Value::real(d)); }
  bool string(std::string& text) { return put(Value::string(text)); }
  bool binary(std::vector<std::uint8_t>& /*octets*/) { return fail("json.syntax"); }

  bool start_array(std::size_t /*size*/) { return open(false); }
  bool start_object(std::size_t /*size*/) { return open(true); }
  bool key(std::string& text) {
    open_.back().key = Value::string(text);
    return true;
  }

  bool end_array() {
    List items = std::move(open_.back().items);
    open_.pop_back();
    return attach(Value::list(std::move(items)));
  }

  bool end_object() {
    std::vector<Entry> entries = std::move(open_.back().entries);
    open_.pop_back();
    std::size_t written = entries.size();
    Map map = Map::of(std::move(entries));
    if (map.size() < written) return fail("json.duplicate_key");
    return attach(Value::map(std::move(map)));
  }

  template <typename Exception>
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const Exception& what) {
    constexpr int kNumberOverflow = 406; // of the library
    return fail(what.id == kNumberOverflow ? "json.number" : "json.syntax");
  }

  const char* error() const { return error_; }
  Value take() { return std::move(root_); }

 private:
  bool fail(const char* code) {
    error_ = code;
    return false;
  }

  bool count() { return ++values_ <= limits_.values || fail("json.too_large"); }

  bool open(bool is_map) {
    if (!count()) return false;
    if (open_.size() >= limits_.depth) return fail("json.too_deep");
    open_.emplace_back().is_map = is_map;
    return true;
  }

  bool put(Value value) { return count() && attach(std::move(value)); }

  bool attach(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (Open& parent = open_.back(); parent.is_map) {
      parent.entries.emplace_back(std::move(parent.key), std::move(value));
    } else {
      parent.items.push_back(std::move(value));
    }
    return true;
  }

  const JsonLimits& limits_;
  std::size_t values_ = 0;
  std::vector<Open> open_;
  Value root_;
  const char* error_ = nullptr;
};

} // namespace

Result<Value, JsonError> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) return Unexpected{JsonError{"json.too_large", limits.bytes}};
  if (std::size_t at = text::find_invalid(text); at != std::string_view::npos)
    return Unexpected{JsonError{"json.encoding", at}};
  const char* begin = text.data();
  const char* reached = begin;
  Builder builder(limits);
  bool read = nlohmann::json::sax_parse(Cursor(begin, &reached),
                                        Cursor(begin + text.size(), &reached), &builder);
  if (!read) {
    const char* code = builder.error() != nullptr ? builder.error() : "json.syntax";
    return Unexpected{JsonError{code, static_cast<std::size_t>(reached - begin)}};
  }
  return builder.take();
}

} // namespace qudao
