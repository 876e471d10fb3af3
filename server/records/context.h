// What the rules of a form read besides its fields, gathered from the database. Internal to the room.
#pragma once

#include "core/form/form.h"
#include "server/accounts/principal.h"
#include "server/lookups/lookups.h"
#include "server/records/rows.h"

namespace qudao::records {

// Facts of a stored record that do not lie in its data; null for one that is not stored yet.
Value record_facts(storage::Connection& connection, const std::string& tenant,
                   const Record& record);

// The answers of the company's signing that was approved last, of those made before `before`: last year's. An empty map when
// there is none, and when no rule reads it.
Value last_answers(storage::Connection& connection, definitions::Library& library,
                   const std::string& tenant, const definitions::Bundle& bundle,
                   const std::string& partner_id, Millis before);

// user, partner, settings, last, record, mode: the same values the browser is sent.
Value context_values(storage::Connection& connection, definitions::Library& library,
                     const accounts::Principal& who, const std::string& partner_id,
                     const Value& last, const Value& facts, form::Mode mode);

// entity → id → attributes of every row that `data` names.
Value lookups_of(storage::Connection& connection, const std::string& tenant,
                 const lookups::Lookups& lookups, const form::Definition& definition,
                 const Value& data, lookups::Reach reach);

form::Context form_context(std::string_view locale, const Value& values, const Value& lookups,
                           Millis now);

Timestamp timestamp_of(Millis time);

} // namespace qudao::records
