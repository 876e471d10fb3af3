// Reading a JSON text piece by piece, for whoever needs little of a large one: parse_json is the same, whole.
//
//   JsonReader reader(text, limits);
//   std::string_view data;
//   const bool read = reader.map([&](const Value& key) {
//     return key.as_string() == "data" ? reader.skip(data) : reader.value(others[key]);
//   }) && reader.end();
//
// Each function takes one value from where the last one stopped and answers false when it could not: error() says why, and the
// reader is of no more use. A text that is not UTF-8 or too large yields nothing at all.
// Cost: each byte once, and once more for UTF-8. Errors: as parse_json. Thread safety: one thread at a time.
#pragma once

#include <vector>

#include "core/value/json.h"

namespace qudao {

class JsonReader {
 public:
  // Both must outlive it.
  JsonReader(std::string_view text, const JsonLimits& limits);

  bool value(Value& out);
  // Passes over a value, whatever it is. Its text is as valid as if it had been read, but for keys that stand twice in a map.
  bool skip(std::string_view& text);
  // Calls each(key) before the value of every member, which `each` takes; false from it ends the reading.
  template <typename Each>
  bool map(Each each);
  // Calls each() before every item, which `each` takes.
  template <typename Each>
  bool list(Each each);
  bool end(); // nothing follows

  std::size_t at() const {
    return offset_ + static_cast<std::size_t>(next_ - begin_);
  } // bytes from the start: behind what was taken
  // What was taken since it was there.
  std::string_view since(std::size_t from) const { return {begin_ + from, at() - from}; }

  JsonError error() const { return {error_, at()}; }

 private:
  bool fail(const char* code);
  // The three that every character goes through: compiled for size they would be calls.
  [[gnu::always_inline]] char peek() const { return next_ != end_ ? *next_ : '\0'; }
  [[gnu::always_inline]] bool take(char expected) {
    if (peek() != expected) return false;
    ++next_;
    return true;
  }
  bool expect(char expected) { return take(expected) || fail("json.syntax"); }
  [[gnu::always_inline]] void skip_blanks() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')
      ++next_;
  }
  bool begin_value();
  bool open(char bracket);
  bool close(char bracket);
  template <typename Each>
  bool all(char from, char to, Each each);
  bool key(Value& out);

  bool word(std::string_view expected);
  bool scalar(Value& out);
  bool pass();
  bool pass_key();
  bool pass_string();
  const char* end_of_plain() const;
  std::string_view plain();
  bool string(Value& out);
  bool escape(std::string& out);
  bool code_point(std::string& out);
  bool unit(char32_t& out);
  bool digits();
  bool number(Value& out);

  const char* begin_;
  const char* next_;
  const char* end_;
  const JsonLimits& limits_;
  std::size_t offset_ = 0; // of a text that is not read at all
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  const char* error_ = nullptr;
};

template <typename Each>
bool JsonReader::map(Each each) {
  return all('{', '}', [&] {
    Value name;
    return key(name) && each(std::move(name));
  });
}

template <typename Each>
bool JsonReader::list(Each each) {
  return all('[', ']', each);
}

template <typename Each>
bool JsonReader::all(char from, char to, Each each) {
  if (!open(from)) return false;
  if (peek() != to) {
    do {
      if (!each()) return false;
      skip_blanks();
    } while (take(','));
  }
  return close(to);
}

} // namespace qudao
