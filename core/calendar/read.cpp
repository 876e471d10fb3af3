#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/form/document.h"

namespace qudao::calendar {

namespace {

constexpr std::size_t kMostIssues = 100;
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 9998;

std::optional<int> year_named(std::string_view text) {
  if (text.size() != 4) return std::nullopt;
  int year = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    year = year * 10 + (c - '0');
  }
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  return year;
}

} // namespace

class Reader {
 public:
  explicit Reader(const Value& document) : root_(document, "", issues_) {}

  Result<Calendar, std::vector<Issue>> read() {
    if (root_.is_object({"id", "years"}, {"label", "weekend"})) {
      calendar_.id_ = root_.text("id");
      (void)root_.localized("label");
      weekend();
      for (const auto& [name, node] : root_.entries("years")) {
        year(name, node);
      }
    }
    if (!issues_.empty()) return Unexpected{issues_.take()};
    return std::move(calendar_);
  }

 private:
  void weekend() {
    if (!root_.get("weekend")) {
      calendar_.weekend_[6] = calendar_.weekend_[7] = true;
    }
    for (const form::Node& item : root_.items("weekend")) {
      const Value& value = item.value();
      if (value.kind() != Kind::integer || value.as_int() < 1 || value.as_int() > 7) {
        item.issue("calendar.weekday");
        continue;
      }
      calendar_.weekend_[static_cast<std::size_t>(value.as_int())] = true;
    }
  }

  void year(const std::string& name, const form::Node& node) {
    const std::optional<int> number = year_named(name);
    if (!number) {
      node.issue("calendar.year", "year", name);
      return;
    }
    if (!node.is_object({"holidays", "workdays"})) return;
    std::vector<Calendar::Special>& days = calendar_.years_[*number];
    take(node, "holidays", *number, false, days);
    take(node, "workdays", *number, true, days);
    std::sort(days.begin(), days.end(), [](const auto& a, const auto& b) {
      return a.day != b.day ? a.day < b.day : a.worked < b.worked;
    });
    const auto twice = std::adjacent_find(
        days.begin(), days.end(), [](const auto& a, const auto& b) { return a.day == b.day; });
    if (twice != days.end()) node.issue("calendar.holiday_worked", "day", name_of(twice->day));
  }

  void take(const form::Node& year, std::string_view key, int number, bool worked,
            std::vector<Calendar::Special>& days) {
    for (const auto& [name, node] : year.entries(key)) {
      const std::optional<Day> day = day_named(name);
      if (!day || year_of(*day) != number) {
        node.issue("calendar.day",
                   Map{{"day", Value::string(name)}, {"year", Value::integer(number)}});
      } else if (!node.value().is_string()) {
        node.issue("definition.type", "expected", "string");
      } else if (worked && !calendar_.weekend_[static_cast<std::size_t>(weekday(*day))]) {
        node.issue("calendar.not_a_weekend", "day", name);
      } else {
        days.push_back({*day, worked, std::string(node.value().as_string())});
      }
    }
  }

  form::IssueList issues_{kMostIssues};
  form::Node root_;
  Calendar calendar_;
};

Result<Calendar, std::vector<Issue>> Calendar::read(const Value& document) {
  return Reader(document).read();
}

Result<Term, Issue> read_term(const Value& value, const std::string& path) {
  constexpr std::array<std::string_view, 4> kUnits = {"working_days", "days", "months", "hours"};
  if (value.is_map() && value.as_map().size() == 1) {
    const auto& [name, count] = *value.as_map().begin();
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
      if (name.as_string() == kUnits[i] && count.kind() == Kind::integer && count.as_int() >= 0 &&
          count.as_int() <= kLongestTerm) {
        return Term{static_cast<Unit>(i), count.as_int()};
      }
    }
  }
  List units;
  for (const std::string_view each : kUnits) {
    units.push_back(Value::string(each));
  }
  return Unexpected{
      Issue{"calendar.term", path, Map{{"units", Value::list(std::move(units))}}, {}, 0, 0}};
}

Value to_value(const Term& term) {
  constexpr std::array<std::string_view, 4> kUnits = {"working_days", "days", "months", "hours"};
  return Value::map({{kUnits[static_cast<std::size_t>(term.unit)], Value::integer(term.count)}});
}

} // namespace qudao::calendar
