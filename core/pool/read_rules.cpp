#include <algorithm>

#include "core/form/document.h"
#include "core/pool/departments.h"
#include "core/pool/rules.h"

namespace qudao::pool {

namespace {

using form::IssueList;
using form::Node;

constexpr std::size_t kMostIssues = 100;
constexpr std::int64_t kLargestLimit = 10'000'000;

class RulesReader {
 public:
  explicit RulesReader(const Value& document) : root_(document, "", issues_) {}

  Result<Rules, std::vector<Issue>> read() {
    if (root_.is_object({"library", "label", "zone", "pools"},
                        {"version", "inventory", "claims_per_day", "reclaim_after", "protection",
                         "recycle", "applications", "release", "contacts", "targets", "follow_up",
                         "owner_shown", "collision", "duplicates"})) {
      rules_.library = root_.text("library");
      rules_.label = root_.localized("label");
      rules_.version = number(root_, "version", 1, kLargestLimit).value_or(1);
      zone();
      pools();
      inventory();
      rules_.claims_per_day = limits(root_, "claims_per_day");
      rules_.reclaim_after = term(root_, "reclaim_after");
      protection();
      recycle();
      applications();
      release();
      contacts();
      targets();
      follow_up();
      owner_shown();
      collision();
      rules_.duplicates = read_duplicates(root_);
    }
    if (!issues_.empty()) return Unexpected{issues_.take()};
    return std::move(rules_);
  }

 private:
  static std::optional<std::int64_t> number(const Node& of, std::string_view key,
                                            std::int64_t least, std::int64_t most) {
    const auto node = of.get(key);
    if (!node) return std::nullopt;
    const Value& value = node->value();
    if (value.kind() == Kind::integer && value.as_int() >= least && value.as_int() <= most)
      return value.as_int();
    node->issue("pool.rules.number",
                Map{{"least", Value::integer(least)}, {"most", Value::integer(most)}});
    return std::nullopt;
  }

  std::optional<Term> term(const Node& of, std::string_view key) {
    const auto node = of.get(key);
    if (!node) return std::nullopt;
    auto read = calendar::read_term(node->value(), node->path());
    if (read) return *read;
    issues_.add(std::move(read).error());
    return std::nullopt;
  }

  static Who who(const Node& of, std::string_view key, bool otherwise) {
    Who who;
    const auto node = of.get(key);
    if (!node) {
      who.everybody = otherwise;
      return who;
    }
    if (!node->is_object({}, {"persons", "departments", "department_types", "roles"})) return who;
    if (node->value().as_map().empty()) node->issue("pool.rules.who");
    who.persons = node->texts("persons");
    who.departments = node->texts("departments");
    who.roles = node->texts("roles");
    for (const std::string& type : who.department_types = node->texts("department_types")) {
      const auto& known = department_types();
      if (std::find(known.begin(), known.end(), type) == known.end())
        node->issue("pool.rules.department_type", "type", type);
    }
    return who;
  }

  template <typename Enum>
  static Enum word(const Node& of, std::string_view key,
                   std::initializer_list<std::string_view> words, Enum otherwise) {
    if (!of.get(key)) return otherwise;
    const std::string chosen = of.one_of(key, words);
    const auto found = std::find(words.begin(), words.end(), chosen);
    return found == words.end() ? otherwise : static_cast<Enum>(found - words.begin());
  }

  static std::vector<Choice> choices(const Node& of, std::string_view key) {
    std::vector<Choice> out;
    for (const Node& item : of.items(key)) {
      if (!item.is_object({"code", "label"})) continue;
      Choice choice{item.text("code"), item.localized("label")};
      const bool known = std::any_of(out.begin(), out.end(),
                                     [&](const Choice& each) { return each.code == choice.code; });
      if (known) item.issue("pool.rules.duplicate", "id", choice.code);
      out.push_back(std::move(choice));
    }
    return out;
  }

  static std::vector<Limit> limits(const Node& of, std::string_view key) {
    std::vector<Limit> out;
    for (const Node& item : of.items(key)) {
      if (!item.is_object({"limit"}, {"of", "who"})) continue;
      Limit limit;
      if (!item.get("limit")->value().is_null())
        limit.most = number(item, "limit", 0, kLargestLimit);
      limit.of_department = word(item, "of", {"person", "department"}, std::size_t{0}) == 1;
      limit.who = who(item, "who", true);
      out.push_back(std::move(limit));
    }
    return out;
  }

  void zone() {
    rules_.zone = root_.text("zone");
    if (!rules_.zone.empty() && !cel::zone_offset(nullptr, rules_.zone, 0) &&
        rules_.zone.find('/') == std::string::npos)
      root_.get("zone")->issue("pool.rules.zone", "zone", rules_.zone);
  }

  void pools() {
    for (const Node& item : root_.items("pools")) {
      if (!item.is_object({"id", "label"},
                          {"members", "administrators", "claim", "distribution", "masked"}))
        continue;
      Pool pool;
      pool.id = item.text("id");
      pool.label = item.localized("label");
      pool.members = who(item, "members", true);
      pool.administrators = who(item, "administrators", false);
      pool.claim = word(item, "claim", {"open", "application", "nobody"}, ClaimBy::open);
      pool.distribution = word(item, "distribution", {"by_hand", "in_turn"}, Distribution::by_hand);
      pool.masked = item.texts("masked");
      if (rules_.pool(pool.id) != nullptr) item.issue("pool.rules.duplicate", "id", pool.id);
      rules_.pools.push_back(std::move(pool));
    }
    if (rules_.pools.empty() && root_.get("pools")->value().is_list())
      root_.get("pools")->issue("pool.rules.no_pool");
  }

  void inventory() {
    const auto node = root_.get("inventory");
    if (!node || !node->is_object({}, {"limits", "does_not_count"})) return;
    rules_.inventory = limits(*node, "limits");
    const auto uncounted = node->get("does_not_count");
    if (!uncounted || !uncounted->is_object({}, {"tags", "with_deal"})) return;
    rules_.uncounted_tags = uncounted->texts("tags");
    rules_.deals_uncounted = uncounted->truth("with_deal", false);
  }

  void protection() {
    const auto node = root_.get("protection");
    if (!node || !node->is_object({}, {"enter", "claim", "longest"})) return;
    rules_.entry_protection = term(*node, "enter");
    rules_.claim_protection = term(*node, "claim");
    rules_.longest_protection = term(*node, "longest");
  }

  void recycle() {
    for (const Node& item : root_.items("recycle")) {
      if (!item.is_object({"id", "after"}, {"without", "warn_days", "exempt"})) continue;
      Recycle line;
      line.id = item.text("id");
      line.after = term(item, "after").value_or(Term{});
      line.without = word(item, "without", {"contact", "deal"}, Lack::nothing);
      line.warn_days = number(item, "warn_days", 0, calendar::kLongestTerm).value_or(0);
      line.exempt = who(item, "exempt", false);
      const bool known = std::any_of(rules_.recycle.begin(), rules_.recycle.end(),
                                     [&](const Recycle& each) { return each.id == line.id; });
      if (known) item.issue("pool.rules.duplicate", "id", line.id);
      rules_.recycle.push_back(std::move(line));
    }
  }

  void applications() {
    const auto node = root_.get("applications");
    if (!node || !node->is_object({}, {"entry", "name", "special_by"})) return;
    rules_.entry_window = term(*node, "entry");
    rules_.name_window = term(*node, "name");
    rules_.special_by = who(*node, "special_by", false);
  }

  void release() {
    const auto node = root_.get("release");
    if (!node || !node->is_object({}, {"to", "reasons"})) return;
    rules_.release_to = word(*node, "to", {"pool", "administrator"}, ReleaseTo::pool);
    rules_.reasons = choices(*node, "reasons");
  }

  void contacts() {
    const auto node = root_.get("contacts");
    if (!node || !node->is_object({}, {"ways", "counts_from_maturity", "boxes"})) return;
    rules_.ways = choices(*node, "ways");
    rules_.counts_from_maturity = number(*node, "counts_from_maturity", 0, 100).value_or(0);
    rules_.boxes = choices(*node, "boxes");
  }

  void targets() {
    const auto node = root_.get("targets");
    if (!node || !node->is_object({}, {"new_per_day", "contacts_per_day"})) return;
    rules_.new_per_day = number(*node, "new_per_day", 0, kLargestLimit).value_or(0);
    rules_.contacts_per_day = number(*node, "contacts_per_day", 0, kLargestLimit).value_or(0);
  }

  void follow_up() {
    const auto node = root_.get("follow_up");
    if (!node || !node->is_object({"within"}, {"tags", "remind_hours"})) return;
    rules_.follow_up = term(*node, "within");
    rules_.follow_up_tags = node->texts("tags");
    rules_.remind_hours = number(*node, "remind_hours", 0, 10'000).value_or(rules_.remind_hours);
  }

  void owner_shown() {
    for (const Node& item : root_.items("owner_shown")) {
      if (!item.is_object({"as"}, {"to", "same_department"})) continue;
      ShowOwner line;
      line.to = who(item, "to", true);
      line.as = word(item, "as", {"hidden", "department", "name"}, OwnerShown::hidden);
      line.same_department = item.truth("same_department", false);
      rules_.owner_shown.push_back(std::move(line));
    }
  }

  void collision() {
    const auto node = root_.get("collision");
    if (!node || !node->is_object({}, {"probable", "number"})) return;
    rules_.on_probable = word(*node, "probable", {"allow", "warn", "block"}, OnProbable::warn);
    rules_.number_decides = word(*node, "number", {"probable", "same"}, std::size_t{0}) == 1;
  }

  IssueList issues_{kMostIssues};
  Node root_;
  Rules rules_;
};

} // namespace

Result<Rules, std::vector<Issue>> Rules::read(const Value& document) {
  return RulesReader(document).read();
}

} // namespace qudao::pool
