// Requests as JavaScript sends them, read into what core takes. A request of the wrong shape answers false and leaves
// {"code": "request.malformed", "params": {"at": …}} as the answer.
#pragma once

#include <optional>
#include <string>

#include "core/approval/approval.h"
#include "core/form/form.h"
#include "core/value/json.h"

namespace qudao::wasm {

// Room for a bundle with every county of the country among its dictionaries.
constexpr JsonLimits kBundleLimits{16 << 20, 64, 1'000'000};

bool refuse(std::string_view code, std::string_view at);

// The input as JSON; nothing, with the answer left behind, when it is not.
std::optional<Value> read_json(std::size_t length, const JsonLimits& limits = {});

struct OpenRequest {
  Value record;
  form::Context context;
  form::Mode mode = form::Mode::edit;
  std::vector<std::string> editable;
};
// {"record", "context": {"now", "zone_minutes", "locale", "values", "lookups", "lookups_complete"}, "mode", "editable"}
std::optional<OpenRequest> open_request(const Value& request);

struct ApprovalRequest {
  approval::Case record;
  approval::Context context;
  approval::Command command;
};
// {"case", "context": {…}, "now"?, "command"?: {"action", "opinion"?, "fields"?, "round"?, "level"?}}
std::optional<ApprovalRequest> approval_request(const Value& request);

} // namespace qudao::wasm
