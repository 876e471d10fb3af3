#include "core/access/access.h"

#include <algorithm>
#include <array>

namespace qudao::access {
namespace {

constexpr std::string_view kAgent = "agent";
constexpr std::string_view kSigning = "signing";
constexpr std::string_view kUser = "user";
constexpr std::string_view kContact = "contact";
constexpr std::array<std::string_view, 4> kRoleNames = {"partner", "manager", "approver", "admin"};

bool has(const Actor& actor, Role role) {
  return actor.active &&
         std::find(actor.roles.begin(), actor.roles.end(), role) != actor.roles.end();
}

// A partner account without a company owns nothing: an empty id must never match a record without
// one.
bool of_own_company(const Actor& actor, const Facts& facts) {
  return has(actor, Role::partner) && !actor.partner_id.empty() &&
         actor.partner_id == facts.partner_id;
}

std::optional<Violation> refused(std::string_view code) {
  return Violation{std::string(code), "", {}, "", ""};
}

std::optional<Violation> granted_if(bool granted) {
  return granted ? std::nullopt : refused("access.denied");
}

std::optional<Violation> may_edit(const Actor& actor, std::string_view entity, const Facts& facts) {
  if (entity == kAgent) return granted_if(of_own_company(actor, facts) || has(actor, Role::admin));
  if (entity != kSigning || !of_own_company(actor, facts)) return refused("access.denied");
  return facts.frozen ? refused("record.frozen") : std::nullopt;
}

std::optional<Violation> may_remove(const Actor& actor, std::string_view entity,
                                    const Facts& facts) {
  if (entity != kSigning || !of_own_company(actor, facts)) return refused("access.denied");
  return facts.submitted || facts.frozen ? refused("record.frozen") : std::nullopt;
}

bool may_set_password(const Actor& actor, std::string_view entity, const Facts& facts) {
  if (entity != kUser) return false;
  return has(actor, Role::admin) ||
         (has(actor, Role::manager) && facts.in_actors_area && !facts.partner_id.empty());
}

bool may_keep_contact(const Actor& actor, Action action, const Facts& facts) {
  const bool keeping = action == Action::read || action == Action::create || action == Action::edit;
  return keeping && !facts.partner_id.empty() &&
         (of_own_company(actor, facts) || has(actor, Role::admin) ||
          (has(actor, Role::manager) && facts.in_actors_area));
}

} // namespace

std::optional<Role> role_named(std::string_view name) {
  const auto found = std::find(kRoleNames.begin(), kRoleNames.end(), name);
  if (found == kRoleNames.end()) return std::nullopt;
  return static_cast<Role>(found - kRoleNames.begin());
}

std::string_view name_of(Role role) {
  return kRoleNames[static_cast<std::size_t>(role)];
}

Scope scope(const Actor& actor, std::string_view entity) {
  Scope seen;
  seen.all = has(actor, Role::admin);
  if (entity != kAgent && entity != kSigning) return seen;
  seen.own_partner = has(actor, Role::partner) && !actor.partner_id.empty();
  seen.involved = has(actor, Role::manager) || has(actor, Role::approver);
  return seen;
}

bool sees(const Actor& actor, std::string_view entity, const Facts& facts) {
  const Scope seen = scope(actor, entity);
  if (seen.all || (seen.own_partner && of_own_company(actor, facts))) return true;
  return seen.involved && facts.submitted &&
         std::find(facts.involved.begin(), facts.involved.end(), actor.id) != facts.involved.end();
}

std::optional<Violation> may(const Actor& actor, Action action, std::string_view entity,
                             const Facts& facts) {
  if (entity == kContact) {
    return may_keep_contact(actor, action, facts) ? std::nullopt : refused("not_found");
  }
  switch (action) {
  case Action::create:
    return granted_if(entity == kSigning && of_own_company(actor, facts));
  case Action::set_password:
    return may_set_password(actor, entity, facts) ? std::nullopt : refused("not_found");
  case Action::administer:
    return granted_if(has(actor, Role::admin));
  case Action::read:
  case Action::edit:
  case Action::remove:
  case Action::submit:
  case Action::withdraw:
  case Action::decide:
    break;
  }
  if (!sees(actor, entity, facts)) return refused("not_found");
  switch (action) {
  case Action::edit:
    return may_edit(actor, entity, facts);
  case Action::remove:
    return may_remove(actor, entity, facts);
  case Action::submit:
  case Action::withdraw:
    return granted_if(entity == kSigning && of_own_company(actor, facts));
  case Action::decide:
    return granted_if(entity == kSigning &&
                      (has(actor, Role::manager) || has(actor, Role::approver)));
  default:
    return std::nullopt; // read: what is in the scope may be read
  }
}

} // namespace qudao::access
