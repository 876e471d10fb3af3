// Numbers under which a Chinese company is registered. Canonical: upper case, no spaces, no dashes.
//
//   credit_code        GB 32100-2015, 18 characters, check character verified
//   organisation_code  GB 11714-1997, 9 characters, check character verified
//   tax_number         15, 18 or 20 letters and digits; older ones carry no check digit, so none
//                      is verified
//
// Codes: format.credit_code (shape), format.credit_code.check, format.organisation_code,
// format.organisation_code.check, format.tax_number.
#pragma once

#include "core/identity/format_result.h"

namespace qudao::identity {

FormatResult credit_code(std::string_view typed);
FormatResult organisation_code(std::string_view typed);
FormatResult tax_number(std::string_view typed);

// Characters 9 to 17 of a canonical credit code: the organisation code its company had or would
// have had.
std::string_view organisation_code_of(std::string_view canonical_credit_code);

} // namespace qudao::identity
