#include <stdexcept>

#include "core/value/json.h"
#include "server/accounts/accounts.h"
#include "server/demo/demo.h"
#include "server/embedded/embedded.h"

namespace qudao::demo {

namespace {

std::string text_in(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  return found == nullptr ? std::string() : std::string(found->as_string());
}

Millis time_of(const Value& step, Millis now) {
  return now - step.find("days")->as_int() * kDay;
}

pool::Command command_of(const Value& step) {
  pool::Command command;
  command.action = *pool::action_named(text_in(step, "action"));
  command.reason = text_in(step, "reason");
  if (command.action != pool::Action::note) {
    return command;
  }
  command.note.way = text_in(step, "way");
  command.note.text = text_in(step, "text");
  command.note.maturity = step.find("maturity")->as_int();
  if (const Value* boxes = step.find("boxes")) {
    for (const Value& box : boxes->as_list()) {
      command.note.boxes.emplace_back(box.as_string());
    }
  }
  return command;
}

Value read_companies() {
  for (const embedded::File& file : embedded::demo_documents()) {
    if (file.name == "companies.json") {
      return *parse_json(file.content);
    }
  }
  throw std::runtime_error("the companies of the demo organisation are missing");
}

records::Caller caller_at(storage::Connection& connection, const std::string& tenant,
                          const std::string& user_name, Millis at) {
  const auto row = connection.one(
      "SELECT id FROM user_account WHERE tenant_id = $1 AND user_name = $2", {tenant, user_name});
  const auto user = accounts::find_user(connection, tenant, row->text(0));
  records::Caller caller;
  caller.who.tenant_id = tenant;
  caller.who.user_id = user->id;
  caller.who.roles = user->roles;
  caller.who.partner_id = user->partner_id;
  caller.who.locale = user->locale;
  caller.actor = {tenant, user->id, ""};
  caller.now = at;
  return caller;
}

} // namespace

void add_companies(storage::Connection& connection, const std::string& tenant,
                   const companies::Companies& companies, Millis now) {
  const Value document = read_companies();
  for (const Value& given : document.find("companies")->as_list()) {
    const std::string by = text_in(given, "by");
    companies::Entry entry;
    entry.library = text_in(given, "library");
    entry.pool = text_in(given, "pool");
    entry.data = *given.find("data");
    const auto entered =
        companies.enter(connection, caller_at(connection, tenant, by, time_of(given, now)), entry);
    companies::throw_if_refused(entered);
    const std::string id = text_in(*entered.shown.find("company"), "id");
    const Value* steps = given.find("steps");
    for (const Value& step : steps == nullptr ? List() : steps->as_list()) {
      const std::string actor = step.find("by") == nullptr ? by : text_in(step, "by");
      companies.act(connection, caller_at(connection, tenant, actor, time_of(step, now)),
                    {entry.library, id, command_of(step)});
    }
  }
  // Whom they belong to was told of what goes back soon, when that was.
  connection.execute("UPDATE company SET warned_at = $2 WHERE tenant_id = $1 AND warn_at <= $2",
                     {tenant, now});
}

} // namespace qudao::demo
