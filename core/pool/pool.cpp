#include "core/pool/pool.h"

#include <algorithm>
#include <array>

#include "core/pool/texts.h"
#include "core/value/json.h"
#include "core/value/time_text.h"

namespace qudao::pool {

namespace {

constexpr std::array<std::string_view, 15> kActions = {
    "enter",     "claim",      "apply",   "special", "answer", "withdraw", "correct", "release",
    "hand_over", "distribute", "protect", "note",    "deal",   "recycle",  "add"};
constexpr std::array<std::string_view, 7> kStates = {"open",      "allowed", "assigned", "refused",
                                                     "withdrawn", "used",    "lapsed"};

template <typename Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

// "2026-07-08 00:00"
std::string on_the_clock(Timestamp moment, const calendar::Zone& zone) {
  const auto offset = cel::zone_offset(zone.zones, zone.name, moment.seconds);
  std::string text;
  append_timestamp(text, {moment.seconds + offset.value_or(0), 0});
  text[10] = ' ';
  return text.substr(0, 16);
}

std::string shown(const Value& value, const calendar::Zone& zone) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.kind() == Kind::timestamp) return on_the_clock(value.as_timestamp(), zone);
  return write_json(value);
}

} // namespace

std::string_view name_of(Action action) {
  return kActions[static_cast<std::size_t>(action)];
}

std::optional<Action> action_named(std::string_view name) {
  return named<Action>(kActions, name);
}

std::string_view name_of(ApplicationState state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::optional<ApplicationState> application_state_named(std::string_view name) {
  return named<ApplicationState>(kStates, name);
}

bool counts_in_inventory(const Rules& rules, const Company& company) {
  if (rules.deals_uncounted && company.dealt) return false;
  const auto& uncounted = rules.uncounted_tags;
  return std::none_of(company.tags.begin(), company.tags.end(), [&](const std::string& tag) {
    return std::find(uncounted.begin(), uncounted.end(), tag) != uncounted.end();
  });
}

bool counts_as_contact(const Rules& rules, const Note& note) {
  return note.boxes.empty() && note.maturity >= rules.counts_from_maturity;
}

bool sees_all(const Rules& rules, const Company& company, const Person& viewer,
              const Person* owner) {
  const Pool* pool = rules.pool(company.pool);
  return company.owner == viewer.id || (owner != nullptr && leads(viewer, *owner)) ||
         (pool != nullptr && pool->administrators.names(viewer));
}

const std::vector<std::string>& masked_for(const Rules& rules, const Company& company,
                                           const Person& viewer, const Person* owner) {
  static const std::vector<std::string> kNothing;
  const Pool* pool = rules.pool(company.pool);
  if (pool == nullptr || sees_all(rules, company, viewer, owner)) return kNothing;
  return pool->masked;
}

Result<Timestamp, Violation> start_of_day(const Rules& rules, Timestamp now, std::int64_t after,
                                          const cel::Zones* zones) {
  const calendar::Zone zone{rules.zone, zones};
  auto today = calendar::day_at(now, zone);
  if (!today) return Unexpected{std::move(today).error()};
  return calendar::start_of(*today + after, zone);
}

Speaker::Speaker() {
  auto read = parse_json(texts_json());
  if (read) texts_ = std::move(read).value();
}

std::string Speaker::say(std::string_view code, const Map& params, std::string_view locale,
                         const calendar::Zone& zone) const {
  const Value* of_code = texts_.find(code);
  if (of_code == nullptr) return std::string(code);
  const Value* found = of_code->find(locale);
  if (found == nullptr) found = of_code->find("en");
  if (found == nullptr) return std::string(code);
  std::string_view text = found->as_string();
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    out += text.substr(0, open);
    const Value* value = params.find(text.substr(open + 1, close - open - 1));
    if (value != nullptr) out += shown(*value, zone);
    text.remove_prefix(close + 1);
  }
  out += text;
  return out;
}

} // namespace qudao::pool
