// Numbers: the telephone numbers in a field, however many there are and however they are written.
//
//   read_numbers("(0514)2398577-8、13800138000/400 810 8888")
//     landline 0514 2398577 · mobile 13800138000 · service 4008108888
//
// A fax is a landline. A landline without area code is the same as one with any; extensions make no difference, for they are
// desks of one company. What is no number is passed over. Numbers of mainland China (core/identity/phone.h).
//
// Cost: O(length). Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qudao::match {

enum class NumberKind : std::uint8_t { mobile, landline, service };

struct Number {
  NumberKind kind = NumberKind::landline;
  std::string area;   // of a landline, with its 0; empty when it is not given
  std::string digits; // without area code and extension
};

constexpr std::size_t kMostNumbers = 20; // of a field; further ones are not read

std::vector<Number> read_numbers(std::string_view typed);
bool same_number(const Number& a, const Number& b);

// The domain of an e-mail address or of a web site without "www."; empty when it is none.
std::string read_domain(std::string_view typed);

} // namespace qudao::match
