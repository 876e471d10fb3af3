#include "core/identity/registration.h"

#include <algorithm>
#include <array>

#include "core/identity/fold.h"

namespace qudao::identity {
namespace {

constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"; // no I, O, S, V, Z

char credit_check(std::string_view first17) {
  unsigned weight = 1; // 3^i mod 31
  unsigned sum = 0;
  for (const char c : first17) {
    sum += static_cast<unsigned>(kCreditAlphabet.find(c)) * weight;
    weight = weight * 3 % 31;
  }
  // Without the outer mod a sum divisible by 31 would ask for a 32nd character.
  return kCreditAlphabet[(31 - sum % 31) % 31];
}

unsigned organisation_digit(char c) {
  return static_cast<unsigned>(is_digit(c) ? c - '0' : c - 'A' + 10);
}

char organisation_check(std::string_view first8) {
  constexpr std::array<unsigned, 8> kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
  unsigned sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i)
    sum += organisation_digit(first8[i]) * kWeights[i];
  const unsigned check = 11 - sum % 11;
  if (check == 10) return 'X';
  return check == 11 ? '0' : static_cast<char>('0' + check);
}

bool all_alphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || is_letter(c); });
}

} // namespace

FormatResult credit_code(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.credit_code");
  std::string code = fold_code(typed, true);
  if (code.size() != 18 || code.find_first_not_of(kCreditAlphabet) != std::string::npos)
    return wrong("format.credit_code");
  if (credit_check(std::string_view(code).substr(0, 17)) != code[17])
    return wrong("format.credit_code.check");
  return code;
}

FormatResult organisation_code(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.organisation_code");
  std::string code = fold_code(typed, true);
  const bool shaped =
      code.size() == 9 && all_alphanumeric(code) && (is_digit(code[8]) || code[8] == 'X');
  if (!shaped) return wrong("format.organisation_code");
  if (organisation_check(code) != code[8]) return wrong("format.organisation_code.check");
  return code;
}

FormatResult tax_number(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.tax_number");
  std::string number = fold_code(typed, true);
  const bool length = number.size() == 15 || number.size() == 18 || number.size() == 20;
  if (!length || !all_alphanumeric(number)) return wrong("format.tax_number");
  return number;
}

std::string_view organisation_code_of(std::string_view canonical_credit_code) {
  return canonical_credit_code.size() == 18 ? canonical_credit_code.substr(8, 9)
                                            : std::string_view();
}

} // namespace qudao::identity
