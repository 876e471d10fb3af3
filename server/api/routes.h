// Internal of the room: each subject adds its routes; add_routes calls them all.
#pragma once

#include "server/api/frame.h"
#include "server/records/records.h"

namespace qudao::api {

void add_account_routes(Frame& frame);            // /me, /user-names
void add_admin_routes(Frame& frame);              // /admin/users, -/approval-paths, -/settings
void add_company_routes(Frame& frame);            // /libraries
void add_company_pair_routes(Frame& frame);       // -/merges, -/marks
void add_company_contact_routes(Frame& frame);    // -/contacts
void add_company_file_routes(Frame& frame);       // -/files, -/signings
void add_company_import_routes(Frame& frame);     // -/imports, -/export
void add_company_hint_routes(Frame& frame);       // -/hint, /lexicon
void add_company_word_routes(Frame& frame);       // /admin/matching, /libraries/-/choices
void add_definition_routes(Frame& frame);         // /definitions, /dictionaries
void add_department_routes(Frame& frame);         // /departments, /libraries/-/inventory
void add_department_account_routes(Frame& frame); // /departments/-/accounts
void add_desk_routes(Frame& frame); // /workbench, /notifications, /lookups, /news, …
void add_file_routes(Frame& frame, std::uint64_t file_limit);
void add_journal_routes(Frame& frame);       // /admin/audit, /admin/mail
void add_partner_routes(Frame& frame);       // /partners
void add_platform_routes(Frame& frame);      // /healthz, /metrics, /openapi.json, /captcha
void add_record_routes(Frame& frame);        // /records, /inbox, /partner
void add_registration_routes(Frame& frame);  // /registrations, /registration-drafts
void add_reset_routes(Frame& frame);         // /password-resets
void add_second_factor_routes(Frame& frame); // /me/second-factor
void add_session_routes(Frame& frame);       // /sessions
void add_setup_routes(Frame& frame);         // /setup
void add_sync_routes(Frame& frame);          // /sync, /admin/sync
void add_upload_routes(Frame& frame);        // /uploads
void add_workbook_routes(Frame& frame);      // /admin/definitions/…/workbook

// Commands that waited for this file go on; what fails is tried again when their client next asks.
boost::asio::awaitable<void> attachment_arrived(Services& services, records::Caller caller,
                                                std::string attachment_id);

void add_routes(Frame& frame, std::uint64_t file_limit);

} // namespace qudao::api
