// Internal of the room: the commands besides serve. Each answers the exit status and prints for people.
#pragma once

#include "server/config/config.h"

namespace qudao::app {

int verify_audit(const config::AuditVerify& options); // 0 whole, 2 broken
int migrate(const config::Migrate& options);
int back_up(const config::Backup& options);
int restore(const config::Restore& options);

} // namespace qudao::app
