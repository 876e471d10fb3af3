// 'text %s'.format([…]): the printf of the strings extension.
//
// %s any value · %d whole numbers · %f %e reals, with %.3f so many decimals (6) · %b %o whole numbers, %b booleans too ·
// %x %X whole numbers, and the octets of texts and bytes · %% a percent sign
#include <charconv>

#include "core/cel/library.h"
#include "core/text/utf8.h"
#include "core/value/number_text.h"
#include "core/value/sorting.h"
#include "core/value/time_text.h"

namespace qudao::cel {

namespace {

constexpr std::size_t kMostDecimals = 1'000;

bool append_list(Call& call, std::string& out, const List& list) {
  out += '[';
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += ", ";
    if (!append_display(call, out, list[i])) return false;
  }
  out += ']';
  return true;
}

bool append_map(Call& call, std::string& out, const Map& map) {
  std::vector<std::pair<std::string, const Value*>> entries;
  for (const auto& [key, value] : map) {
    entries.emplace_back(std::string(), &value);
    if (!append_display(call, entries.back().first, key)) return false;
  }
  // Keys that read alike, 1 and '1', stay in the order of the map.
  sort_compactly(entries, [](const auto& a, const auto& b) { return a < b; });
  out += '{';
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0) out += ", ";
    out += entries[i].first;
    out += ": ";
    if (!append_display(call, out, *entries[i].second)) return false;
  }
  out += '}';
  return true;
}

void append_upper(std::string& out, std::string_view digits, bool upper) {
  for (char c : digits)
    out += upper && c >= 'a' ? static_cast<char>(c - 32) : c;
}

// A whole number, negative ones with a minus; false for other kinds.
bool append_whole(std::string& out, const Value& v, int base, bool upper) {
  char digits[66];
  std::to_chars_result end{};
  if (v.kind() == Kind::integer) {
    end = std::to_chars(digits, digits + sizeof digits, v.as_int(), base);
  } else if (v.kind() == Kind::unsigned_integer) {
    end = std::to_chars(digits, digits + sizeof digits, v.as_uint(), base);
  } else {
    return false;
  }
  append_upper(out, {digits, static_cast<std::size_t>(end.ptr - digits)}, upper);
  return true;
}

bool append_octets(std::string& out, const Value& v, bool upper) {
  if (v.kind() != Kind::string && v.kind() != Kind::bytes) return false;
  for (char c : v.is_string() ? v.as_string() : v.as_bytes()) {
    auto octet = static_cast<unsigned char>(c);
    constexpr std::string_view kDigits = "0123456789abcdef";
    const char pair[] = {kDigits[octet >> 4], kDigits[octet & 15]};
    append_upper(out, {pair, 2}, upper);
  }
  return true;
}

bool append_decimal(std::string& out, const Value& v) {
  if (v.kind() != Kind::real) return append_whole(out, v, 10, false);
  append_real(out, v.as_real());
  return true;
}

bool append_decimals(std::string& out, const Value& v, std::size_t decimals, bool exponent) {
  double number = 0;
  if (v.kind() == Kind::real) {
    number = v.as_real();
  } else if (v.kind() == Kind::integer) {
    number = static_cast<double>(v.as_int());
  } else if (v.kind() == Kind::unsigned_integer) {
    number = static_cast<double>(v.as_uint());
  } else {
    return false;
  }
  exponent ? append_exponent(out, number, decimals) : append_fixed(out, number, decimals);
  return true;
}

bool append_bits(std::string& out, const Value& v) {
  if (v.kind() != Kind::boolean) return append_whole(out, v, 2, false);
  out += v.as_bool() ? '1' : '0';
  return true;
}

// One `%` clause, read behind the percent sign.
struct Clause {
  std::size_t decimals = 6;
  char verb = '\0';
};

bool read_clause(std::string_view text, std::size_t& at, Clause& clause) {
  if (at < text.size() && text[at] == '.') {
    auto read = std::from_chars(text.data() + at + 1, text.data() + text.size(), clause.decimals);
    if (read.ec != std::errc() || clause.decimals > kMostDecimals) return false;
    at = static_cast<std::size_t>(read.ptr - text.data());
  }
  if (at >= text.size()) return false;
  clause.verb = text[at++];
  return true;
}

// False with an error of the call, or without one when the kind of `v` does not go with the clause.
bool append_clause(Call& call, std::string& out, const Clause& clause, const Value& v) {
  switch (clause.verb) {
  case 's':
    return append_display(call, out, v);
  case 'd':
    return append_decimal(out, v);
  case 'f':
  case 'e':
    return call.charge(clause.decimals / 10) &&
           append_decimals(out, v, clause.decimals, clause.verb == 'e');
  case 'b':
    return append_bits(out, v);
  case 'o':
    return append_whole(out, v, 8, false);
  case 'x':
  case 'X': {
    bool upper = clause.verb == 'X';
    return append_whole(out, v, 16, upper) || append_octets(out, v, upper);
  }
  default:
    return call.fail("invalid_argument");
  }
}

bool format(Call& call) {
  if (!call.are({Kind::string, Kind::list})) return call.no_overload();
  std::string_view text = call[0].as_string();
  const List& arguments = call[1].as_list();
  std::string out;
  std::size_t next = 0;
  for (std::size_t at = 0; at < text.size();) {
    char c = text[at++];
    if (c != '%') {
      out += c;
      continue;
    }
    Clause clause;
    if (!read_clause(text, at, clause)) return call.fail("invalid_argument");
    if (clause.verb == '%') {
      out += '%';
      continue;
    }
    if (next == arguments.size()) return call.fail("index_out_of_range");
    std::size_t before = out.size();
    if (!append_clause(call, out, clause, arguments[next++]))
      return call.error().empty() ? call.fail("invalid_argument") : false;
    if (!call.charge_text(out.size() - before)) return false;
  }
  return call.charge_text(text.size()) && call.give(Value::string(out));
}

} // namespace

bool append_display(Call& call, std::string& out, const Value& v) {
  if (!call.charge(1)) return false;
  switch (v.kind()) {
  case Kind::null:
    out += "null";
    break;
  case Kind::boolean:
    out += v.as_bool() ? "true" : "false";
    break;
  case Kind::integer:
  case Kind::unsigned_integer:
    return append_whole(out, v, 10, false);
  case Kind::real:
    append_real(out, v.as_real());
    break;
  case Kind::string:
    out += v.as_string();
    return call.charge_text(v.as_string().size());
  case Kind::bytes:
    if (!text::is_valid(v.as_bytes())) return call.fail("invalid_argument");
    out += v.as_bytes();
    return call.charge_text(v.as_bytes().size());
  case Kind::type:
    out += v.as_type();
    break;
  case Kind::timestamp:
    append_timestamp(out, v.as_timestamp());
    break;
  case Kind::duration:
    append_duration(out, v.as_duration());
    break;
  case Kind::list:
    return append_list(call, out, v.as_list());
  case Kind::map:
    return append_map(call, out, v.as_map());
  case Kind::optional:
    if (v.as_optional() != nullptr) return append_display(call, out, *v.as_optional());
    out += "none";
    break;
  }
  return true;
}

std::span<const Function> format_functions() {
  static constexpr Function kFunctions[] = {{"format", ".sL?:s", format, Growth::copy}};
  return kFunctions;
}

} // namespace qudao::cel
