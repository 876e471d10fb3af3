// The rows of one record: the record itself, its indexed answers, its unique keys. Internal to the room.
//
// Whatever writes a record notes it in the log of changes (server/changes).
// Cost: a look-up by key each; writing replaces only the indexed answers that changed.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/approval/approval.h"
#include "core/value/value.h"
#include "server/clock/clock.h"
#include "server/storage/connection.h"

namespace qudao::records {

struct Record {
  std::string id;
  std::string entity;
  std::string number;
  std::int64_t definition_version = 0;
  std::string partner_id;
  std::int64_t version = 0;
  std::string created_by;
  Millis created_at = 0;
  Millis updated_at = 0;
  Value taken_over; // {"from": {"id", "number"}, "keys": […]} or null
  approval::Case approval_case;
  Value data;
  Value aside = Value::list({}); // answers no field takes any more, see core/version
};

using IndexedValues = std::map<std::string, std::string>; // field → value as text

// What is derived from the data, for lists and searches.
struct Derived {
  std::string title;
  std::string search_text;
  Value fields;         // the indexed answers
  IndexedValues values; // the same one by one
};

std::optional<Record> load(storage::Connection& connection, const std::string& tenant,
                           std::string_view entity, std::string_view id);
// The long columns as they are stored; written before the transaction where that is possible.
struct Written {
  std::string fields;
  std::string taken_over;
  std::string approval_case;
  std::string data;
  std::string aside;
};
Written write(const Record& record, const Derived& derived);

void insert(storage::Connection& connection, const std::string& tenant, const Record& record,
            const Derived& derived, const Written& written);
// Stores `record`, whose version is the one read plus one. False when somebody was faster.
bool update(storage::Connection& connection, const std::string& tenant, const Record& record,
            const Derived& derived);
// Stores what lists and searches need, and nothing else of the record.
void update_derived(storage::Connection& connection, const std::string& tenant,
                    const Record& record, const Derived& derived);
void remove(storage::Connection& connection, const std::string& tenant, const Record& record,
            Millis now);

// The next number of the series, e.g. QS2026000001. Numbers are not reused; a refused command may leave a gap.
std::string next_number(storage::Connection& connection, const std::string& tenant,
                        std::string_view prefix, int year, int digits);

} // namespace qudao::records
