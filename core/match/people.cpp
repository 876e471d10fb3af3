#include "core/match/people.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/identity/fold.h"
#include "core/match/numbers.h"
#include "core/text/utf8.h"

namespace qudao::match {

namespace {

std::string_view text_of(const Value& person, std::string_view field) {
  const Value* value = person.find(field);
  return value != nullptr && value->is_string() ? value->as_string() : std::string_view();
}

std::string folded_text(std::string_view text) {
  return identity::fold_code(text, false);
}

std::vector<Number> numbers_of(const Value& person) {
  std::vector<Number> out = read_numbers(text_of(person, "mobile"));
  for (Number& each : read_numbers(text_of(person, "phone")))
    out.push_back(std::move(each));
  return out;
}

enum class Agree : std::uint8_t { unknown, yes, no };

// By the mobile numbers of both.
Agree by_mobile(const Value& a, const Value& b) {
  const std::vector<Number> of_a = numbers_of(a);
  const std::vector<Number> of_b = numbers_of(b);
  bool has_a = false;
  bool has_b = false;
  for (const Number& each : of_b)
    has_b = has_b || each.kind == NumberKind::mobile;
  for (const Number& each : of_a) {
    if (each.kind != NumberKind::mobile) continue;
    has_a = true;
    for (const Number& other : of_b)
      if (other.kind == NumberKind::mobile && other.digits == each.digits) return Agree::yes;
  }
  return has_a && has_b ? Agree::no : Agree::unknown;
}

bool same_name(const Value& a, const Value& b) {
  const std::string name = folded_text(text_of(a, "name"));
  return !name.empty() && name == folded_text(text_of(b, "name"));
}

bool emails_differ(const Value& a, const Value& b) {
  const std::string of_a = folded_text(text_of(a, "email"));
  const std::string of_b = folded_text(text_of(b, "email"));
  return !of_a.empty() && !of_b.empty() && of_a != of_b;
}

bool same_by_name(const Value& a, const Value& b) {
  return by_mobile(a, b) == Agree::unknown && same_name(a, b) && !emails_differ(a, b);
}

bool is_main(const Value& person) {
  const Value* main = person.find("main");
  return main != nullptr && main->kind() == Kind::boolean && main->as_bool();
}

Value with_main(const Value& person, bool main) {
  Map out = person.as_map();
  out.set("main", Value::boolean(main));
  return Value::map(std::move(out));
}

bool knows_numbers(const Value& known, std::string_view text) {
  const std::vector<Number> there = numbers_of(known);
  const std::vector<Number> said = read_numbers(text);
  return !said.empty() && std::all_of(said.begin(), said.end(), [&there](const Number& each) {
    return std::any_of(there.begin(), there.end(),
                       [&each](const Number& other) { return same_number(each, other); });
  });
}

// A line more, unless it is there already.
std::string with_line(std::string_view remark, std::string_view line) {
  std::string out(remark);
  for (std::string_view rest = remark; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (rest.substr(0, end) == line) return out;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const std::size_t length = text::count_code_points(remark) + text::count_code_points(line) + 1;
  if (length > kLongestPersonRemark) return out;
  return out + (out.empty() ? "" : "\n") + std::string(line);
}

bool says_the_same(const Value& known, std::string_view field, std::string_view said) {
  if (field == "mobile" || field == "phone") return knows_numbers(known, said);
  return folded_text(text_of(known, field)) == folded_text(said);
}

} // namespace

bool same_person(const Value& a, const Value& b) {
  return by_mobile(a, b) == Agree::yes || same_by_name(a, b);
}

Value merged_person(const Value& known, const Value& more) {
  constexpr std::array<std::string_view, 5> kFields = {"name", "position", "mobile", "phone",
                                                       "email"};
  Map out = known.as_map();
  std::string remark(text_of(known, "remark"));
  for (const std::string_view field : kFields) {
    const std::string_view said = text_of(more, field);
    if (said.empty() || says_the_same(known, field, said)) continue;
    if (text_of(known, field).empty()) {
      out.set(field, Value::string(said));
    } else {
      remark = with_line(remark, said);
    }
  }
  for (std::string_view rest = text_of(more, "remark"); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (!line.empty()) remark = with_line(remark, line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (remark != text_of(known, "remark")) out.set("remark", Value::string(remark));
  if (is_main(more)) out.set("main", Value::boolean(true));
  return Value::map(std::move(out));
}

WithPerson with_person(List people, const Value& person) {
  auto found = std::find_if(people.begin(), people.end(), [&person](const Value& each) {
    return by_mobile(each, person) == Agree::yes;
  });
  if (found == people.end()) {
    found = std::find_if(people.begin(), people.end(),
                         [&person](const Value& each) { return same_by_name(each, person); });
  }
  const bool led = std::any_of(people.begin(), people.end(), is_main);
  const Value more = led && is_main(person) ? with_main(person, false) : person;
  WithPerson out;
  out.at = static_cast<std::size_t>(found - people.begin());
  out.added = found == people.end();
  if (out.added) {
    people.push_back(more);
    out.changed = true;
  } else {
    Value merged = merged_person(*found, more);
    out.changed = !(merged == *found);
    *found = std::move(merged);
  }
  out.people = std::move(people);
  return out;
}

List with_people(List people, const List& more) {
  for (const Value& each : more)
    people = with_person(std::move(people), each).people;
  return people;
}

} // namespace qudao::match
