#include "server/api/routes.h"

namespace qudao::api {

void add_routes(Frame& frame, std::uint64_t file_limit) {
  add_account_routes(frame);
  add_admin_routes(frame);
  add_company_routes(frame);
  add_company_pair_routes(frame);
  add_company_contact_routes(frame);
  add_company_file_routes(frame);
  add_company_import_routes(frame);
  add_company_hint_routes(frame);
  add_company_word_routes(frame);
  add_definition_routes(frame);
  add_department_routes(frame);
  add_department_account_routes(frame);
  add_desk_routes(frame);
  add_file_routes(frame, file_limit);
  add_journal_routes(frame);
  add_partner_routes(frame);
  add_platform_routes(frame);
  add_record_routes(frame);
  add_registration_routes(frame);
  add_reset_routes(frame);
  add_second_factor_routes(frame);
  add_session_routes(frame);
  add_setup_routes(frame);
  add_sync_routes(frame);
  add_upload_routes(frame);
  add_workbook_routes(frame);
}

} // namespace qudao::api
