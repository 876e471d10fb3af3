// demo: an organisation to try the product with — people, paths, partners, signings in every stage, news.
//
// What is in it is data (organisation.json and companies.json, compiled in); it is made through the rooms real users go through, so it can
// never be in a state the product would not allow. Done once: a database with an administrator is left alone.
//
// Placeholders {this} and {last} in texts are the present fiscal year and the one before.
// Errors: std::runtime_error when the data does not fit the definitions (a test holds it against them).
#pragma once

#include <string>

#include "server/companies/companies.h"
#include "server/records/records.h"

namespace qudao::demo {

inline constexpr const char* kPassword = "Qudao-demo-2026"; // of every demo account

// Answers whether it was made now. `password_hash` is the hash of kPassword.
bool install(storage::Connection& connection, const std::string& tenant,
             const records::Records& records, const notifications::Notifications& notices,
             const std::string& password_hash, Millis now);

// Companies in its libraries: entered, claimed, released and noted in the days before.
void add_companies(storage::Connection& connection, const std::string& tenant,
                   const companies::Companies& companies, Millis now);

// "admin, manager1, …", in the order of the data.
std::string user_names();

} // namespace qudao::demo
