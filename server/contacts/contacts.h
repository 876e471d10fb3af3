// contacts: people of a partner company whom forms may name, kept by the company itself, by the managers who look after it and
// by administrators (core/access).
//
// Nobody is deleted: who left is set inactive, is no longer offered by look-ups, and stays readable in the signings that name
// them. Changes are audited and move the 'directory' stamp.
//
// Errors: Failure not_found (also for a partner one may not see), validation.failed with violations per member,
// record.version_conflict. Thread safety: inside closures.
#pragma once

#include <optional>
#include <string>

#include "core/value/value.h"
#include "server/accounts/principal.h"
#include "server/audit/audit.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::contacts {

struct Contact {
  std::string partner_id;
  std::string name;
  std::string title;
  std::string mobile;
  std::string email;
};

// Stores what other rooms bring along, unchecked; answers the id.
std::string add(storage::Connection& connection, const std::string& tenant, const Contact& contact,
                Millis now);

// {"partner": {"id","number","name"}, "items": [{"id","name","title","mobile","email","active","version"}], "total", …}
Value list(storage::Connection& connection, const accounts::Principal& who,
           const std::string& partner_id);

Value create(storage::Connection& connection, const accounts::Principal& who,
             const audit::Actor& actor, const Contact& contact, Millis now);

struct Change {
  std::optional<std::string> name, title, mobile, email;
  std::optional<bool> active;
  std::int64_t version = 0; // the one it was made from
};
Value change(storage::Connection& connection, const accounts::Principal& who,
             const audit::Actor& actor, const std::string& partner_id, const std::string& id,
             const Change& change, Millis now);

// Partner companies: all for administrators, for managers those they look after; by name or number.
struct PartnerQuery {
  std::string text;
  std::int64_t page = 1;
  std::int64_t page_size = 20;
};
Value partners(storage::Connection& connection, const accounts::Principal& who,
               const PartnerQuery& query);

} // namespace qudao::contacts
