#include "server/sync/carry_out.h"

#include <algorithm>
#include <array>

#include "server/crypto/digest.h"

namespace qudao::sync_server {

namespace {

constexpr std::array<std::string_view, 8> kNames{"create",  "save",   "submit", "withdraw",
                                                 "approve", "reject", "fill",   "remove"};
constexpr std::size_t kLongestId = 100;

Violation malformed_at(std::string_view place) {
  return {"sync.malformed", {}, {{"at", Value::string(place)}}, {}, {}};
}

[[noreturn]] void refuse(const Violation& violation) {
  throw Failure(violation.code, Value::list({to_value(violation)}));
}

sync::Patch patch_of(const sync::Command& command) {
  auto patch = sync::patch_from(command.args);
  if (!patch) {
    refuse(patch.error());
  }
  return std::move(patch).value();
}

// A draft takes everything that is answered: there is nothing it was before.
Value answers_of(const sync::Patch& patch) {
  return sync::with_set(Value::map({}), patch.set);
}

records::NewRecord new_record(const sync::Command& command) {
  records::NewRecord request;
  request.entity = command.entity;
  request.id = command.record;
  request.data = answers_of(patch_of(command));
  request.definition_version = command.definition_version;
  const Value* from = command.args.find("taken_over_from");
  const Value* id = from == nullptr ? nullptr : from->find("id");
  if (id != nullptr && id->is_string()) {
    request.from_id = std::string(id->as_string());
  }
  const Value* keys = command.args.find("taken_over");
  if (keys != nullptr && keys->is_list()) {
    for (const Value& key : keys->as_list()) {
      if (key.is_string()) {
        request.taken_over.emplace_back(key.as_string());
      }
    }
  }
  return request;
}

std::string opinion_of(const sync::Command& command) {
  const Value* opinion = command.args.find("opinion");
  if (opinion == nullptr || opinion->is_null()) {
    return {};
  }
  if (!opinion->is_string()) {
    refuse(malformed_at("args"));
  }
  return std::string(opinion->as_string());
}

Value data_of(const sync::Command& command) {
  const Value* data = command.args.find("data");
  if (data == nullptr || data->is_null()) {
    return Value::map({});
  }
  if (!data->is_map()) {
    refuse(malformed_at("args"));
  }
  return *data;
}

std::int64_t version_of(storage::Connection& connection, const std::string& tenant,
                        const std::string& record) {
  const auto row = connection.one("SELECT version FROM record WHERE tenant_id = $1 AND id = $2",
                                  {tenant, record});
  return row ? row->integer(0) : 0;
}

} // namespace

bool is_known(const std::string& name) {
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::optional<Violation> malformed(const sync::Command& command) {
  if (!is_known(command.name)) {
    return malformed_at("name");
  }
  if (command.entity.size() > kLongestId) {
    return malformed_at("entity");
  }
  if (!crypto::is_uuid(command.record)) {
    return malformed_at("record");
  }
  // As every other id: rising with time, so that what belongs together lies together.
  if (command.name == "create" && command.record[14] != '7') {
    return malformed_at("record");
  }
  const auto& files = command.attachments;
  if (files.size() > kMostAttachments ||
      !std::all_of(files.begin(), files.end(), crypto::is_uuid)) {
    return malformed_at("attachments");
  }
  return std::nullopt;
}

std::int64_t carry_out(const records::Records& records, storage::Connection& connection,
                       const records::Caller& caller, const sync::Command& command,
                       std::int64_t base_version) {
  if (command.name == "create") {
    const records::NewRecord request = new_record(command);
    const auto prepared = records.prepare(connection, caller, request);
    records::throw_if_refused(records.create(connection, caller, request, prepared));
    return 1;
  }
  if (command.name == "save") {
    return records.merge(connection, caller,
                         {command.entity, command.record, patch_of(command), base_version,
                          command.definition_version});
  }
  if (command.name == "remove") {
    records.remove(connection, caller, command.entity, command.record, base_version);
    return 0;
  }
  records::CommandRequest request;
  request.entity = command.entity;
  request.id = command.record;
  request.command = command.name;
  request.opinion = opinion_of(command);
  request.data = data_of(command);
  request.version = base_version;
  records::throw_if_refused(records.command(connection, caller, request));
  return version_of(connection, caller.who.tenant_id, command.record);
}

Value violations_of(const Failure& failure) {
  if (failure.violations.is_list() && !failure.violations.as_list().empty()) {
    return failure.violations;
  }
  return Value::list({Value::map({{"code", Value::string(failure.code)},
                                  {"path", Value::string("")},
                                  {"params", Value::map(failure.members)}})});
}

} // namespace qudao::sync_server
