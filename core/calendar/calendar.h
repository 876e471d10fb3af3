// Calendar: which days are worked, and when a term ends.
//
//   const auto calendar = Calendar::read(document);            // {"id": "cn", "years": {"2026": {…}}}
//   calendar->is_working_day(*day_named("2026-02-14"));        // true: the Saturday made up for Spring Festival
//   calendar->add_working_days(*day_named("2026-02-13"), 2);   // 2026-02-24
//   deadline(*calendar, {Unit::working_days, 2}, answered_at, {"Asia/Shanghai", nullptr});
//
// A document lists, per year, the holidays that fall out of work and the days of a weekend that are worked instead:
//
//   {"id": "cn", "label": {"zh-CN": "中国大陆", "en": "Mainland China"}, "weekend": [6, 7], "years": {
//     "2026": {"holidays": {"2026-01-01": "元旦", …}, "workdays": {"2026-01-04": "元旦", …}}}}
//
// The authorities announce the arrangement of a year in the autumn before. So a year that is not listed is an error
// (calendar.no_year {year}), never a guess: whoever has the announcement hands in a document with that year, and `with` lays it
// over the one the program came with (data/, made when it is built). A year that is handed in replaces the whole year.
//
// A term counts from the day after: of an event on a Friday the first of two working days is the Monday, and the term ends when
// the Tuesday is over. `deadline` answers the first moment that is too late. Which day it is depends on where: the zone is an
// argument, an offset ("+08:00"), Asia/Shanghai, or any name when the zones of core/cel are at hand.
//
// Errors: issues of documents (definition.*, calendar.*) with their path; violations calendar.no_year {year} and
// calendar.zone {zone}. Cost: a day is a look-up in a sorted list, 20 ns; n working days n of them. Thread safety: immutable.
// Sources: the announcements of the General Office of the State Council on holidays, by way of npm chinese-days (MIT).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cel/zones.h"
#include "core/value/result.h"
#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::calendar {

using Day = std::int64_t; // since 1970-01-01

std::optional<Day> day_named(std::string_view text); // "2026-01-05", nothing else
std::string name_of(Day day);
int weekday(Day day); // 1 Monday … 7 Sunday
int year_of(Day day);

class Calendar {
 public:
  static Result<Calendar, std::vector<Issue>> read(const Value& document);

  // This one with the years of the other in place of its own.
  Calendar with(const Calendar& newer) const;

  const std::string& id() const { return id_; }
  std::vector<int> years() const;
  // The year whose days ought to be known on this day and are not: the day's own; from October on the next, announced by then, which
  // terms of the year's last days run into.
  std::optional<int> missing_year(Day today) const;

  Result<bool, Violation> is_working_day(Day day) const;
  // What the document calls the holiday, or the holiday a weekend is worked for; empty on other days.
  std::string_view holiday(Day day) const;
  // The n-th working day after this one; for n < 0 before it; for 0 the day itself, worked or not.
  Result<Day, Violation> add_working_days(Day day, int n) const;
  // How many of the days after `from` up to `to` are worked; negative when `to` is earlier.
  Result<std::int64_t, Violation> working_days_between(Day from, Day to) const;

 private:
  struct Special {
    Day day = 0;
    bool worked = false;
    std::string name;
  };
  friend class Reader;
  const Special* find(Day day) const;

  std::string id_;
  std::array<bool, 8> weekend_ = {}; // by weekday
  std::map<int, std::vector<Special>> years_;
};

// Where it is, so which day it is.
struct Zone {
  std::string name;
  const cel::Zones* zones = nullptr; // for names beyond the built-in ones
};

Result<Day, Violation> day_at(Timestamp moment, const Zone& zone);
// The first moment of a day. Where clocks are put back at midnight, of what begins twice the second.
Result<Timestamp, Violation> start_of(Day day, const Zone& zone);

enum class Unit : std::uint8_t { working_days, days, months, hours };

struct Term {
  Unit unit = Unit::days;
  std::int64_t count = 0;
  friend bool operator==(const Term& a, const Term& b) {
    return a.unit == b.unit && a.count == b.count;
  }
};

inline constexpr std::int64_t kLongestTerm = 10'000; // of any unit

// {"working_days": 2}, {"days": 30}, {"months": 24}, {"hours": 24}; anything else is an issue at its path:
// calendar.term {units}.
Result<Term, Issue> read_term(const Value& value, const std::string& path);
Value to_value(const Term& term);

// The first moment after the term. Hours run from the moment; all others from the end of its day, a month ending on its last
// day when it is too short. Only working days need the calendar.
Result<Timestamp, Violation> deadline(const Calendar& calendar, const Term& term, Timestamp from,
                                      const Zone& zone);

} // namespace qudao::calendar
