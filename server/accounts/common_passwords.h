// The passwords that guessing programs try first: those of at least eight characters among the 30,000 most used ones that
// zxcvbn lists (Debian has it for Python or for Perl), compiled in, and what is built from one repeated piece ("aaaaaaaa",
// "12121212").
//
// Cost: a binary search. Thread safety: pure.
#pragma once

#include <string_view>

namespace qudao::accounts {

bool is_common_password(std::string_view folded); // in lower case

} // namespace qudao::accounts
