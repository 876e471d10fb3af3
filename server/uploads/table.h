// Internal of the room: the rows of uploads. Every function is for inside a closure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/uploads/uploads.h"

namespace qudao::uploads {

struct Row {
  std::string tenant_id;
  std::string user_id;
  Upload upload; // its offset is that of a finished one, else 0
};

std::optional<Row> find_row(storage::Connection& connection, std::string_view tenant,
                            std::string_view id);

// What is the actor's and not expired, or Failure.
Upload own_upload(storage::Connection& connection, const audit::Actor& actor, std::string_view id,
                  Millis now);

// The upload of this announcement: the one there is, or a new one. `content_there`: the content the
// user may have uploaded before is still on disk. `fresh`: made now.
struct Begun {
  Upload upload;
  bool fresh = false;
};
Begun begin(storage::Connection& connection, const audit::Actor& actor, const Announcement& about,
            bool content_there, const Limits& limits, Millis now);

// Records the attachment.
void finish(storage::Connection& connection, const audit::Actor& actor, const Upload& upload,
            Millis now);

void erase(storage::Connection& connection, std::string_view tenant, std::string_view id);
bool erase_expired(storage::Connection& connection, const Row& row, Millis now);
std::vector<Row> expired(storage::Connection& connection, Millis now);

} // namespace qudao::uploads
