// Text: the standard tests and the strings extension. Positions count code points.
#include <algorithm>

#include "core/cel/library.h"
#include "core/text/base64.h"
#include "core/text/space.h"
#include "core/text/utf8.h"

namespace qudao::cel {

namespace {

constexpr auto kNowhere = std::string_view::npos;

bool strings(Call& call, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (i >= call.size() || !call[i].is_string()) return call.no_overload();
  }
  return true;
}

std::string_view text_at(Call& call, std::size_t i) {
  return call[i].as_string();
}

bool contains(Call& call) {
  if (!strings(call, 2) || !call.charge_text(text_at(call, 0).size())) return false;
  return call.give(Value::boolean(text_at(call, 0).find(text_at(call, 1)) != kNowhere));
}

bool starts_with(Call& call) {
  if (!strings(call, 2)) return false;
  return call.give(
      Value::boolean(text_at(call, 0).substr(0, text_at(call, 1).size()) == text_at(call, 1)));
}

bool ends_with(Call& call) {
  if (!strings(call, 2)) return false;
  std::string_view text = text_at(call, 0);
  std::string_view end = text_at(call, 1);
  return call.give(
      Value::boolean(text.size() >= end.size() && text.substr(text.size() - end.size()) == end));
}

// Argument `i` as a code point position of `text`, as a byte offset; false outside 0 … length.
bool position(Call& call, std::size_t i, std::string_view text, std::size_t& offset) {
  if (call[i].kind() != Kind::integer) return call.no_overload();
  std::int64_t index = call[i].as_int();
  if (index < 0 || static_cast<std::uint64_t>(index) > text.size())
    return call.fail("index_out_of_range");
  offset = text::offset_of(text, static_cast<std::size_t>(index));
  return offset != kNowhere || call.fail("index_out_of_range");
}

bool char_at(Call& call) {
  std::size_t from = 0;
  if (!strings(call, 1) || !position(call, 1, text_at(call, 0), from)) return false;
  std::string_view text = text_at(call, 0);
  std::size_t to = from;
  if (from < text.size()) text::next_code_point(text, to);
  return call.give(Value::string(text.substr(from, to - from)));
}

bool give_position(Call& call, std::string_view text, std::size_t offset) {
  if (offset == kNowhere) return call.give(Value::integer(-1));
  return call.give(
      Value::integer(static_cast<std::int64_t>(text::count_code_points(text.substr(0, offset)))));
}

bool index_of(Call& call) {
  std::size_t from = 0;
  if (!strings(call, 2) || !call.charge_text(text_at(call, 0).size())) return false;
  std::string_view text = text_at(call, 0);
  if (call.size() == 3 && !position(call, 2, text, from)) return false;
  return give_position(call, text, text.find(text_at(call, 1), from));
}

bool last_index_of(Call& call) {
  std::size_t from = kNowhere;
  if (!strings(call, 2) || !call.charge_text(text_at(call, 0).size())) return false;
  std::string_view text = text_at(call, 0);
  if (call.size() == 3 && !position(call, 2, text, from)) return false;
  return give_position(call, text, text.rfind(text_at(call, 1), from));
}

bool substring(Call& call) {
  std::size_t from = 0;
  if (!strings(call, 1)) return false;
  std::string_view text = text_at(call, 0);
  std::size_t to = text.size();
  if (!call.charge_text(text.size()) || !position(call, 1, text, from)) return false;
  if (call.size() == 3 && !position(call, 2, text, to)) return false;
  if (to < from) return call.fail("index_out_of_range");
  return call.give(Value::string(text.substr(from, to - from)));
}

template <typename Change>
bool change_ascii(Call& call, Change change) {
  if (!strings(call, 1) || !call.charge_text(text_at(call, 0).size())) return false;
  std::string out(text_at(call, 0));
  std::transform(out.begin(), out.end(), out.begin(), change);
  return call.give(Value::string(out));
}

bool lower_ascii(Call& call) {
  return change_ascii(call,
                      [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

bool upper_ascii(Call& call) {
  return change_ascii(call,
                      [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
}

bool trim(Call& call) {
  if (!strings(call, 1) || !call.charge_text(text_at(call, 0).size())) return false;
  return call.give(Value::string(text::trim_spaces(text_at(call, 0))));
}

bool reverse(Call& call) {
  if (!strings(call, 1) || !call.charge_text(text_at(call, 0).size())) return false;
  std::string_view text = text_at(call, 0);
  std::string out(text.size(), '\0');
  for (std::size_t at = 0; at < text.size();) {
    std::size_t from = at;
    text::next_code_point(text, at);
    std::copy(text.begin() + static_cast<std::ptrdiff_t>(from),
              text.begin() + static_cast<std::ptrdiff_t>(at),
              out.end() - static_cast<std::ptrdiff_t>(at));
  }
  return call.give(Value::string(out));
}

// The optional count of replace and split: negative means all.
bool limit(Call& call, std::size_t i, std::size_t& out) {
  out = kNowhere;
  if (call.size() <= i) return true;
  if (call[i].kind() != Kind::integer) return call.no_overload();
  if (call[i].as_int() >= 0) out = static_cast<std::size_t>(call[i].as_int());
  return true;
}

// Where the next piece ends: before `separator`, or after one code point when that is empty.
std::size_t piece_end(std::string_view text, std::string_view separator, std::size_t from) {
  if (!separator.empty()) return text.find(separator, from);
  if (from >= text.size()) return kNowhere;
  std::size_t end = from;
  text::next_code_point(text, end);
  return end < text.size() ? end : kNowhere;
}

bool split(Call& call) {
  std::size_t most = 0;
  if (!strings(call, 2) || !limit(call, 2, most)) return false;
  std::string_view text = text_at(call, 0);
  std::string_view separator = text_at(call, 1);
  if (!call.charge(text.size())) return false;
  List pieces;
  if (most == 0 || (text.empty() && separator.empty())) return call.give(Value::list({}));
  std::size_t from = 0;
  while (pieces.size() + 1 < most) {
    std::size_t end = piece_end(text, separator, from);
    if (end == kNowhere) break;
    pieces.push_back(Value::string(text.substr(from, end - from)));
    from = end + separator.size();
  }
  pieces.push_back(Value::string(text.substr(from)));
  return call.give(Value::list(std::move(pieces)));
}

bool replace(Call& call) {
  std::size_t most = 0;
  if (!strings(call, 3) || !limit(call, 3, most)) return false;
  std::string_view text = text_at(call, 0);
  std::string_view old = text_at(call, 1);
  std::string_view replacement = text_at(call, 2);
  std::string out;
  std::size_t from = 0;
  for (std::size_t count = 0; count < most; ++count) {
    // An empty text stands between all code points and at both ends.
    std::size_t end = old.empty() ? from : text.find(old, from);
    if (end == kNowhere) break;
    if (!call.charge_text(end - from + replacement.size() + 10)) return false;
    out.append(text, from, end - from);
    out += replacement;
    from = end + old.size();
    if (!old.empty()) continue;
    if (from == text.size()) break;
    text::next_code_point(text, end);
    out.append(text, from, end - from);
    from = end;
  }
  out.append(text, from);
  return call.give(Value::string(out));
}

bool join(Call& call) {
  if (!call[0].is_list()) return call.no_overload();
  std::string_view separator;
  if (call.size() == 2) {
    if (!call[1].is_string()) return call.no_overload();
    separator = text_at(call, 1);
  }
  std::string out;
  bool first = true;
  for (const Value& item : call[0].as_list()) {
    if (!item.is_string()) return call.no_overload();
    if (!call.charge_text(item.as_string().size() + separator.size() + 10)) return false;
    if (!std::exchange(first, false)) out += separator;
    out += item.as_string();
  }
  return call.give(Value::string(out));
}

bool quote(Call& call) {
  if (!strings(call, 1) || !call.charge_text(text_at(call, 0).size())) return false;
  constexpr std::string_view kSpecial = "\a\b\f\n\r\t\v\\\"";
  constexpr std::string_view kNames = "abfnrtv\\\"";
  std::string out = "\"";
  for (char c : text_at(call, 0)) {
    std::size_t i = kSpecial.find(c);
    if (i != kNowhere) out += '\\';
    out += i == kNowhere ? c : kNames[i];
  }
  out += '"';
  return call.give(Value::string(out));
}

bool base64_encode(Call& call) {
  if (!call.are({Kind::bytes})) return call.no_overload();
  if (!call.charge_text(call[0].as_bytes().size())) return false;
  std::string out;
  text::append_base64(out, call[0].as_bytes());
  return call.give(Value::string(out));
}

bool base64_decode(Call& call) {
  if (!strings(call, 1) || !call.charge_text(text_at(call, 0).size())) return false;
  auto octets = text::decode_base64(text_at(call, 0));
  return octets ? call.give(Value::bytes(*octets)) : call.fail("invalid_argument");
}

} // namespace

std::span<const Function> string_functions() {
  static constexpr Function kFunctions[] = {
      {"contains", ".ss:b", contains, Growth::scan},
      {"startsWith", ".ss:b", starts_with},
      {"endsWith", ".ss:b", ends_with},
      {"charAt", ".si:s", char_at, Growth::scan},
      {"indexOf", ".ss:i|.ssi:i", index_of, Growth::scan},
      {"lastIndexOf", ".ss:i|.ssi:i", last_index_of, Growth::scan},
      {"substring", ".si:s|.sii:s", substring, Growth::copy},
      {"lowerAscii", ".s:s", lower_ascii, Growth::copy},
      {"upperAscii", ".s:s", upper_ascii, Growth::copy},
      {"trim", ".s:s", trim, Growth::copy},
      {"reverse", ".s:s", reverse, Growth::copy},
      {"split", ".ss:Ls|.ssi:Ls", split, Growth::copy},
      {"replace", ".sss:s|.sssi:s", replace, Growth::product},
      {"join", ".Ls:s|.Lss:s", join, Growth::product},
      {"strings.quote", "s:s", quote, Growth::copy},
      {"base64.encode", "y:s", base64_encode, Growth::copy},
      {"base64.decode", "s:y", base64_decode, Growth::copy},
  };
  return kFunctions;
}

} // namespace qudao::cel
