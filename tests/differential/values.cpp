#include "tests/differential/values.h"

#include <array>
#include <cmath>
#include <cstring>

#include "core/value/time_text.h"

namespace qudao::differential {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kTexts[] = {
    ""sv,
    " "sv,
    "\t x \n"sv,
    "a"sv,
    "c1"sv,
    "abc"sv,
    "渠道"sv,
    "浪潮信息（北京）有限公司"sv,
    "𠮷野家𝒳"sv,
    "👩‍👩‍👧‍👦"sv,
    "e\u0301 ñ n\u0303"sv,
    "İstanbul ı I i Straße ŉ"sv,
    "Ａｂｃ１２３　ｄ"sv,
    "'"sv,
    "\""sv,
    "\\"sv,
    "\\u0000 \\n {"sv,
    "\0"sv,
    "a\0b"sv,
    "\x01\x1f\x7f"sv,
    "line\nbreak\r\nagain"sv,
    "\u0085\u00a0\u200b\u2028\u2029\ufeff"sv,
    "\u3000全角\u3000"sv,
    "\u202Eabc\u202C"sv,
    "\uFFFD\uFFFF\U0010FFFF"sv,
    "null"sv,
    "true"sv,
    "NaN"sv,
    "-Infinity"sv,
    "{label} {f1} }{ {"sv,
    "<script>alert('1')</script>"sv,
    "%s %d %.2f %%"sv,
    "工商注册号 1,234.50 元/m²"sv,
    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"sv,
};

constexpr std::string_view kNumberTexts[] = {
    "0",
    "-0",
    "+1",
    "007",
    "12",
    "12.5",
    "-3.75",
    "1e3",
    "1e308",
    "1e309",
    "1,234.50",
    "1.234,5",
    ".5",
    "5.",
    "０１２．５",
    " 42 ",
    "1 000",
    "９９",
    "١٢",
    "0x10",
    "--1",
    "9223372036854775807",
    "-9223372036854775808",
    "9007199254740993",
    "0.1",
    "0.30000000000000004",
    "123456789012345678901234567890",
    "1e-400",
    "4.9e-324",
};

constexpr std::string_view kMomentTexts[] = {
    "2024-02-29",
    "2023-02-29",
    "2026-12-31",
    "2027-01-01",
    "0001-01-01",
    "9999-12-31",
    "2026/1/5",
    "2026年1月5日",
    "20260105",
    "２０２６-０１-０５",
    "2026-01-05T02:00:00Z",
    "2026-12-31T23:59:59+14:00",
    "2024-02-29 23:59",
    "2024-02-29T23:59:60Z",
    "1900-02-29",
    "2000-02-29T00:00:00.999999999-12:00",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "2026-13-01",
    "today",
    "1969-12-31T23:59:59.5Z",
    "2026-01-05T24:00:00Z",
};

constexpr std::string_view kFormats[] = {
    "li.wei@example.com",
    "LI@EXAMPLE.COM",
    "a@b",
    "李@例子.中国",
    "https://example.com/a?b=c#d",
    "HTTP://Example.COM",
    "example.com",
    "javascript:alert(1)",
    "13800138000",
    "+86 138 0013 8000",
    "１３８００１３８０００",
    "12345678901",
    "0531-85106666",
    "(010) 62345678-123",
    "021 6234 5678",
    "400-800-1234",
    "250101",
    "25010",
    "２５０１０１",
    "91110000600037341L",
    "91110000600037341l",
    "91110000600037341X",
    "60003734-1",
    "600037341",
    "370102600037341",
    "110105194912310027",
    "91350100M000100Y43",
    "D2143569-X",
};

constexpr std::int64_t kIntegers[] = {
    -1,
    2147483647,
    -2147483648LL,
    4294967296,
    9007199254740991,
    9007199254740992,
    9007199254740993,
    -9007199254740991,
    INT64_MAX,
    INT64_MIN,
    INT64_MIN + 1,
    49,
    50,
    51,
    1000000,
};

constexpr double kReals[] = {
    0.0,
    -0.0,
    0.5,
    -0.5,
    1.5,
    2.5,
    0.1,
    0.30000000000000004,
    1.005,
    2.675,
    0.285,
    4.35,
    1e15,
    1e16,
    1e20,
    1e21,
    1e22,
    1e23,
    1e-6,
    1e-7,
    123e-9,
    1e308,
    -1e308,
    1.7976931348623157e308,
    5e-324,
    2.2250738585072014e-308,
    2.225073858507201e-308,
    9007199254740993.0,
    9223372036854775807.0,
    0.1 + 0.7,
    1.0 / 3.0,
    100.0,
    99999999999.99,
    50.000000000000007,
    1e100,
    8.41e21,
    5e-7,
};

constexpr int kYears[] = {1,    1600, 1900, 1969, 1970, 1999, 2000,
                          2023, 2024, 2026, 2027, 2038, 9999};

} // namespace

std::string_view random_text(Dice& dice) {
  return dice.pick(kTexts);
}
std::string_view random_number_text(Dice& dice) {
  return dice.pick(kNumberTexts);
}
std::string_view random_moment_text(Dice& dice) {
  return dice.pick(kMomentTexts);
}
std::string_view random_format(Dice& dice) {
  return dice.pick(kFormats);
}

std::int64_t random_integer(Dice& dice) {
  if (dice.chance(70)) return dice.below(9);
  if (dice.chance(30)) return static_cast<std::int64_t>(dice.bits());
  return dice.pick(kIntegers);
}

double random_real(Dice& dice) {
  if (dice.chance(40)) return dice.below(100'000) / 100.0;
  if (dice.chance(60)) return dice.pick(kReals);
  const std::uint64_t bits = dice.bits();
  double number = 0;
  std::memcpy(&number, &bits, sizeof number);
  return std::isfinite(number) ? number : 1e-300;
}

std::int64_t random_seconds(Dice& dice) {
  constexpr std::int64_t kDay = 86'400;
  constexpr std::int64_t kTenYears = 315'360'000;
  if (dice.chance(40)) return 1'600'000'000 + static_cast<std::int64_t>(dice.below(kTenYears));
  const int year = dice.pick(kYears);
  const bool leap = is_valid_date(year, 2, 29);
  if (leap && dice.chance(50))
    return days_from_civil(year, 2, 29) * kDay + static_cast<std::int64_t>(dice.below(kDay));
  // A second around the border of the year, but not out of the calendar.
  if (dice.chance(50) && year > 1) return days_from_civil(year, 1, 1) * kDay - 1;
  return days_from_civil(year, 12, 31) * kDay + (dice.chance(50) ? kDay - 1 : 0);
}

Value random_value(Dice& dice, int depth) {
  switch (dice.below(depth > 0 ? 9 : 7)) {
  case 0:
    return Value::null();
  case 1:
    return Value::boolean(dice.chance(50));
  case 2:
    return Value::integer(random_integer(dice));
  case 3:
    return Value::real(random_real(dice));
  case 4:
    return Value::string(random_number_text(dice));
  case 5:
    return Value::string(random_moment_text(dice));
  case 6:
    return Value::string(random_text(dice));
  case 7: {
    List items;
    for (std::uint32_t left = dice.below(4); left > 0; --left)
      items.push_back(random_value(dice, depth - 1));
    return Value::list(std::move(items));
  }
  default: {
    Map entries;
    for (std::uint32_t left = dice.below(4); left > 0; --left) {
      const std::string_view key = random_text(dice);
      entries.set(key, random_value(dice, depth - 1));
    }
    return Value::map(std::move(entries));
  }
  }
}

} // namespace qudao::differential
