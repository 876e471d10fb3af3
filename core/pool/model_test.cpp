// Random actions by many people against a model that remembers nothing but what happened, and finds everything else by going
// through it: who owns what, how many, since when, what is still to wait for. Decisions are stored as a server stores them: when
// what they saw is still so.
#include <map>
#include <random>
#include <set>

#include "tests/support/pool_scene.h"

namespace qudao::pool {

using test::outcome;
using test::sales;

namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kStart = 1'767'196'800; // midnight of 2026-01-01 in Shanghai
constexpr std::int64_t kInventory = 3;
constexpr std::int64_t kDepartment = 5;
constexpr std::int64_t kClaims = 2;
constexpr std::int64_t kWait = 2;   // days before it may be claimed again
constexpr std::int64_t kShield = 1; // days a claim protects
constexpr std::int64_t kTouch = 3;  // days without a contact

// People 0 … 5 in two departments; 6 administers.
Person person(int number) {
  if (number == 6) return {"p6", "head", {"admin"}, true, {}, {}, {}};
  return sales("p" + std::to_string(number), number < 3 ? "east" : "west");
}

std::int64_t local_day(std::int64_t seconds) {
  return (seconds + 8 * kHour) / kDay;
}

// Midnight after the day `days` later.
std::int64_t over(std::int64_t seconds, std::int64_t days) {
  return (local_day(seconds) + days + 1) * kDay - 8 * kHour;
}

struct Happened {
  std::int64_t when = 0;
  Event event;
  std::string company;
};

class Model {
 public:
  void add(Happened what) { log_.push_back(std::move(what)); }

  std::string owner(const std::string& company) const {
    std::string owner;
    for (const Happened& each : log_) {
      if (each.company == company && moves(each)) owner = each.event.to;
    }
    return owner;
  }

  std::int64_t count(const std::function<bool(const std::string&)>& wanted,
                     const std::vector<std::string>& companies) const {
    std::int64_t n = 0;
    for (const std::string& each : companies) {
      if (wanted(owner(each))) ++n;
    }
    return n;
  }

  std::int64_t claims_on(std::int64_t day, const std::string& who) const {
    std::int64_t n = 0;
    for (const Happened& each : log_) {
      if (each.event.kind == "claimed" && each.event.to == who && local_day(each.when) == day) ++n;
    }
    return n;
  }

  // When somebody last lost it to the pool.
  std::optional<std::int64_t> left(const std::string& company, const std::string& who) const {
    std::optional<std::int64_t> last;
    for (const Happened& each : log_) {
      const bool lost = each.event.kind == "released" || each.event.kind == "recycled";
      if (lost && each.company == company && each.event.from == who) last = each.when;
    }
    return last;
  }

  std::int64_t untouched_since(const std::string& company) const {
    std::int64_t since = 0;
    for (const Happened& each : log_) {
      if (each.company == company && (moves(each) || each.event.counts)) since = each.when;
    }
    return since;
  }

  // Until when the claim of the owner there is keeps it from being recycled.
  std::int64_t shielded(const std::string& company) const {
    std::int64_t until = 0;
    for (const Happened& each : log_) {
      if (each.company != company || !moves(each)) continue;
      const bool shields = each.event.kind == "claimed" || each.event.kind == "distributed";
      until = shields ? over(each.when, kShield) : 0;
    }
    return until;
  }

 private:
  static bool moves(const Happened& what) {
    return what.event.kind != "noted" && what.event.kind != "applied";
  }
  std::vector<Happened> log_;
};

struct Planned {
  Command command;
  int actor = 0;    // 7: the system
  int receiver = 0; // who gets it
  std::size_t company = 0;
};

class World {
 public:
  explicit World(unsigned seed) : chance_(seed) {
    for (int i = 0; i < 12; ++i) {
      Company company = test::company();
      company.id = "c" + std::to_string(i);
      company.version = 1;
      ids_.push_back(company.id);
      companies_[company.id] = company;
    }
  }

  // What things were refused for.
  std::set<std::string> play(int steps) {
    for (int i = 0; i < steps; ++i) {
      now_ += static_cast<std::int64_t>(chance_() % (2 * kHour));
      // Two at the same moment: the second was decided on what was there before the first.
      const Planned one = plan();
      const Planned two = chance_() % 3 == 0 ? plan() : one;
      const bool two_at_once = two.company != one.company || two.actor != one.actor;
      const auto decided = ask(one);
      const auto stale = ask(two);
      settle(one, decided);
      if (!two_at_once) continue;
      if (stale && store(two, *stale)) continue;
      settle(two, ask(two));
    }
    CHECK(allowed_ > steps / 20);
    CHECK(refused_ > steps / 20);
    return reasons_;
  }

 private:
  int pick(int n) { return static_cast<int>(chance_() % static_cast<unsigned>(n)); }

  Planned plan() {
    Planned out;
    out.actor = pick(7);
    out.company = static_cast<std::size_t>(pick(12));
    static const std::vector<Action> kActions = {
        Action::claim,     Action::claim, Action::claim,      Action::release,
        Action::hand_over, Action::note,  Action::distribute, Action::recycle};
    out.command.action = kActions[static_cast<std::size_t>(pick(8))];
    out.command.reason = "enough";
    out.command.note = {"call", "x", pick(2), {}, {}};
    if (out.command.action == Action::recycle) out.actor = 7;
    const bool for_other =
        out.command.action == Action::hand_over || out.command.action == Action::distribute;
    out.receiver = for_other ? pick(6) : out.actor;
    // Owners and administrators act on what is theirs oftener than chance has it.
    const std::string& owner = companies_[ids_[out.company]].owner;
    const bool of_owner = out.command.action == Action::release ||
                          out.command.action == Action::note ||
                          out.command.action == Action::hand_over;
    if (of_owner && !owner.empty() && pick(4) != 0) out.actor = owner[1] - '0';
    if (out.command.action == Action::distribute && pick(3) != 0) out.actor = 6;
    return out;
  }

  Load load_of(const Person& who) const {
    Load load;
    for (const auto& [id, company] : companies_) {
      if (company.owner == who.id) ++load.owned;
      if (!company.owner.empty() && person(company.owner[1] - '0').department == who.department)
        ++load.department_owned;
    }
    const auto claims = claims_.find({who.id, local_day(now_)});
    load.claims_today = claims == claims_.end() ? 0 : claims->second;
    return load;
  }

  Result<Decision, std::vector<Violation>> ask(const Planned& planned) {
    Subject subject;
    subject.company = companies_[ids_[planned.company]];
    Context context;
    context.now = {now_, 0};
    context.calendar = &test::china();
    if (planned.actor != 7) context.actor = person(planned.actor);
    if (!subject.company->owner.empty()) context.owner = person(subject.company->owner[1] - '0');
    if (planned.receiver != 7) {
      context.receiver = person(planned.receiver);
      context.load = load_of(*context.receiver);
      const auto left = left_.find({ids_[planned.company], context.receiver->id});
      if (left != left_.end()) subject.left = Timestamp{left->second, 0};
    }
    return decide(rules_, subject, planned.command, context);
  }

  // As a server does: only when the company, and who gets it, are as the decision saw them.
  bool store(const Planned& planned, const Decision& decision) {
    Company& company = companies_[ids_[planned.company]];
    if (company.version != decision.seen.version || company.owner != decision.seen.owner)
      return false;
    if (decision.receiver_seen) {
      const Load load = load_of(person(planned.receiver));
      if (load.owned != decision.receiver_seen->owned ||
          load.department_owned != decision.receiver_seen->department_owned ||
          load.claims_today != decision.receiver_seen->claims_today)
        return false;
    }
    const std::string wrong = judge(planned);
    INFO("stored, but: " << wrong);
    CHECK(wrong.empty());
    ++allowed_;
    if (!decision.left.empty()) left_[{company.id, decision.left}] = now_;
    if (decision.claims > 0) claims_[{decision.event.to, local_day(now_)}] += decision.claims;
    model_.add({now_, decision.event, company.id});
    company = *decision.next;
    look();
    return true;
  }

  void settle(const Planned& planned, const Result<Decision, std::vector<Violation>>& decided) {
    if (decided) {
      CHECK(store(planned, *decided));
      return;
    }
    ++refused_;
    const std::string reason = judge(planned);
    INFO("refused: " << outcome(decided));
    CHECK(!reason.empty());
    reasons_.insert(reason);
  }

  // What the model has against it; empty when nothing.
  std::string judge(const Planned& planned) const {
    const std::string& id = ids_[planned.company];
    const std::string owner = model_.owner(id);
    const std::string actor = "p" + std::to_string(planned.actor);
    const bool by_boss = planned.actor == 6;
    switch (planned.command.action) {
    case Action::release:
    case Action::note:
      return owner == actor ? "" : "not the owner";
    case Action::recycle:
      if (owner.empty()) return "nobody's";
      return now_ >= std::max(over(model_.untouched_since(id), kTouch), model_.shielded(id))
                 ? ""
                 : "too early";
    case Action::hand_over:
      if (owner.empty()) return "nobody's";
      if (owner != actor && !by_boss) return "not the owner";
      if (owner == person(planned.receiver).id) return "theirs already";
      return receiving(planned, owner, by_boss);
    case Action::distribute:
      if (!by_boss) return "no administrator";
      return owner.empty() ? receiving(planned, owner, true) : "somebody's";
    default: // claim
      if (by_boss) return "no member";
      if (!owner.empty()) return "somebody's";
      if (model_.claims_on(local_day(now_), actor) >= kClaims) return "claims used";
      return receiving(planned, owner, false);
    }
  }

  std::string receiving(const Planned& planned, const std::string& owner, bool by_boss) const {
    const Person who = person(planned.receiver);
    const auto department = [](const std::string& id) {
      return id.empty() ? std::string() : person(id[1] - '0').department;
    };
    const auto theirs = [&](const std::string& id) { return id == who.id; };
    const auto near = [&](const std::string& id) { return department(id) == who.department; };
    if (model_.count(theirs, ids_) >= kInventory) return "inventory full";
    if (department(owner) != who.department && model_.count(near, ids_) >= kDepartment)
      return "department full";
    const auto left = model_.left(ids_[planned.company], who.id);
    if (!by_boss && left && now_ < over(*left, kWait)) return "too soon";
    return "";
  }

  // What holds at all times.
  void look() const {
    std::map<std::string, std::int64_t> owned;
    std::map<std::string, std::int64_t> departments;
    for (const auto& [id, company] : companies_) {
      if (company.owner != model_.owner(id)) CHECK(company.owner == model_.owner(id));
      if (company.owner.empty()) continue;
      if (++owned[company.owner] > kInventory) FAIL(company.owner << " owns too many");
      if (++departments[person(company.owner[1] - '0').department] > kDepartment)
        FAIL("a department owns too many");
    }
    for (const auto& [of, n] : claims_) {
      if (n > kClaims || n != model_.claims_on(of.second, of.first)) FAIL("claims of " << of.first);
    }
  }

  const Rules rules_ = test::rules(
      R"("inventory":{"limits":[{"limit":3},{"limit":5,"of":"department"}]},"claims_per_day":[{"limit":2}],
         "reclaim_after":{"days":2},"protection":{"claim":{"days":1}},"contacts":{"counts_from_maturity":1},
         "recycle":[{"id":"untouched","after":{"days":3},"without":"contact"}])");
  std::mt19937 chance_;
  std::int64_t now_ = kStart;
  std::vector<std::string> ids_;
  std::map<std::string, Company> companies_;
  std::map<std::pair<std::string, std::string>, std::int64_t> left_;
  std::map<std::pair<std::string, std::int64_t>, std::int64_t> claims_;
  Model model_;
  int allowed_ = 0;
  int refused_ = 0;
  std::set<std::string> reasons_;
};

} // namespace

TEST_CASE("pool: random actions by many people go as the model says, and pass no limit") {
  std::set<std::string> reasons;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    reasons.merge(World(seed).play(300));
  }
  CHECK(reasons == std::set<std::string>{"claims used", "department full", "inventory full",
                                         "no administrator", "no member", "nobody's",
                                         "not the owner", "somebody's", "theirs already",
                                         "too early", "too soon"});
}

} // namespace qudao::pool
