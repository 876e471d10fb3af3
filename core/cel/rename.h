// An expression with other names for the variables it reads: for rules that are written once and used under several names
// (core/reuse). The names are found by the parser, so that members, functions, texts and the variables of macros that
// happen to be called the same stay as they are.
//
//   rename("street != '' && list.all(street, street > n)", {{"street", "a_street"}})
//                                            // a_street != '' && list.all(street, street > n)
//
// Where a macro's variable hides the new name, the variable is written as CEL does: .a_street.
// What does not parse stays as it is: compile says what is wrong with it.
//
// Cost: O(source). Thread safety: pure functions.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace qudao::cel {

using Names = std::map<std::string, std::string, std::less<>>; // before → after

struct Renamed {
  struct Edit {
    std::size_t offset = 0; // in the source before
    std::size_t before = 0; // bytes that stood there
    std::size_t after = 0;  // bytes that stand there now
  };
  std::string source;
  std::vector<Edit> edits; // ascending
};

Renamed rename(std::string_view source, const Names& names);

// Where a place of the renamed source was before; of a changed name, where it begins.
std::size_t offset_before(const std::vector<Renamed::Edit>& edits, std::size_t offset);

} // namespace qudao::cel
