#include "server/api/company_call.h"

#include "core/value/time_text.h"
#include "server/failure/failure.h"

namespace qudao::api {

records::Caller company_caller(const Services& services, const Call& call) {
  records::Caller caller = caller_of(services, call);
  caller.who.locale = call.locale;
  return caller;
}

std::optional<Timestamp> moment_if(const std::optional<std::string>& text) {
  if (!text) {
    return std::nullopt;
  }
  const auto moment = parse_timestamp(*text);
  if (!moment) {
    throw Failure("request.invalid");
  }
  return moment;
}

std::int64_t integer_member(const Value& of, std::string_view key) {
  const Value* value = of.find(key);
  if (value == nullptr || value->is_null()) {
    return 0;
  }
  if (value->kind() != Kind::integer) {
    throw Failure("request.invalid");
  }
  return value->as_int();
}

std::string text_member(const Value& of, std::string_view key) {
  const Value* value = of.find(key);
  if (value == nullptr || value->is_null()) {
    return {};
  }
  if (!value->is_string()) {
    throw Failure("request.invalid");
  }
  return std::string(value->as_string());
}

namespace {

pool::Note note_of(const Value& body) {
  constexpr std::size_t kMostBoxes = 20;
  pool::Note note;
  note.way = text_member(body, "way");
  note.text = text_member(body, "text");
  note.maturity = integer_member(body, "maturity");
  const Value* boxes = body.find("boxes");
  if (boxes != nullptr && (!boxes->is_list() || boxes->as_list().size() > kMostBoxes)) {
    throw Failure("request.invalid");
  }
  for (const Value& box : boxes == nullptr ? List() : boxes->as_list()) {
    if (!box.is_string()) {
      throw Failure("request.invalid");
    }
    note.boxes.emplace_back(box.as_string());
  }
  const std::string next = text_member(body, "next");
  note.next = moment_if(next.empty() ? std::nullopt : std::optional(next));
  return note;
}

} // namespace

pool::Command command_of(const Call& call, std::initializer_list<pool::Action> allowed) {
  const auto action = pool::action_named(call.text("action"));
  if (!action || std::find(allowed.begin(), allowed.end(), *action) == allowed.end()) {
    throw Failure("request.invalid");
  }
  pool::Command command;
  command.action = *action;
  command.person = call.text_if("person").value_or("");
  command.reason = call.text_if("reason").value_or("");
  command.name = call.text_if("name").value_or("");
  command.answer = call.text_if("answer").value_or("");
  command.until = moment_if(call.text_if("until"));
  command.version = integer_member(call.body, "version");
  command.warned = call.flag("warned", false);
  if (*action == pool::Action::note) {
    command.note = note_of(call.map("note"));
  }
  return command;
}

} // namespace qudao::api
