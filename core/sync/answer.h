// What an answer of the server says. Its records are read only as far as the client looks into them: the rest of each passes from
// the network to the disk as it came. Internal to the room.
#pragma once

#include <string_view>
#include <vector>

#include "core/sync/client.h"

namespace qudao::sync {

struct Change {
  Record record;
  bool gone =
      false; // no longer there, or no longer theirs to see; of the record only its id is known
};

struct Said {
  Value rest; // every member but `changes`; null when the body is no JSON object
  std::vector<Change> changes;
};

// The changes point into `body`. One that cannot be read is left out.
Said said_in(std::string_view body);

} // namespace qudao::sync
