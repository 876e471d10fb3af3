#include <charconv>
#include <cmath>

#include "core/text/base64.h"
#include "core/value/json.h"
#include "core/value/number_text.h"
#include "core/value/time_text.h"

namespace qudao {

namespace {

void append_escaped(std::string& out, unsigned char c) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
  case '"':
    out += "\\\"";
    break;
  case '\\':
    out += "\\\\";
    break;
  case '\n':
    out += "\\n";
    break;
  case '\r':
    out += "\\r";
    break;
  case '\t':
    out += "\\t";
    break;
  case '\b':
    out += "\\b";
    break;
  case '\f':
    out += "\\f";
    break;
  default:
    out += "\\u00";
    out += kHex[c >> 4];
    out += kHex[c & 15];
  }
}

void append_text(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0; // of the run that needs no escape
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, start, i - start);
    append_escaped(out, c);
    start = i + 1;
  }
  out.append(text, start);
  out += '"';
}

template <typename Integer>
void append_integer(std::string& out, Integer n) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, n).ptr);
}

// JSON has no such numbers, so they become strings; whole reals keep their point, to be read as
// reals again.
void append_json_real(std::string& out, double d) {
  if (!std::isfinite(d)) {
    out += '"';
    append_real(out, d);
    out += '"';
    return;
  }
  std::size_t start = out.size();
  append_real(out, d);
  if (out.find_first_of(".e", start) == std::string::npos) out += ".0";
}

void append_list(std::string& out, const List& list) {
  out += '[';
  bool first = true;
  for (const Value& item : list) {
    if (!std::exchange(first, false)) out += ',';
    append_json(out, item);
  }
  out += ']';
}

// Keys of JSON are strings: another key is written as its JSON text, quoted.
void append_key(std::string& out, const Value& key) {
  if (key.is_string()) {
    append_text(out, key.as_string());
  } else {
    append_text(out, write_json(key));
  }
}

void append_map(std::string& out, const Map& map) {
  out += '{';
  bool first = true;
  for (const auto& [key, value] : map) {
    if (!std::exchange(first, false)) out += ',';
    append_key(out, key);
    out += ':';
    append_json(out, value);
  }
  out += '}';
}

} // namespace

void append_json(std::string& out, const Value& value) {
  switch (value.kind()) {
  case Kind::null:
    out += "null";
    break;
  case Kind::boolean:
    out += value.as_bool() ? "true" : "false";
    break;
  case Kind::integer:
    append_integer(out, value.as_int());
    break;
  case Kind::unsigned_integer:
    append_integer(out, value.as_uint());
    break;
  case Kind::real:
    append_json_real(out, value.as_real());
    break;
  case Kind::string:
    append_text(out, value.as_string());
    break;
  case Kind::type:
    append_text(out, value.as_type());
    break;
  case Kind::list:
    append_list(out, value.as_list());
    break;
  case Kind::map:
    append_map(out, value.as_map());
    break;
  case Kind::bytes:
    out += '"';
    text::append_base64(out, value.as_bytes());
    out += '"';
    break;
  case Kind::timestamp:
    out += '"';
    append_timestamp(out, value.as_timestamp());
    out += '"';
    break;
  case Kind::duration:
    out += '"';
    append_duration(out, value.as_duration());
    out += '"';
    break;
  case Kind::optional:
    append_json(out, value.as_optional() != nullptr ? *value.as_optional() : Value::null());
    break;
  }
}

std::string write_json(const Value& value) {
  std::string out;
  append_json(out, value);
  return out;
}

} // namespace qudao
