// Two lines as the rules of a library and as a calendar: refused with issues, or every action decided under them. Whatever the rules,
// nobody gets what is somebody's, and limits hold.
#include "core/pool/pool.h"

#include <cstdlib>

#include "core/pool/due.h"
#include "core/value/json.h"
#include "tests/fuzz/input.h"

using namespace qudao;
using namespace qudao::pool;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

Company company_of(const Rules& rules, std::string owner) {
  Company company;
  company.id = "c";
  company.library = rules.library;
  company.pool = rules.pools.front().id;
  company.name = "x";
  company.owner = std::move(owner);
  company.version = 1;
  company.owned_since = {1'750'000'000, 0};
  company.tags = {"website"};
  return company;
}

void decide_all(const Rules& rules, const calendar::Calendar& calendar) {
  for (int i = 0; i <= static_cast<int>(Action::add); ++i) {
    for (const char* owner : {"", "a", "b"}) {
      Subject subject;
      subject.company = company_of(rules, owner);
      subject.left = Timestamp{1'782'000'000, 0};
      Command command;
      command.action = static_cast<Action>(i);
      command.name = command.reason = command.person = "x";
      command.note = {"call", "x", 1, {}, {}};
      Context context;
      context.now = {1'783'000'000, 0};
      context.actor = context.receiver = Person{"a", "east", {"sales", "admin"}, true, {}, {}, {}};
      context.load = {130, 130, 20};
      context.calendar = &calendar;
      const auto decision = decide(rules, subject, command, context);
      if (!decision) {
        expect(!decision.error().empty());
        continue;
      }
      if (command.action == Action::claim) {
        expect(*owner == 0);
        const Limit* limit = rules.limit_of(rules.inventory, *context.receiver, false);
        expect(limit == nullptr || *limit->most > 130 ||
               !counts_in_inventory(rules, *decision->next));
      }
      if (decision->next) (void)due_of(rules, *decision->next, *context.actor, calendar, nullptr);
    }
  }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Speaker speaker;
  std::string_view rest = fuzz::text_of(data, size);
  const auto first = parse_json(fuzz::take_line(rest));
  if (!first) return 0;
  const auto rules = Rules::read(*first);
  if (!rules) {
    for (const Issue& issue : rules.error()) {
      (void)speaker.say(issue.code, issue.params, "zh-CN");
    }
    return 0;
  }
  calendar::Calendar calendar;
  if (const auto second = parse_json(rest)) {
    if (auto read = calendar::Calendar::read(*second)) calendar = std::move(read).value();
  }
  decide_all(*rules, calendar);
  return 0;
}
