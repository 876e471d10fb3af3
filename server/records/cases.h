// The approval of one record: who decides now, and the rows that follow from a decision. What may be decided is core's
// answer; here is what it asks about and what it asks for. Internal to the room.
#pragma once

#include "core/access/access.h"
#include "core/approval/approval.h"
#include "core/form/form.h"
#include "server/accounts/principal.h"
#include "server/directory/directory.h"
#include "server/notifications/notifications.h"
#include "server/records/people.h"
#include "server/records/rows.h"

namespace qudao::records {

// As configured now, for a record with these answers.
People people_of(storage::Connection& connection, const std::string& tenant,
                 const approval::Process& process, const std::string& partner_id,
                 const Value& data);

approval::Context approval_context(const accounts::Principal& who, const People& people,
                                   approval::RuleHolds holds, bool valid, Millis now);

// What access asks: everybody involved, by path and trail.
access::Facts facts_of(const Record& record, const People& people);
bool is_frozen(const Record& record); // pending or approved: nobody edits it

// Who must act, and who may see the record because they take or took part.
void store_assignments(storage::Connection& connection, const std::string& tenant,
                       const Record& record, const std::vector<std::string>& assigned, Millis now);
void store_participants(storage::Connection& connection, const std::string& tenant,
                        const Record& record, const People& people, Millis now);

// Both for a record that has neither yet.
void add_people(storage::Connection& connection, const std::string& tenant, const Record& record,
                const People& people, const std::vector<std::string>& assigned, Millis now);

// Tells everybody the decision concerns, in the app and by mail.
void tell(storage::Connection& connection, const accounts::Principal& who,
          const notifications::Notifications& notifications, const form::Definition& definition,
          const Record& record, const std::string& title, const People& people,
          const std::vector<approval::Notice>& notices, Millis now);

// People who must act now, from the rows: [{"id","name"}].
Value current_approvers(storage::Connection& connection, const std::string& tenant,
                        const std::string& record_id);

} // namespace qudao::records
