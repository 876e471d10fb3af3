// settings: what an administrator sets for the whole organisation, as JSON values by name.
//
// `open_fiscal_years`: the years a signing may be made for, a list of integers. Rules read all of them as `settings`.
// `own_data_days`: after how many days people are asked whether their own data still holds (core/identity/own_data.h); 0: never.
// Errors: Failure settings.invalid with violations. Cost: a few look-ups by key.
#pragma once

#include <string>

#include "core/value/value.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::settings {

Value all(storage::Connection& connection, const std::string& tenant); // map name → value
std::int64_t own_data_days(storage::Connection& connection, const std::string& tenant);
void change(storage::Connection& connection, const std::string& tenant, const Value& values,
            Millis now); // those named
// Gives a new organisation the year of `now` as its open fiscal year, unless years were set already.
void provide_defaults(storage::Connection& connection, const std::string& tenant, Millis now);

} // namespace qudao::settings
