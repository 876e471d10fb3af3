#include "core/access/accounts.h"

#include <algorithm>

namespace qudao::access {

namespace {

bool is_one(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool all_of(const std::vector<std::string>& items, const std::vector<std::string>& list) {
  return std::all_of(items.begin(), items.end(),
                     [&](const std::string& item) { return is_one(list, item); });
}

// What the account has and the actor has not; empty: nothing.
const char* above(const Standing& actor, const Standing& account) {
  if (!all_of(account.roles, actor.roles)) return "role";
  if (!all_of(account.leads, actor.leads)) return "department";
  if (!all_of(account.administers, actor.administers)) return "pool";
  if (!all_of(account.approves, actor.approves)) return "approval";
  if (!account.province.empty() && account.province != actor.province) return "area";
  if (!account.industry.empty() && account.industry != actor.industry) return "area";
  return "";
}

Violation refused_for(std::string code, Map params = {}) {
  return {std::move(code), "", std::move(params), "", ""};
}

std::optional<Violation> wrong_roles(const Standing& account) {
  if (account.roles.empty()) return refused_for("account.role_needed");
  const bool of_partner = !account.partner_id.empty();
  const bool fits = of_partner ? account.roles == std::vector<std::string>{"partner"}
                               : !is_one(account.roles, "partner");
  return fits ? std::nullopt : std::optional(refused_for("account.role_of_company"));
}

} // namespace

std::optional<Violation> may_keep_account(AccountAct act, const Standing& actor,
                                          const Standing& account, const AccountFacts& facts) {
  const bool administers = is_one(actor.roles, "admin");
  if (!administers && !facts.leads) return refused_for("not_found");
  if (facts.own) return refused_for("account.own");
  if (act == AccountAct::create) {
    if (auto wrong = wrong_roles(account)) return wrong;
  }
  if (!administers) {
    const std::string what = above(actor, account);
    if (!what.empty()) return refused_for("account.above", {{"what", Value::string(what)}});
  }
  if (act != AccountAct::restore) return std::nullopt;
  if (facts.lock.empty()) return refused_for("account.not_locked");
  if (facts.lock == "administrator" && !administers)
    return refused_for("account.locked_by_administrator");
  return std::nullopt;
}

} // namespace qudao::access
