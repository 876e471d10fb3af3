// Former owners, told of what somebody else handed on or released, and the administrator whom the rules send what is released to: whom it
// concerns core says (Decision::inform). Internal of the room.
#pragma once

#include "core/pool/pool.h"
#include "server/companies/rows.h"
#include "server/companies/told.h"
#include "server/records/records.h"

namespace qudao::companies {

class LostTo {
 public:
  void add(const pool::Decision& decision, const Stored& company);
  // One notice and one mail to each, however many they are.
  void tell(storage::Connection& connection, const notifications::Notifications& notices,
            const records::Caller& caller) const;

 private:
  Told handed_on_;
  Told released_;
  Told recycled_;
  Told received_;
};

} // namespace qudao::companies
