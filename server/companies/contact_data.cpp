#include "server/companies/contact_data.h"

#include <algorithm>
#include <array>

#include "core/identity/identity.h"
#include "core/match/match.h"
#include "core/match/people.h"
#include "core/text/utf8.h"
#include "server/failure/failure.h"

namespace qudao::companies {

namespace {

constexpr std::array<std::string_view, 6> kContactTexts = {"name",  "position", "mobile",
                                                           "phone", "email",    "remark"};
constexpr std::size_t kLongestText = 200; // characters
constexpr std::size_t kLongestOfRemark = match::kLongestPersonRemark;

class ContactReader {
 public:
  Value read(const Value& typed, const std::string& id) {
    out_.set("id", Value::string(id));
    bool is_main = false;
    for (const auto& [key, value] : typed.as_map()) {
      const std::string name(key.as_string());
      if (name == "main" && value.kind() == Kind::boolean) {
        is_main = value.as_bool();
      } else if (std::find(kContactTexts.begin(), kContactTexts.end(), name) ==
                 kContactTexts.end()) {
        complain(name == "main" ? "company.yes_no" : "company.field_unknown", name);
      } else if (!value.is_null()) {
        take(name, value);
      }
    }
    if (!name_wrong_ && out_.find("name") == nullptr) {
      complain("company.contact_name_needed", "name");
    }
    if (!wrong_.empty()) {
      throw Failure("validation.failed", Value::list(std::move(wrong_)));
    }
    out_.set("main", Value::boolean(is_main));
    return Value::map(std::move(out_));
  }

 private:
  void complain(std::string_view code, const std::string& key, Map params = {}) {
    name_wrong_ = name_wrong_ || key == "name";
    wrong_.push_back(Value::map({{"code", Value::string(code)},
                                 {"path", Value::string("/" + key)},
                                 {"params", Value::map(std::move(params))}}));
  }

  void take(const std::string& key, const Value& value) {
    if (!value.is_string()) {
      complain("company.type", key);
      return;
    }
    std::string_view text = value.as_string();
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
      return;
    }
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    const std::size_t most = key == "remark" ? kLongestOfRemark : kLongestText;
    if (text::count_code_points(text) > most) {
      complain("company.too_long", key, {{"max", Value::integer(static_cast<std::int64_t>(most))}});
      return;
    }
    if ((key == "mobile" || key == "phone") && match::read_numbers(text).empty()) {
      complain("company.number", key);
    } else if (key == "email" && !identity::email(text)) {
      complain("company.email", key);
    } else {
      out_.set(key, Value::string(text));
    }
  }

  Map out_;
  List wrong_;
  bool name_wrong_ = false;
};

Value with_main(const Value& contact, bool is_main) {
  Map out = contact.as_map();
  out.set("main", Value::boolean(is_main));
  return Value::map(std::move(out));
}

} // namespace

Failure too_many_contacts(std::string_view path) {
  return Failure("validation.failed",
                 Value::list({Value::map(
                     {{"code", Value::string("company.too_many")},
                      {"path", Value::string(path)},
                      {"params", Value::map({{"max", Value::integer(kMostContacts)}})}})}));
}

OwnNumber number_of(const List& contacts) {
  const bool any = std::any_of(contacts.begin(), contacts.end(), [](const Value& each) {
    return each.find("mobile") != nullptr || each.find("phone") != nullptr;
  });
  return any ? OwnNumber::elsewhere : OwnNumber::needed;
}

Value checked_contact(const Value& typed, const std::string& id) {
  return ContactReader().read(typed, id);
}

Value found_by(const Value& contact) {
  constexpr std::array<std::array<std::string_view, 2>, 4> kAs = {
      {{"name", "contact_name"}, {"mobile", "mobile"}, {"phone", "phone"}, {"email", "email"}}};
  Map out;
  for (const auto& [key, as] : kAs) {
    if (const Value* value = contact.find(key)) {
      out.set(as, Value::list({*value}));
    }
  }
  return Value::map(std::move(out));
}

List with_contact(List contacts, const Value& contact) {
  const Value& id = *contact.find("id");
  const auto there = std::find_if(contacts.begin(), contacts.end(),
                                  [&id](const Value& each) { return *each.find("id") == id; });
  if (contact.find("main")->as_bool()) {
    for (Value& each : contacts) {
      each = with_main(each, false);
    }
  }
  if (there == contacts.end()) {
    contacts.push_back(contact);
  } else {
    *there = contact;
  }
  return contacts;
}

List with_one_main(List contacts) {
  bool seen = false;
  for (Value& each : contacts) {
    const bool is_main = each.find("main")->as_bool();
    if (is_main && seen) {
      each = with_main(each, false);
    }
    seen = seen || is_main;
  }
  return contacts;
}

} // namespace qudao::companies
