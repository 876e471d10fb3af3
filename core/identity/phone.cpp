#include "core/identity/phone.h"

#include "core/identity/fold.h"

namespace qudao::identity {
namespace {

// Digits of a number without its extension, "+86" removed.
std::string national_digits(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (is_digit(c)) digits += c;
  const bool plus = !text.empty() && text.front() == '+';
  if (plus && digits.starts_with("86")) {
    digits.erase(0, 2);
  } else if (digits.starts_with("0086")) {
    digits.erase(0, 4);
  }
  return digits;
}

bool only(std::string_view text, std::string_view allowed) {
  for (const char c : text)
    if (!is_digit(c) && allowed.find(c) == std::string_view::npos) return false;
  return true;
}

struct Split {
  std::string number;
  std::string extension;
  bool valid = true;
};

// An extension follows a word for it, or is a short last group behind area code and number.
Split split_extension(std::string_view text) {
  constexpr std::string_view kWords[] = {"转分机", "转", "分机", "EXT.", "EXT", "X", "#", "*"};
  for (const std::string_view word : kWords) {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos) continue;
    Split split{std::string(text.substr(0, at)), std::string(text.substr(at + word.size()))};
    while (!split.number.empty() && split.number.back() == '-')
      split.number.pop_back();
    split.valid = !split.extension.empty() && all_digits(split.extension);
    return split;
  }
  const std::size_t dash = text.rfind('-');
  if (dash != std::string_view::npos && national_digits(text.substr(0, dash)).size() >= 10)
    return {std::string(text.substr(0, dash)), std::string(text.substr(dash + 1))};
  return {std::string(text), {}};
}

// 0 when the digits begin with no area code. 010 and 020…029 have three digits, all others four.
std::size_t area_code_length(std::string_view digits) {
  if (digits.size() < 4 || digits[0] != '0' || digits[1] == '0') return 0;
  if (digits[1] == '1') return digits[2] == '0' ? 3 : 0;
  if (digits[1] == '2') return digits[2] == '6' ? 0 : 3;
  return digits[2] == '0' ? 0 : 4;
}

FormatResult service_number(const std::string& digits, const std::string& extension) {
  if (digits.size() != 10) return wrong("format.landline");
  std::string out = digits.substr(0, 3) + '-' + digits.substr(3, 3) + '-' + digits.substr(6);
  return extension.empty() ? out : out + '-' + extension;
}

bool is_local_number(std::string_view digits) {
  return (digits.size() == 7 || digits.size() == 8) && digits[0] >= '2';
}

} // namespace

FormatResult mobile(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.mobile");
  const std::string text = fold_input(typed);
  if (!only(text, " -+().")) return wrong("format.mobile");
  std::string digits = national_digits(text);
  if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
  if (digits.size() != 11 || digits[0] != '1' || digits[1] < '3') return wrong("format.mobile");
  return digits;
}

FormatResult landline(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.landline");
  const Split split = split_extension(fold_code(typed, false));
  if (!split.valid || split.extension.size() > 6 || !all_digits(split.extension) ||
      !only(split.number, "-+()."))
    return wrong("format.landline");
  std::string digits = national_digits(split.number);
  if (digits.starts_with("400") || digits.starts_with("800"))
    return service_number(digits, split.extension);
  // "+86 10 …" and "+86 (0)10 …" both mean area code 010.
  const bool international = split.number.starts_with('+') || split.number.starts_with("0086");
  if (international && !digits.starts_with('0')) digits.insert(0, "0");
  if (is_local_number(digits)) return wrong("format.landline.area_code");
  const std::size_t area = area_code_length(digits);
  if (area == 0) return wrong("format.landline");
  const std::string number = digits.substr(area);
  if (!is_local_number(number) || (area == 3 && number.size() != 8))
    return wrong("format.landline");
  std::string out = digits.substr(0, area) + '-' + number;
  return split.extension.empty() ? out : out + '-' + split.extension;
}

FormatResult phone(std::string_view typed) {
  if (FormatResult as_mobile = mobile(typed)) return as_mobile;
  FormatResult as_landline = landline(typed);
  // Somebody who left out the area code is told so; for anything else neither form is the obvious
  // one.
  if (!as_landline && as_landline.error() != "format.landline.area_code")
    return wrong("format.phone");
  return as_landline;
}

} // namespace qudao::identity
