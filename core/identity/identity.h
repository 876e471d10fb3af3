// Identity: what a person types to say who or what somebody is, read forgivingly and kept in one
// canonical text, so that equal things compare equal, are indexed once and stay unique.
//
//   registration.h  credit code (GB 32100), organisation code (GB 11714), tax number
//   phone.h         mobile, landline with extension, service numbers
//   address.h       postcode, e-mail, URL
//   number.h        integers and decimals, exact
//   date.h          dates and moments on the real calendar
//   own_data.h      what people say of themselves, and when they are asked whether it holds
//   fold.h          full-width and invisible characters, spaces, dashes
//
//   qudao::identity::mobile("+86 138 0013 8000")   // "13800138000"
//   qudao::identity::credit_code("911…O…")         // the code format.credit_code
//
// Every reader answers a FormatResult (format_result.h): the canonical text or the stable code of
// what is wrong. What is canonical reads as itself.
//
// Cost: O(length), at most 2 KB are looked at. Thread safety: pure functions.
#pragma once

#include "core/identity/address.h"
#include "core/identity/date.h"
#include "core/identity/fold.h"
#include "core/identity/format_result.h"
#include "core/identity/number.h"
#include "core/identity/own_data.h"
#include "core/identity/phone.h"
#include "core/identity/registration.h"
