// People: who has to do with the approval of a record, as configured now.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/access/access.h"
#include "server/accounts/principal.h"
#include "server/directory/directory.h"

namespace qudao::records {

// Whoever asks, as access knows them.
access::Actor actor_of(const accounts::Principal& who);

struct People {
  directory::Levels levels;        // per level of the live path
  std::vector<std::string> owners; // the partner's users
  std::vector<std::string> active; // of all these, those neither locked nor disabled
  std::map<std::string, directory::Person> persons; // the active ones, by id
  std::string partner_name;
};

} // namespace qudao::records
