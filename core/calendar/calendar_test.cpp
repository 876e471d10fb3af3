// Working days: real announcements as tables, terms on the clocks of several places, what is refused.
#include <fstream>
#include <iterator>

#include "core/calendar/calendar.h"
#include "core/value/json.h"
#include "core/value/time_text.h"
#include "tests/support/catch.h"

namespace qudao::calendar {
namespace {

std::string content(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const Calendar& china() {
  static const Calendar kChina = [] {
    auto document = parse_json(content(QUDAO_CALENDAR));
    REQUIRE(document);
    auto calendar = Calendar::read(*document);
    REQUIRE(calendar);
    return std::move(calendar).value();
  }();
  return kChina;
}

Result<Calendar, std::vector<Issue>> reading(const std::string& text) {
  auto document = parse_json(text);
  INFO(text);
  REQUIRE(document);
  return Calendar::read(*document);
}

Day day(std::string_view name) {
  const auto named = day_named(name);
  INFO(name);
  REQUIRE(named);
  return *named;
}

Timestamp moment(std::string_view text) {
  const auto parsed = parse_timestamp(text);
  INFO(text);
  REQUIRE(parsed);
  return *parsed;
}

std::string said(const Result<Timestamp, Violation>& result) {
  if (!result) return result.error().code;
  std::string out;
  append_timestamp(out, *result);
  return out;
}

} // namespace

TEST_CASE("calendar: days are named, and named days read, on the real calendar") {
  for (const char* name : {"1970-01-01", "2024-02-29", "2026-12-31", "1900-03-01", "0001-01-01"}) {
    CHECK(name_of(day(name)) == name);
  }
  for (const char* wrong : {"2026-02-29", "2026-13-01", "2026-1-05", "2026/01/05", "", "0000-01-01",
                            "2026-01-05 ", "+026-01-05"}) {
    INFO(wrong);
    CHECK(!day_named(wrong));
  }
  CHECK(weekday(day("1970-01-01")) == 4);
  CHECK(weekday(day("2026-11-23")) == 1);
  CHECK(weekday(day("1969-12-28")) == 7);
}

TEST_CASE("calendar: the announcements of mainland China") {
  struct Row {
    const char* day;
    bool worked;
    const char* holiday;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"2026-02-13", true, ""},
           {"2026-02-14", true, "春节"}, // a Saturday made up
           {"2026-02-15", false, "春节"},
           {"2026-02-17", false, "春节"},
           {"2026-02-23", false, "春节"},
           {"2026-02-24", true, ""},
           {"2026-02-28", true, "春节"},
           {"2026-03-01", false, ""},
           {"2026-01-02", false, "元旦"},
           {"2026-01-04", true, "元旦"}, // a Sunday made up
           {"2026-09-20", true, "国庆节"},
           {"2026-10-08", true, ""},
           {"2026-10-10", true, "国庆节"},
           {"2026-10-11", false, ""},
           {"2025-10-06", false, "中秋"},
           {"2025-09-28", true, "国庆节"},
           {"2020-01-31", false, "春节"},
           {"2020-02-03", true, ""}, // lengthened by the epidemic
       }) {
    INFO(row.day);
    const auto worked = china().is_working_day(day(row.day));
    REQUIRE(worked);
    CHECK(*worked == row.worked);
    if (std::string_view(row.day) != "2025-10-06")
      CHECK(china().holiday(day(row.day)) == row.holiday);
  }
}

TEST_CASE("calendar: working days are counted over holidays and made-up weekends") {
  struct Row {
    const char* from;
    int n;
    const char* to;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"2026-02-12", 2, "2026-02-14"}, // Friday and the Saturday made up
           {"2026-02-13", 2, "2026-02-24"}, // the Saturday, then after Spring Festival
           {"2026-02-14", 2, "2026-02-25"}, // all of Spring Festival between
           {"2026-02-18", 2, "2026-02-25"}, // answered within the holiday
           {"2026-09-18", 2, "2026-09-21"}, // Friday: the Sunday made up counts
           {"2026-09-30", 2, "2026-10-09"},
           {"2026-10-09", 2, "2026-10-12"},
           {"2026-07-03", 2, "2026-07-07"},
           {"2026-07-04", 0, "2026-07-04"},
           {"2026-07-06", -1, "2026-07-03"},
           {"2026-02-24", -2, "2026-02-13"},
           {"2025-12-31", 2, "2026-01-05"}, // into the next year, whose first Sunday is worked
       }) {
    INFO(row.from << " + " << row.n);
    const auto to = china().add_working_days(day(row.from), row.n);
    REQUIRE(to);
    CHECK(name_of(*to) == row.to);
    const auto between = china().working_days_between(day(row.from), *to);
    REQUIRE(between);
    if (row.n >= 0) CHECK(*between == row.n);
  }
}

TEST_CASE("calendar: counting is the same as going through the year by its published lists") {
  // The slow way: every day of a year as a letter, made of the document itself.
  const auto document = parse_json(content(QUDAO_CALENDAR));
  REQUIRE(document);
  for (int year = 2004; year <= 2025; ++year) {
    const Value* of_year = document->find("years")->find(std::to_string(year));
    REQUIRE(of_year != nullptr);
    std::vector<Day> worked;
    int special = 0;
    for (Day each = day(std::to_string(year) + "-01-01"); year_of(each) == year; ++each) {
      const std::string name = name_of(each);
      const bool off = of_year->find("holidays")->find(name) != nullptr;
      const bool made_up = of_year->find("workdays")->find(name) != nullptr;
      special += off || made_up ? 1 : 0;
      if (made_up || (!off && weekday(each) <= 5)) worked.push_back(each);
    }
    CHECK(special > 10);
    INFO(year);
    CHECK((worked.size() > 240 && worked.size() < 260));
    for (std::size_t i = 0; i + 7 < worked.size(); i += 3) {
      for (Day from = worked[i]; from < worked[i + 1]; ++from) {
        const auto to = china().add_working_days(from, 5);
        REQUIRE(to);
        CHECK(*to == worked[i + 5]);
      }
    }
  }
}

TEST_CASE("calendar: the year to hand in is today's, and from October on the next") {
  struct Row {
    std::vector<int> known;
    const char* today;
    std::optional<int> missing;
  };
  for (const Row& row : std::vector<Row>{
           {{2025, 2026}, "2026-09-30", std::nullopt},
           {{2025, 2026}, "2026-10-01", 2027},
           {{2025, 2026}, "2026-12-31", 2027},
           {{2025, 2026, 2027}, "2026-12-31", std::nullopt},
           {{2025, 2026}, "2027-01-01", 2027},
           {{2025, 2027}, "2026-06-01", 2026},
           {{2025, 2027}, "2026-12-01", 2026}, // the one at hand first
           {{}, "2026-06-01", 2026},
       }) {
    std::string years;
    for (const int year : row.known)
      years += (years.empty() ? "\"" : ",\"") + std::to_string(year) +
               R"(":{"holidays":{},"workdays":{}})";
    const auto calendar = reading(R"({"id":"x","years":{)" + years + "}}");
    INFO(row.today << " " << years);
    if (!row.known.empty()) REQUIRE(calendar);
    CHECK((calendar ? *calendar : Calendar()).missing_year(day(row.today)) == row.missing);
  }
}

TEST_CASE("calendar: a year that is not listed is an error, until somebody hands it in") {
  CHECK(china().is_working_day(day("2003-12-31")).error().code == "calendar.no_year");
  const auto last = china().years().back();
  const Day eve = day(std::to_string(last) + "-12-31");
  const auto beyond = china().add_working_days(eve, 1);
  REQUIRE(!beyond);
  CHECK(beyond.error().code == "calendar.no_year");
  CHECK(beyond.error().params.find("year")->as_int() == last + 1);
  CHECK(!china().working_days_between(eve, eve + 3));

  const std::string next = std::to_string(last + 1);
  const auto newer =
      reading(R"({"id":"cn","years":{")" + next + R"(":{"holidays":{")" + next +
              R"(-01-01":"元旦"},"workdays":{}},"2026":{"holidays":{},"workdays":{}}}})");
  REQUIRE(newer);
  const Calendar both = china().with(*newer);
  CHECK(both.is_working_day(eve + 1).value() == false);
  CHECK(both.add_working_days(eve, 1));
  CHECK(both.is_working_day(day("2026-02-17")).value()); // the whole year is the new one
  CHECK(!both.is_working_day(day("2025-01-29")).value());
}

TEST_CASE("calendar: weekends are what the document says") {
  const auto fridays = reading(
      R"({"id":"x","weekend":[5,6],"years":{"2026":{"holidays":{},"workdays":{"2026-01-02":"w"}}}})");
  REQUIRE(fridays);
  CHECK(fridays->is_working_day(day("2026-01-02")).value()); // Friday, made up
  CHECK(!fridays->is_working_day(day("2026-01-03")).value());
  CHECK(fridays->is_working_day(day("2026-01-04")).value());
}

TEST_CASE("calendar: a wrong document is refused with the place") {
  struct Row {
    const char* document;
    const char* issues;
  };
  for (
      const Row& row : std::initializer_list<Row>{
          {"[]", "definition.type "},
          {R"({"id":"cn"})", "definition.missing_key "},
          {R"({"id":"cn","years":{},"x":1})", "definition.unknown_key /x"},
          {R"({"id":"cn","years":{},"weekend":[0]})", "calendar.weekday /weekend/0"},
          {R"({"id":"cn","years":{"26":{}}})", "calendar.year /years/26"},
          {R"({"id":"cn","years":{"2026":{"holidays":{}}}})", "definition.missing_key /years/2026"},
          {R"({"id":"cn","years":{"2026":{"holidays":{"2025-01-01":"a"},"workdays":{}}}})",
           "calendar.day /years/2026/holidays/2025-01-01"},
          {R"({"id":"cn","years":{"2026":{"holidays":{"2026-02-30":"a"},"workdays":{}}}})",
           "calendar.day /years/2026/holidays/2026-02-30"},
          {R"({"id":"cn","years":{"2026":{"holidays":{"2026-01-01":1},"workdays":{}}}})",
           "definition.type /years/2026/holidays/2026-01-01"},
          {R"({"id":"cn","years":{"2026":{"holidays":{},"workdays":{"2026-01-05":"a"}}}})",
           "calendar.not_a_weekend /years/2026/workdays/2026-01-05"},
          {R"({"id":"cn","years":{"2026":{"holidays":{"2026-01-04":"a"},"workdays":{"2026-01-04":"a"}}}})",
           "calendar.holiday_worked /years/2026"},
      }) {
    const auto calendar = reading(row.document);
    REQUIRE(!calendar);
    std::string all;
    for (const Issue& issue : calendar.error()) {
      all += (all.empty() ? "" : "\n") + issue.code + " " + issue.path;
    }
    CHECK(all == row.issues);
  }
}

TEST_CASE("calendar: terms are read, and everything else is refused") {
  for (const char* good :
       {R"({"working_days":2})", R"({"days":0})", R"({"months":24})", R"({"hours":10000})"}) {
    const auto term = read_term(*parse_json(good), "/t");
    REQUIRE(term);
    CHECK(to_value(*term) == *parse_json(good));
  }
  for (const char* bad : {"2", "{}", R"({"days":-1})", R"({"days":10001})", R"({"days":1.5})",
                          R"({"weeks":1})", R"({"days":1,"hours":1})", R"({"days":"1"})"}) {
    const auto term = read_term(*parse_json(bad), "/t");
    INFO(bad);
    REQUIRE(!term);
    CHECK(term.error().code == "calendar.term");
    CHECK(term.error().path == "/t");
  }
}

TEST_CASE("calendar: a term ends when its last day is over, where it is counted") {
  const auto zones = cel::Zones::read(content(QUDAO_ZONES));
  REQUIRE(zones);
  struct Row {
    const char* from;
    Unit unit;
    int count;
    const char* zone;
    const char* over;
  };
  for (const Row& row : std::initializer_list<Row>{
           // Answered on a Friday morning; the same moment is Thursday evening in New York.
           {"2026-07-03T01:30:00Z", Unit::working_days, 2, "Asia/Shanghai", "2026-07-07T16:00:00Z"},
           {"2026-07-03T01:30:00Z", Unit::working_days, 2, "+08:00", "2026-07-07T16:00:00Z"},
           {"2026-07-03T01:30:00Z", Unit::working_days, 2, "America/New_York",
            "2026-07-07T04:00:00Z"},
           // A second before and after midnight in Shanghai.
           {"2026-07-06T15:59:59Z", Unit::working_days, 1, "Asia/Shanghai", "2026-07-07T16:00:00Z"},
           {"2026-07-06T16:00:00Z", Unit::working_days, 1, "Asia/Shanghai", "2026-07-08T16:00:00Z"},
           {"2026-02-13T09:00:00Z", Unit::working_days, 2, "Asia/Shanghai", "2026-02-24T16:00:00Z"},
           {"2026-02-13T09:00:00Z", Unit::days, 2, "Asia/Shanghai", "2026-02-15T16:00:00Z"},
           {"2026-02-13T09:00:00.5Z", Unit::hours, 24, "Asia/Shanghai", "2026-02-14T09:00:00.5Z"},
           {"2024-02-29T09:00:00Z", Unit::months, 24, "Asia/Shanghai", "2026-02-28T16:00:00Z"},
           {"2025-12-31T09:00:00Z", Unit::months, 2, "Asia/Shanghai", "2026-02-28T16:00:00Z"},
           {"2025-12-31T09:00:00Z", Unit::months, 12, "Asia/Shanghai", "2026-12-31T16:00:00Z"},
           {"2026-02-13T09:00:00Z", Unit::days, 0, "Asia/Shanghai", "2026-02-13T16:00:00Z"},
           // Clocks go forward over midnight: the day starts at one o'clock.
           {"2018-11-03T12:00:00Z", Unit::days, 0, "America/Sao_Paulo", "2018-11-04T03:00:00Z"},
           // Clocks go back at midnight to eleven in the evening, which is still the day before.
           {"2018-02-17T12:00:00Z", Unit::days, 0, "America/Sao_Paulo", "2018-02-18T03:00:00Z"},
           // Half past midnight goes back to half past eleven: midnight strikes twice.
           {"2006-10-28T12:00:00Z", Unit::days, 0, "America/St_Johns", "2006-10-29T03:30:00Z"},
           {"2026-12-30T09:00:00Z", Unit::working_days, 2, "Asia/Shanghai", "calendar.no_year"},
           {"2026-07-03T01:30:00Z", Unit::days, 2, "Asia/Nowhere", "calendar.zone"},
       }) {
    INFO(row.from << " " << row.count << " " << row.zone);
    CHECK(said(deadline(china(), {row.unit, row.count}, moment(row.from),
                        {row.zone, zones.get()})) == row.over);
  }
}

TEST_CASE("calendar: a day starts at the first moment that is of it and stays so") {
  const auto zones = cel::Zones::read(content(QUDAO_ZONES));
  REQUIRE(zones);
  for (const char* name : {"Asia/Shanghai", "America/Sao_Paulo", "America/St_Johns", "Africa/Cairo",
                           "Asia/Beirut", "Pacific/Kiritimati", "-03:30"}) {
    const Zone zone{name, zones.get()};
    for (Day each = day("2000-01-01"); each < day("2024-01-01"); ++each) {
      const auto start = start_of(each, zone);
      REQUIRE(start);
      const auto of = day_at(*start, zone);
      const auto before = day_at({start->seconds - 1, 0}, zone);
      if (*of != each || *before >= each) {
        INFO(name << " " << name_of(each));
        CHECK(name_of(*of) == name_of(each));
        CHECK(*before < each);
      }
    }
  }
}

} // namespace qudao::calendar
