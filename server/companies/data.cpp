#include "server/companies/data.h"

#include <algorithm>
#include <array>

#include "core/identity/identity.h"
#include "core/text/utf8.h"
#include "server/failure/failure.h"
#include "server/search/search.h"

namespace qudao::companies {

namespace {

constexpr std::array<std::string_view, 9> kTexts = {"name",     "former_name", "credit_code",
                                                    "address",  "website",     "contact_name",
                                                    "industry", "source",      "remark"};
constexpr std::array<std::string_view, 4> kLists = {"phone", "fax", "mobile", "email"};
constexpr std::size_t kLongest = 200; // characters
constexpr std::size_t kLongestRemark = 2000;
constexpr std::size_t kMostOfOne = 20;

class DataReader {
 public:
  Value read(const Value& typed, bool whole, OwnNumber number) {
    if (!typed.is_map()) {
      complain("company.type", "");
      return {};
    }
    for (const auto& [key, value] : typed.as_map()) {
      take(std::string(key.as_string()), value);
    }
    if (whole && out_.find("name") == nullptr) {
      complain("pool.name_needed", "/name");
    }
    const bool reachable = std::any_of(kLists.begin(), kLists.begin() + 3,
                                       [this](auto key) { return out_.find(key) != nullptr; });
    if (whole && !reachable && number == OwnNumber::needed) {
      complain("company.number_needed", "/mobile");
    }
    if (!wrong_.empty()) {
      throw Failure("validation.failed", Value::list(std::move(wrong_)));
    }
    return Value::map(std::move(out_));
  }

 private:
  void complain(std::string_view code, const std::string& path, Map params = {}) {
    wrong_.push_back(Value::map({{"code", Value::string(code)},
                                 {"path", Value::string(path)},
                                 {"params", Value::map(std::move(params))}}));
  }

  void take(const std::string& key, const Value& value) {
    const std::string path = "/" + key;
    const bool is_list = std::find(kLists.begin(), kLists.end(), key) != kLists.end();
    if (!is_list && std::find(kTexts.begin(), kTexts.end(), key) == kTexts.end()) {
      complain("company.field_unknown", path);
    } else if (value.is_null()) {
      return;
    } else if (is_list) {
      list(key, value, path);
    } else if (auto text = text_of(key, value, path); !text.empty()) {
      out_.set(key, Value::string(text));
    }
  }

  void list(const std::string& key, const Value& value, const std::string& path) {
    if (!value.is_list()) {
      complain("company.type", path);
      return;
    }
    if (value.as_list().size() > kMostOfOne) {
      complain("company.too_many", path, {{"max", Value::integer(kMostOfOne)}});
      return;
    }
    List items;
    std::size_t index = 0;
    for (const Value& each : value.as_list()) {
      std::string text = text_of(key, each, path + "/" + std::to_string(index++));
      const Value item = Value::string(text);
      if (!text.empty() && std::find(items.begin(), items.end(), item) == items.end()) {
        items.push_back(item);
      }
    }
    if (!items.empty()) {
      out_.set(key, Value::list(std::move(items)));
    }
  }

  // Empty when there is nothing, or something wrong.
  std::string text_of(const std::string& key, const Value& value, const std::string& path) {
    if (!value.is_string()) {
      complain("company.type", path);
      return {};
    }
    std::string_view text = value.as_string();
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
      return {};
    }
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    const std::size_t most = key == "remark" ? kLongestRemark : kLongest;
    if (text::count_code_points(text) > most) {
      complain("company.too_long", path,
               {{"max", Value::integer(static_cast<std::int64_t>(most))}});
      return {};
    }
    if (key == "credit_code") {
      const auto code = identity::credit_code(text);
      if (code) {
        return *code;
      }
      complain("company.credit_code", path);
      return {};
    }
    const bool is_number = key == "phone" || key == "fax" || key == "mobile";
    if (is_number && match::read_numbers(text).empty()) {
      complain("company.number", path);
      return {};
    }
    return std::string(text);
  }

  Map out_;
  List wrong_;
};

void append_folded(std::string& out, const Value* value) {
  if (value == nullptr) {
    return;
  }
  if (value->is_list()) {
    for (const Value& each : value->as_list()) {
      append_folded(out, &each);
    }
    return;
  }
  out += (out.empty() ? "" : " ") + search::fold(value->as_string());
}

} // namespace

Value checked_data(const Value& typed, OwnNumber number) {
  return DataReader().read(typed, true, number);
}

Value asked_data(const Value& typed) {
  return DataReader().read(typed, false, OwnNumber::elsewhere);
}

std::string name_in(const Value& data) {
  return std::string(data.find("name")->as_string());
}

Value without(const Value& data, const std::vector<std::string>& fields) {
  Map rest = data.as_map();
  for (const std::string& field : fields) {
    rest.erase(field);
  }
  return Value::map(std::move(rest));
}

Value merged(const Value& data, const Value& more) {
  Map out = data.as_map();
  for (const auto& [key, value] : more.as_map()) {
    const Value* known = data.find(key.as_string());
    if (known == nullptr) {
      out.set(key, value);
    } else if (known->is_list()) {
      List items = known->as_list();
      for (const Value& each : value.as_list()) {
        const bool there = std::find(items.begin(), items.end(), each) != items.end();
        if (!there && items.size() < kMostOfOne) {
          items.push_back(each);
        }
      }
      out.set(key, Value::list(std::move(items)));
    }
  }
  return Value::map(std::move(out));
}

std::string name_text(const Value& data) {
  std::string out;
  append_folded(out, data.find("name"));
  append_folded(out, data.find("former_name"));
  return out;
}

std::string search_text(const Value& data) {
  std::string out;
  for (const std::string_view key : {"name", "former_name", "credit_code", "contact_name", "phone",
                                     "fax", "mobile", "email", "address"}) {
    append_folded(out, data.find(key));
  }
  return out;
}

Facts facts_of(const match::Company& company) {
  Facts facts;
  for (const std::string& code : company.registrations) {
    facts.registrations.push_back("r" + code);
  }
  for (const match::Number& number : company.numbers) {
    if (number.kind == match::NumberKind::mobile) {
      facts.numbers.push_back("m" + number.digits);
    } else if (number.kind == match::NumberKind::landline && !number.area.empty()) {
      facts.numbers.push_back("l" + number.area + "-" + number.digits);
    }
  }
  for (auto* list : {&facts.registrations, &facts.numbers}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return facts;
}

} // namespace qudao::companies
