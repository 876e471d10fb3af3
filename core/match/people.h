// People at companies: whether two are one person, and what is known of that one then.
//
//   same_person({"name": "张伟", "mobile": "138 0013 8000"}, {"name": "张总", "mobile": "+8613800138000"})   // true
//   with_person(people, person)                       // `people` with that one in it, once
//
// A person is a map: name, position, mobile, phone, email, remark (texts), main (whether the company's main contact), and whatever
// else its owner keeps (id). Two are the same
//
//   who have a mobile number in common, whatever they are called: 张伟, 张总 and Zhang Wei are written of one;
//   or whose names are the same (width, capitals and spaces make no difference) where nothing contradicts: not both have mobile
//   numbers and none in common, nor, without mobile numbers in common, different e-mail addresses.
//
// A landline and an e-mail address alone say nothing: they are the company's often enough. A mobile number counts wherever it
// stands, in `mobile` or `phone`.
//
// Of the same one what was known stays, with its id; what was not known comes from the other; and what the other says otherwise is
// a line of the remark (another name, position, number, address, remark), as far as the remark takes it: nobody's word is lost, and
// what is said once more changes nothing. One is the main contact: who was first.
//
// Cost: O(people × length). Errors: none. Thread safety: pure functions over values.
#pragma once

#include <cstddef>

#include "core/value/value.h"

namespace qudao::match {

inline constexpr std::size_t kLongestPersonRemark = 2000; // characters

bool same_person(const Value& a, const Value& b);
// Of one person what both say.
Value merged_person(const Value& known, const Value& more);

struct WithPerson {
  List people;
  std::size_t at = 0; // of the one it is now
  bool added = false;
  bool changed = false; // added, or more is known
};
// Who has a mobile number in common is looked for first, then who has the name.
WithPerson with_person(List people, const Value& person);
List with_people(List people, const List& more);

} // namespace qudao::match
