// Telephone numbers of mainland China.
//
//   mobile    11 digits from 13 to 19, "+86", "0086" and "86" dropped       13800138000
//   landline  area code, number, extension                                  0531-88886666-123
//             service numbers 400 and 800                                   400-810-8888
//   phone     either; a fax is a landline
//
// Codes: format.mobile, format.landline, format.landline.area_code (a number without one cannot be
// dialled from elsewhere), format.phone.
#pragma once

#include "core/identity/format_result.h"

namespace qudao::identity {

FormatResult mobile(std::string_view typed);
FormatResult landline(std::string_view typed);
FormatResult phone(std::string_view typed);

} // namespace qudao::identity
