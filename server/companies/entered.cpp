#include "server/companies/entered.h"

#include <algorithm>
#include <array>

#include "server/companies/contact_data.h"
#include "server/crypto/digest.h"
#include "server/failure/failure.h"

namespace qudao::companies {

namespace {

// A list of `data` with those items of the other that it lacks.
void append(Map& data, std::string_view field, const Value& more) {
  const Value* known = data.find(field);
  List items = known == nullptr ? List() : known->as_list();
  for (const Value& each : more.as_list()) {
    if (std::find(items.begin(), items.end(), each) == items.end()) {
      items.push_back(each);
    }
  }
  data.set(field, Value::list(std::move(items)));
}

Value with_found_by(const Value& data, const Value& contact) {
  Map out = data.as_map();
  const Value found = found_by(contact);
  for (const std::string_view field : {"phone", "mobile", "email"}) {
    if (const Value* more = found.find(field)) {
      append(out, field, *more);
    }
  }
  return Value::map(std::move(out));
}

void add_violations(List& wrong, const Failure& failure, const std::string& below) {
  for (const Value& each : failure.violations.as_list()) {
    Map violation = each.as_map();
    violation.set("path", Value::string(below + std::string(each.find("path")->as_string())));
    wrong.push_back(Value::map(std::move(violation)));
  }
}

void add_line(std::string& to, const Value* text) {
  if (text != nullptr) {
    to += (to.empty() ? "" : "\n") + std::string(text->as_string());
  }
}

} // namespace

CheckedEntry checked_entry(const Value& data, const std::optional<Value>& contact, Millis now) {
  if (!contact) {
    const Value checked = checked_data(data);
    return {checked, std::nullopt, checked};
  }
  List wrong;
  CheckedEntry out;
  try {
    out.data = checked_data(data, OwnNumber::elsewhere);
  } catch (const Failure& failure) {
    add_violations(wrong, failure, "");
  }
  try {
    out.contact = checked_contact(*contact, crypto::uuid_v7(now));
  } catch (const Failure& failure) {
    add_violations(wrong, failure, "/contact");
  }
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  out.asked = with_found_by(out.data, *out.contact);
  return out;
}

void needs_number(const CheckedEntry& entered) {
  if (entered.contact) {
    checked_data(entered.data, number_of({*entered.contact}));
  }
}

match::WithPerson joined(List people, const Value& contact) {
  match::WithPerson out = match::with_person(std::move(people), contact);
  if (out.added && out.people.size() > kMostContacts) {
    throw too_many_contacts("/contact");
  }
  return out;
}

Value kept_data(const CheckedEntry& entered) {
  if (!entered.contact) {
    return entered.data;
  }
  Map out = entered.asked.as_map();
  const Value& contact = *entered.contact;
  if (out.find("contact_name") == nullptr) {
    out.set("contact_name", *contact.find("name"));
  }
  std::string remark;
  add_line(remark, out.find("remark"));
  if (*out.find("contact_name") != *contact.find("name")) {
    add_line(remark, contact.find("name"));
  }
  add_line(remark, contact.find("position"));
  add_line(remark, contact.find("remark"));
  if (!remark.empty()) {
    out.set("remark", Value::string(remark));
  }
  return Value::map(std::move(out));
}

} // namespace qudao::companies
