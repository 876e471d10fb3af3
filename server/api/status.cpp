#include <algorithm>
#include <array>

#include "server/api/frame.h"

namespace qudao::api {

namespace {

struct Known {
  std::string_view code;
  int status;
};

// The one place where a domain error becomes an HTTP status. Texts of the codes: texts.json.
constexpr std::array kKnown{
    Known{"access.denied", 403},
    Known{"account.refused", 409},
    Known{"admin.own_account", 409},
    Known{"approval.already_decided", 409},
    Known{"approval.guard", 422},
    Known{"approval.invalid_record", 422},
    Known{"approval.no_approver", 409},
    Known{"approval.not_entitled", 403},
    Known{"approval.not_fillable", 422},
    Known{"approval.opinion_required", 422},
    Known{"approval.opinion_too_long", 422},
    Known{"approval.wrong_state", 409},
    Known{"approval_path.invalid", 422},
    Known{"auth.busy", 503},
    Known{"auth.code_invalid", 401},
    Known{"auth.code_required", 401},
    Known{"auth.confirmation_required", 403},
    Known{"auth.forbidden", 403},
    Known{"auth.invalid", 401},
    Known{"auth.locked", 403},
    Known{"auth.password_change_required", 403},
    Known{"auth.required", 401},
    Known{"auth.throttled", 429},
    Known{"calendar.invalid", 422},
    Known{"captcha.expired", 422},
    Known{"captcha.invalid", 422},
    Known{"captcha.used", 422},
    Known{"command.reused", 409},
    Known{"definition.invalid", 422},
    Known{"department.refused", 422},
    Known{"dictionary.invalid", 422},
    Known{"export.too_many", 422},
    Known{"file.empty", 422},
    Known{"file.too_large", 413},
    Known{"file.type_mismatch", 422},
    Known{"file.type_unknown", 422},
    Known{"hint.too_large", 422},
    Known{"import.state", 409},
    Known{"import.too_many", 409},
    Known{"library.invalid", 422},
    Known{"link.invalid", 404},
    Known{"matching.invalid", 422},
    Known{"not_found", 404},
    Known{"pool.collision", 409},
    Known{"pool.refused", 409},
    Known{"record.exists", 409},
    Known{"record.frozen", 409},
    Known{"record.not_removable", 409},
    Known{"record.version_conflict", 409},
    Known{"request.cross_site", 403},
    Known{"request.header_too_large", 431},
    Known{"request.incomplete", 400},
    Known{"request.invalid", 400},
    Known{"request.json", 400},
    Known{"request.malformed", 400},
    Known{"request.media_type", 415},
    Known{"request.method", 405},
    Known{"request.throttled", 429},
    Known{"request.timeout", 408},
    Known{"request.too_large", 413},
    Known{"request.transfer_coding", 501},
    Known{"rule.error", 422},
    Known{"second_factor.off", 409},
    Known{"second_factor.on", 409},
    Known{"server.internal", 500},
    Known{"server.unavailable", 503},
    Known{"settings.invalid", 422},
    Known{"sync.conflict", 409},
    Known{"sync.other_user", 403},
    Known{"sync.too_many_clients", 409},
    Known{"table.empty", 422},
    Known{"table.encoding", 422},
    Known{"table.quote", 422},
    Known{"table.too_large", 413},
    Known{"unique.taken", 409},
    Known{"upload.busy", 423},
    Known{"upload.checksum_mismatch", 460},
    Known{"upload.expired", 410},
    Known{"upload.hash_mismatch", 422},
    Known{"upload.id_taken", 422},
    Known{"upload.offset", 409},
    Known{"upload.too_many", 429},
    Known{"upload.version", 412},
    Known{"user_name.taken", 409},
    Known{"validation.failed", 422},
    Known{"workbook.invalid", 422},
    Known{"xlsx.too_large", 413},
    Known{"xlsx.unreadable", 422},
    Known{"xlsx.xml", 422},
};

} // namespace

int status_of(std::string_view code) {
  const auto* found = std::lower_bound(
      kKnown.begin(), kKnown.end(), code,
      [](const Known& known, std::string_view wanted) { return known.code < wanted; });
  return found != kKnown.end() && found->code == code ? found->status : 500;
}

} // namespace qudao::api
