#include "tests/differential/expressions.h"

#include "core/value/number_text.h"
#include "core/value/time_text.h"
#include "tests/differential/values.h"

namespace qudao::differential {
namespace {

constexpr const char* kArithmetic[] = {" + ", " - ", " * ", " / ", " + "};
constexpr const char* kComparisons[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
constexpr const char* kParts[] = {".getFullYear()",
                                  ".getMonth()",
                                  ".getDate()",
                                  ".getDayOfWeek()",
                                  ".getDayOfYear()",
                                  ".getHours()",
                                  ".getMinutes()",
                                  ".getHours('+08:00')",
                                  ".getDate('-11:30')",
                                  ".getSeconds()",
                                  ".getFullYear('UTC')",
                                  ".getHours('Asia/Shanghai')",
                                  ".getDayOfMonth('America/New_York')",
                                  ".getMilliseconds()"};
constexpr const char* kDurations[] = {"24h",    "-1s",    "1h30m",     "0.000000001s",
                                      "-8760h", "87600h", "59m59.999s"};
constexpr const char* kPatterns[] = {
    R"(r'^[0-9]+$')",   R"(r'^\p{Han}+$')",    R"(r'(?i)stra(ss|ß)e')",    R"(r'^.{1,3}$')",
    R"(r'\bc[0-9]\b')", R"(r'[^\x00-\x7f]')",  R"(r'^(a|b)*c?$')",         R"(r'(?i)^İ|ı$')",
    R"(r'^\s*$')",      R"(r'^1[3-9]\d{9}$')", R"(r'^\p{Latin}+\p{Nd}?')", R"(r'^[\w.]+@\w+')"};
constexpr const char* kDigits[] = {"0",  "1",  "2",   "3",   "6",   "15", "-2",
                                   "22", "23", "200", "-30", "308", "330"};
constexpr const char* kFolds[] = {"].sum()", "].min()", "].max()"};
constexpr std::array kPrinted = {Sort::integer, Sort::truth, Sort::moment, Sort::real, Sort::text};
constexpr const char* kKeys[] = {"n", "name", "owner", "missing"};

std::string real_literal(double number) {
  std::string digits;
  append_real(digits, number);
  if (digits.find_first_of(".e") == std::string::npos) digits += ".0";
  return digits[0] == '-' ? "(" + digits + ")" : digits;
}

std::string moment_literal(Dice& dice) {
  if (dice.chance(10)) return "timestamp(" + cel_text(random_moment_text(dice)) + ")";
  std::string digits;
  const std::int64_t seconds = random_seconds(dice);
  append_timestamp(digits, {seconds, dice.chance(20) ? 999'999'999 : 0});
  return "timestamp('" + digits + "')";
}

} // namespace

std::string words(std::initializer_list<std::string> parts) {
  std::string out;
  for (const std::string& part : parts)
    out += part;
  return out;
}

std::string cel_text(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "'";
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x20) {
      out += "\\u00";
      out += kHex[octet >> 4U];
      out += kHex[octet & 15U];
      continue;
    }
    if (c == '\\' || c == '\'') out += '\\';
    out += c;
  }
  return out + '\'';
}

std::string cel_pattern(Dice& dice) {
  return dice.pick(kPatterns);
}

std::string cel_literal(Dice& dice, Sort sort) {
  switch (sort) {
  case Sort::truth:
    return dice.chance(50) ? "true" : "false";
  case Sort::integer: {
    const std::string digits = std::to_string(random_integer(dice));
    return digits[0] == '-' ? "(" + digits + ")" : digits;
  }
  case Sort::real:
    return real_literal(random_real(dice));
  case Sort::text:
    if (dice.chance(60)) return "'c" + std::to_string(dice.below(6)) + "'";
    return cel_text(random_text(dice));
  case Sort::texts: {
    std::string first = cel_literal(dice, Sort::text);
    return words({"[", std::move(first), ", ", cel_literal(dice, Sort::text), "]"});
  }
  case Sort::moment:
    return moment_literal(dice);
  case Sort::map:
    return "{'n': 1}";
  }
  return "null";
}

std::string misspelt(Dice& dice, std::string source) {
  const std::size_t at = dice.below(source.size() + 1);
  switch (dice.below(4)) {
  case 0:
    return source.substr(0, at);
  case 1:
    if (at < source.size()) source.erase(at, 1);
    return source;
  case 2:
    return source.insert(at, dice.pick(std::array{"(", "]", "'", " ", "?", ".", "1", "ü", "\n",
                                                  "&&", "\\", "b", "="}));
  default:
    return source.insert(at, random_text(dice));
  }
}

std::string Expressions::of(Sort sort, int depth) {
  if (depth <= 0 || dice_.chance(15)) return leaf(sort);
  switch (sort) {
  case Sort::truth:
    return truth(depth - 1);
  case Sort::integer:
    return integer(depth - 1);
  case Sort::real:
    return real(depth - 1);
  case Sort::text:
    return text(depth - 1);
  case Sort::texts:
    return texts(depth - 1);
  case Sort::moment:
    return moment(depth - 1);
  case Sort::map:
    break;
  }
  return leaf(sort);
}

std::string Expressions::leaf(Sort sort) {
  const std::vector<Name>& candidates = names_[static_cast<std::size_t>(sort)];
  if (dice_.chance(8)) return attribute(sort);
  if (candidates.empty() || dice_.chance(25)) return cel_literal(dice_, sort);
  return reference(dice_.pick(candidates));
}

std::string Expressions::reference(const Name& name) {
  if (!name.nullable || dice_.chance(12)) return name.name;
  if (dice_.chance(25))
    return words({"coalesce(", name.name, ", ", cel_literal(dice_, name.sort), ")"});
  return words(
      {"(", name.name, " == null ? ", cel_literal(dice_, name.sort), " : ", name.name, ")"});
}

std::string Expressions::attribute(Sort sort) {
  const std::vector<Name>& maps = names_[static_cast<std::size_t>(Sort::map)];
  if (maps.empty()) return cel_literal(dice_, sort);
  const std::string& map = dice_.pick(maps).name;
  std::string path = map + '.' + dice_.pick(kKeys);
  if (dice_.chance(20)) return path;
  const std::string there = words({map, " != null && has(", path, ")"});
  return words({"(", there, " ? ", path, " : ", cel_literal(dice_, sort), ")"});
}

std::string Expressions::truth(int depth) {
  switch (dice_.below(8)) {
  case 0:
    return words({"(", of(Sort::truth, depth), " && ", of(Sort::truth, depth), ")"});
  case 1:
    return words({"(", of(Sort::truth, depth), " || ", of(Sort::truth, depth), ")"});
  case 2:
    return words({"!(", of(Sort::truth, depth), ")"});
  case 3:
  case 4:
    return test(depth);
  default:
    return comparison(depth);
  }
}

std::string Expressions::comparison(int depth) {
  constexpr std::array kSortsCompared = {Sort::integer, Sort::integer, Sort::real, Sort::text,
                                         Sort::moment};
  const Sort sort = dice_.pick(kSortsCompared);
  if (dice_.chance(10)) {
    return words({"(dyn(", of(Sort::integer, depth), ")", dice_.pick(kComparisons),
                  of(Sort::real, depth), ")"});
  }
  return words({"(", of(sort, depth), dice_.pick(kComparisons), of(sort, depth), ")"});
}

std::string Expressions::test(int depth) {
  switch (dice_.below(9)) {
  case 0:
    return words({"(", of(Sort::text, depth), " in ", of(Sort::texts, depth), ")"});
  case 1:
    return words({of(Sort::texts, depth), ".exists(x, x == ", of(Sort::text, depth), ")"});
  case 2:
    return words({of(Sort::texts, depth), ".all(x, size(x) < ", of(Sort::integer, depth), ")"});
  case 3:
    return words({of(Sort::text, depth),
                  dice_.pick(std::array{".contains(", ".startsWith(", ".endsWith("}),
                  of(Sort::text, depth), ")"});
  case 4:
    return words({of(Sort::text, depth), ".matches(", cel_pattern(dice_), ")"});
  case 5:
    return words({dice_.pick(std::array{"sets.contains(", "sets.intersects(", "sets.equivalent("}),
                  of(Sort::texts, depth), ", ", of(Sort::texts, depth), ")"});
  case 6:
    return words({"(", of(Sort::integer, depth), " % 3 == ", of(Sort::integer, depth), " % 3)"});
  case 7: {
    const std::vector<Name>& pool = names_[dice_.below(kSorts)];
    if (pool.empty()) return "false";
    return words({"(", dice_.pick(pool).name, dice_.chance(50) ? " == null)" : " != null)"});
  }
  default:
    return words({"([", of(Sort::integer, depth),
                  ", 1, 2].exists_one(x, x == ", of(Sort::integer, depth), "))"});
  }
}

std::string Expressions::integer(int depth) {
  switch (dice_.below(12)) {
  case 0:
    return words({"size(", of(Sort::text, depth), ")"});
  case 1:
    return words({"size(", of(Sort::texts, depth), ")"});
  case 2:
    return words({"(", of(Sort::truth, depth), " ? ", of(Sort::integer, depth), " : ",
                  of(Sort::integer, depth), ")"});
  case 3:
    return words(
        {dice_.pick(std::array{"math.greatest(", "math.least(", "math.bitXor(", "math.bitAnd("}),
         of(Sort::integer, depth), ", ", of(Sort::integer, depth), ")"});
  case 4:
    return words({"int(", of(Sort::real, depth), ")"});
  case 5:
    return words({of(Sort::moment, depth), dice_.pick(kParts)});
  case 6:
    return words({"[", of(Sort::integer, depth), ", ", of(Sort::integer, depth), ", ",
                  of(Sort::integer, depth), dice_.pick(kFolds)});
  case 7:
    return words({of(Sort::text, depth), dice_.pick(std::array{".indexOf(", ".lastIndexOf("}),
                  of(Sort::text, depth), ")"});
  case 8:
    return words({"(", of(Sort::integer, depth), " % ", of(Sort::integer, depth), ")"});
  default:
    return words(
        {"(", of(Sort::integer, depth), dice_.pick(kArithmetic), of(Sort::integer, depth), ")"});
  }
}

std::string Expressions::real(int depth) {
  switch (dice_.below(9)) {
  case 0:
    return words({"double(", of(Sort::integer, depth), ")"});
  case 1:
    return words({"round(", of(Sort::real, depth), ", ", dice_.pick(kDigits), ")"});
  case 2:
    return words({dice_.pick(std::array{"math.ceil(", "math.floor(", "math.round(", "math.trunc(",
                                        "math.abs(", "math.sign("}),
                  of(Sort::real, depth), ")"});
  case 3:
    return words({"math.sqrt(", of(Sort::real, depth), ")"});
  case 4:
    return words({"[", of(Sort::real, depth), ", ", of(Sort::real, depth), dice_.pick(kFolds)});
  case 5:
    return words({"(", of(Sort::truth, depth), " ? ", of(Sort::real, depth), " : ",
                  of(Sort::real, depth), ")"});
  case 6:
    return words({"double(", cel_text(random_number_text(dice_)), ")"});
  default:
    return words({"(", of(Sort::real, depth), dice_.pick(kArithmetic), of(Sort::real, depth), ")"});
  }
}

std::string Expressions::text(int depth) {
  switch (dice_.below(11)) {
  case 0:
    return words({"string(", of(dice_.pick(kPrinted), depth), ")"});
  case 1:
    return words({"string(", of(Sort::real, depth), ")"});
  case 2:
    return words({of(Sort::text, depth), dice_.pick(std::array{".lowerAscii()", ".upperAscii()",
                                                               ".trim()", ".reverse()"})});
  case 3:
    return words({of(Sort::text, depth), ".replace(", of(Sort::text, depth), ", ",
                  of(Sort::text, depth), ")"});
  case 4:
    return words({of(Sort::text, depth), ".substring(", of(Sort::integer, depth), ")"});
  case 5:
    return words({of(Sort::texts, depth), ".join(", of(Sort::text, depth), ")"});
  case 6:
    return words({"'%s|%d|%.3f|%e|%x'.format([", of(Sort::text, depth), ", ",
                  of(Sort::integer, depth), ", ", of(Sort::real, depth), ", ",
                  of(Sort::real, depth), ", ", of(Sort::integer, depth), "])"});
  case 7:
    return words({"base64.encode(bytes(", of(Sort::text, depth), "))"});
  case 8:
    return words({"(", of(Sort::truth, depth), " ? ", of(Sort::text, depth), " : ",
                  of(Sort::text, depth), ")"});
  case 9:
    return words({"strings.quote(", of(Sort::text, depth), ")"});
  default:
    return words({"(", of(Sort::text, depth), " + ", of(Sort::text, depth), ")"});
  }
}

std::string Expressions::texts(int depth) {
  switch (dice_.below(6)) {
  case 0:
    return words({of(Sort::text, depth), ".split(", of(Sort::text, 0), ")"});
  case 1:
    return words({of(Sort::texts, depth), ".filter(x, x != ", of(Sort::text, depth), ")"});
  case 2:
    return words({of(Sort::texts, depth), ".map(x, x + ", of(Sort::text, 0), ")"});
  case 3:
    return words({"(", of(Sort::truth, depth), " ? ", of(Sort::texts, depth), " : ",
                  of(Sort::texts, depth), ")"});
  case 4:
    return words({"(", of(Sort::texts, depth), " + ", of(Sort::texts, depth), ")"});
  default:
    return words({"[", of(Sort::text, depth), ", ", of(Sort::text, depth), "]"});
  }
}

std::string Expressions::moment(int depth) {
  if (dice_.chance(30)) {
    return words({"(", of(Sort::truth, depth), " ? ", of(Sort::moment, depth), " : ",
                  of(Sort::moment, depth), ")"});
  }
  return words({"(", of(Sort::moment, depth), dice_.chance(50) ? " + " : " - ", "duration('",
                dice_.pick(kDurations), "'))"});
}

} // namespace qudao::differential
