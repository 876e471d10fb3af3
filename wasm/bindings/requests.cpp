#include "wasm/bindings/requests.h"

#include "core/value/time_text.h"
#include "wasm/bindings/exchange.h"

namespace qudao::wasm {
namespace {

const Value kAbsent;

const Value& at(const Value& map, std::string_view key) {
  const Value* found = map.find(key);
  return found ? *found : kAbsent;
}

std::string text_or(const Value& value, std::string_view other) {
  return std::string(value.is_string() ? value.as_string() : other);
}

int small_integer(const Value& value, int other) {
  const bool small =
      value.kind() == Kind::integer && value.as_int() > -100'000 && value.as_int() < 100'000;
  return small ? static_cast<int>(value.as_int()) : other;
}

bool is_true(const Value& value) {
  return value.kind() == Kind::boolean && value.as_bool();
}

std::vector<std::string> texts(const Value& list) {
  std::vector<std::string> all;
  if (!list.is_list()) return all;
  for (const Value& item : list.as_list()) {
    if (item.is_string()) all.emplace_back(item.as_string());
  }
  return all;
}

std::optional<Timestamp> moment(const Value& value) {
  return value.is_string() ? parse_timestamp(value.as_string()) : std::nullopt;
}

} // namespace

bool refuse(std::string_view code, std::string_view at) {
  Exchange::instance().answer(Value::map(
      {{"code", Value::string(code)}, {"params", Value::map({{"at", Value::string(at)}})}}));
  return false;
}

std::optional<Value> read_json(std::size_t length, const JsonLimits& limits) {
  auto read = parse_json(Exchange::instance().input(length), limits);
  if (read) return std::move(read).value();
  refuse(read.error().code, std::to_string(read.error().offset));
  return std::nullopt;
}

std::optional<OpenRequest> open_request(const Value& request) {
  OpenRequest open;
  open.record = at(request, "record");
  const Value& context = at(request, "context");
  const auto now = moment(at(context, "now"));
  if (!open.record.is_map() || !now) {
    refuse("request.malformed", now ? "record" : "context.now");
    return std::nullopt;
  }
  open.context.now = *now;
  open.context.zone_minutes = small_integer(at(context, "zone_minutes"), open.context.zone_minutes);
  open.context.locale = text_or(at(context, "locale"), open.context.locale);
  open.context.values = at(context, "values");
  open.context.lookups = at(context, "lookups");
  open.context.lookups_complete = is_true(at(context, "lookups_complete"));
  open.mode =
      text_or(at(request, "mode"), "edit") == "frozen" ? form::Mode::frozen : form::Mode::edit;
  open.editable = texts(at(request, "editable"));
  return open;
}

std::optional<ApprovalRequest> approval_request(const Value& request) {
  ApprovalRequest read;
  auto record = approval::case_from(at(request, "case"));
  if (!record) {
    refuse(record.error().code, record.error().params.find("at")->as_string());
    return std::nullopt;
  }
  auto context = approval::context_from(at(request, "context"));
  if (!context) {
    refuse(context.error().code, context.error().params.find("at")->as_string());
    return std::nullopt;
  }
  read.record = std::move(record).value();
  read.context = std::move(context).value();
  if (const auto now = moment(at(request, "now"))) read.context.now = *now;
  const Value& command = at(request, "command");
  if (command.is_null()) return read;
  const auto action = approval::action_named(text_or(at(command, "action"), ""));
  if (!action) {
    refuse("request.malformed", "command.action");
    return std::nullopt;
  }
  read.command = {*action, text_or(at(command, "opinion"), ""), texts(at(command, "fields")),
                  small_integer(at(command, "round"), 0), small_integer(at(command, "level"), 0)};
  return read;
}

} // namespace qudao::wasm
