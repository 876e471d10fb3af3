// notifications: telling people what concerns them, in the app and by mail, in the transaction of what happened.
//
// What a notice says is data: core/packs/notices.json, kind → subject and body per locale, parameters in braces. It is
// written in the language of the person told: the mail when it is queued, the notice in the app when it is read.
//
// Errors: StorageError. Cost: tell writes two rows. Thread safety: as the connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/value/value.h"
#include "server/accounts/principal.h"
#include "server/definitions/definitions.h"
#include "server/directory/directory.h"
#include "server/storage/connection.h"

namespace qudao::notifications {

struct Notice {
  std::string kind;
  std::string entity;
  std::string record_id;
  Map params;
};

class Notifications {
 public:
  explicit Notifications(definitions::Library& library) : library_(library) {}

  void tell(storage::Connection& connection, const std::string& tenant,
            const directory::Person& person, const Notice& notice, Millis now) const;

  // Only the mail, for what has no place in the app.
  void mail(storage::Connection& connection, const std::string& tenant,
            const directory::Person& person, std::string_view kind, const Map& params,
            Millis now) const;

  // {"items": [{"id","kind","subject","text","entity","record_id","params","created_at","read","read_at"}], "total", "unread", …}, newest first
  Value list(storage::Connection& connection, const accounts::Principal& who, std::int64_t page,
             std::int64_t page_size) const;

 private:
  std::string text(const Value& texts, std::string_view kind, std::string_view part,
                   const Map& params, std::string_view locale) const;

  definitions::Library& library_;
};

std::int64_t unread(storage::Connection& connection, const accounts::Principal& who);
// Without ids: all of them.
void mark_read(storage::Connection& connection, const accounts::Principal& who,
               const std::optional<std::vector<std::string>>& ids, Millis now);

} // namespace qudao::notifications
