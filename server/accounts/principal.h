// Principal: who sends a request, as the session says.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qudao::accounts {

struct Principal {
  std::string tenant_id;
  std::string user_id;
  std::string session_id;
  std::string user_name;
  std::string display_name;
  std::vector<std::string> roles; // partner, manager, approver, admin
  std::string partner_id;         // "" when not a partner user
  std::string province;           // code, "" when none
  std::string industry;           // code, "" when none
  std::string locale;             // zh-CN or en
  bool must_change_password = false;
  std::int64_t confirmed_at = 0; // when this session's password was last asked, milliseconds

  bool has_role(std::string_view role) const {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  }
};

// One organisation per installation for now; every table is keyed by it already.
inline constexpr std::string_view kTenant = "main";

} // namespace qudao::accounts
