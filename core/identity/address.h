// Where somebody can be reached in writing.
//
//   postcode  six digits                                         250101
//   email     one address (RFC 5321 without quoted local parts), domain in lower case
//   url       http or https; a bare domain gets "http://"; scheme and host in lower case; no user
//             information
//
// Codes: format.postcode, format.email, format.url.
#pragma once

#include "core/identity/format_result.h"

namespace qudao::identity {

FormatResult postcode(std::string_view typed);
FormatResult email(std::string_view typed);
FormatResult url(std::string_view typed);

} // namespace qudao::identity
