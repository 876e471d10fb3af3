#include "server/demo/demo.h"

#include <map>
#include <stdexcept>

#include "core/value/json.h"
#include "server/accounts/accounts.h"
#include "server/contacts/contacts.h"
#include "server/crypto/digest.h"
#include "server/departments/departments.h"
#include "server/desk/desk.h"
#include "server/directory/directory.h"
#include "server/embedded/embedded.h"
#include "server/lookups/lookups.h"
#include "server/registration/registration.h"
#include "server/settings/settings.h"

namespace qudao::demo {

namespace {

constexpr Millis kLastYearAgo = 300 * kDay;
constexpr Millis kThisYearAgo = 6 * kDay;

std::string text_of(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

Value read_organisation(int year) {
  for (const embedded::File& file : embedded::demo_documents()) {
    if (file.name != "organisation.json") {
      continue;
    }
    std::string text = replaced(std::string(file.content), "{this}", std::to_string(year));
    auto value = parse_json(replaced(std::move(text), "{last}", std::to_string(year - 1)));
    if (value) {
      return std::move(value).value();
    }
  }
  throw std::runtime_error("the demo organisation cannot be read");
}

// One making of the organisation.
class Builder {
 public:
  Builder(storage::Connection& connection, const std::string& tenant,
          const records::Records& records, const notifications::Notifications& notices,
          const std::string& password_hash, Millis now)
      : connection_(connection), tenant_(tenant), records_(records), notices_(notices),
        password_hash_(password_hash), now_(now), year_(std::stoi(rfc3339(now).substr(0, 4))),
        document_(read_organisation(year_)) {}

  void build() {
    for (const Value& user : document_.find("users")->as_list()) {
      add_user(user);
    }
    for (const Value& department : document_.find("departments")->as_list()) {
      add_department(department);
    }
    for (const Value& path : document_.find("approval_paths")->as_list()) {
      add_path(path);
    }
    open_years({year_ - 1, year_, year_ + 1});
    for (const Value& partner : document_.find("partners")->as_list()) {
      add_partner(partner);
    }
    for (const Value& signing : document_.find("signings")->as_list()) {
      add_signing(signing);
    }
    open_years({year_, year_ + 1});
    for (const auto& [name, id] : ids_) {
      accounts::note_data_confirmed(connection_, tenant_, id, now_);
    }
    Millis published = now_ - kThisYearAgo;
    for (const Value& item : document_.find("news")->as_list()) {
      desk::publish(connection_, system(), text_of(item, "title"), text_of(item, "body"),
                    published);
      published -= kDay;
    }
    connection_.execute("UPDATE notification SET read_at = $1 WHERE tenant_id = $2"
                        " AND created_at < $3",
                        {now_, tenant_, now_ - kThisYearAgo - kDay});
  }

 private:
  audit::Actor system() const { return {tenant_, "system", ""}; }

  void open_years(const std::vector<int>& years) {
    List list;
    for (const int year : years) {
      list.push_back(Value::integer(year));
    }
    settings::change(connection_, tenant_,
                     Value::map({{"open_fiscal_years", Value::list(std::move(list))}}), now_);
  }

  void add_user(const Value& given) {
    accounts::User user;
    user.user_name = text_of(given, "user_name");
    user.display_name = text_of(given, "display_name");
    user.employee_no = text_of(given, "employee_no");
    user.department = text_of(given, "department");
    user.area = text_of(given, "area");
    user.province = text_of(given, "province");
    user.industry = text_of(given, "industry");
    user.email = text_of(given, "email");
    user.mobile = text_of(given, "mobile");
    for (const Value& role : given.find("roles")->as_list()) {
      user.roles.emplace_back(role.as_string());
    }
    ids_[user.user_name] =
        accounts::create_user(connection_, system(), user, password_hash_, now_).id;
  }

  void add_department(const Value& given) {
    departments::Request request;
    request.actor = system();
    request.who.tenant_id = tenant_;
    request.who.roles = {"admin"};
    request.command.label = text_of(given, "label");
    request.command.type = text_of(given, "type");
    request.now = now_;
    departments::change(connection_, request);
  }

  void add_path(const Value& given) {
    directory::Path path{text_of(given, "kind"), text_of(given, "code"), {}};
    for (const Value& level : given.find("levels")->as_list()) {
      path.levels.emplace_back();
      for (const Value& name : level.as_list()) {
        path.levels.back().push_back(id_of(std::string(name.as_string())));
      }
    }
    directory::set_path(connection_, tenant_, path, now_);
  }

  void add_partner(const Value& given) {
    registration::Request request;
    request.user_name = text_of(given, "user");
    request.password_hash = password_hash_;
    request.data = *given.find("data");
    request.locale = "zh-CN";
    const auto registered = registration::register_partner(
        connection_, records_, notices_, system(), request, now_ - kLastYearAgo - kDay);
    ids_[request.user_name] = registered.user.id;
    partners_[request.user_name] = registered.partner_id;
    for (const Value& person : given.find("contacts")->as_list()) {
      const contacts::Contact contact{registered.partner_id, text_of(person, "name"),
                                      text_of(person, "title"), text_of(person, "mobile"),
                                      text_of(person, "email")};
      contacts_[contact.name] = contacts::add(connection_, tenant_, contact, now_);
    }
  }

  Value answers_of(const Value& signing, int year) {
    Map answers = document_.find("signing_common")->as_map();
    for (const char* part : {"company", "data"}) {
      for (const auto& [key, answer] : signing.find(part)->as_map()) {
        answers.set(key, answer);
      }
    }
    answers.set("fiscal_year", Value::string(std::to_string(year)));
    answers.set("channel_manager", Value::string(id_of(text_of(signing, "manager"))));
    return Value::map(std::move(answers));
  }

  void add_signing(const Value& signing) {
    const bool last = text_of(signing, "fiscal_year") == "last";
    Millis at = now_ - (last ? kLastYearAgo : kThisYearAgo);
    records::NewRecord request;
    request.entity = "signing";
    request.data = answers_of(signing, last ? year_ - 1 : year_);
    const records::Caller partner = caller(text_of(signing, "partner"), at);
    const auto created = records_.create(connection_, partner, request,
                                         records_.prepare(connection_, partner, request));
    records::throw_if_refused(created);
    for (const Value& step : signing.find("steps")->as_list()) {
      at += 3 * kHour;
      run(step, created.record_id, at);
    }
  }

  void run(const Value& step, const std::string& record_id, Millis at) {
    const records::Caller who = caller(text_of(step, "by"), at);
    records::CommandRequest command;
    command.entity = "signing";
    command.id = record_id;
    command.command = text_of(step, "command");
    command.opinion = text_of(step, "opinion");
    command.data = Value::map({});
    if (const Value* bind = step.find("bind")) {
      command.data = Value::map(
          {{"bound_distributor", Value::string(partners_.at(text_of(*bind, "distributor")))},
           {"distributor_contact", Value::string(contacts_.at(text_of(*bind, "contact")))}});
    }
    command.version = connection_
                          .one("SELECT version FROM record WHERE tenant_id = $1 AND id = $2",
                               {tenant_, record_id})
                          ->integer(0);
    records::throw_if_refused(records_.command(connection_, who, command));
  }

  records::Caller caller(const std::string& user_name, Millis at) {
    const auto user = accounts::find_user(connection_, tenant_, id_of(user_name));
    records::Caller caller;
    caller.who.tenant_id = tenant_;
    caller.who.user_id = user->id;
    caller.who.user_name = user->user_name;
    caller.who.display_name = user->display_name;
    caller.who.roles = user->roles;
    caller.who.partner_id = user->partner_id;
    caller.who.province = user->province;
    caller.who.industry = user->industry;
    caller.who.locale = user->locale;
    caller.actor = {tenant_, user->id, ""};
    caller.now = at;
    return caller;
  }

  const std::string& id_of(const std::string& user_name) const { return ids_.at(user_name); }

  storage::Connection& connection_;
  const std::string& tenant_;
  const records::Records& records_;
  const notifications::Notifications& notices_;
  const std::string& password_hash_;
  const Millis now_;
  const int year_;
  const Value document_;
  std::map<std::string, std::string> ids_;      // of users, by user name
  std::map<std::string, std::string> partners_; // of companies, by their first user's name
  std::map<std::string, std::string> contacts_; // by name
};

} // namespace

bool install(storage::Connection& connection, const std::string& tenant,
             const records::Records& records, const notifications::Notifications& notices,
             const std::string& password_hash, Millis now) {
  if (accounts::user_name_taken(connection, tenant, "admin")) {
    return false;
  }
  try {
    Builder(connection, tenant, records, notices, password_hash, now).build();
  } catch (const Failure& failure) {
    throw std::runtime_error("the demo organisation is refused: " + failure.code + ' ' +
                             write_json(failure.violations));
  }
  return true;
}

std::string user_names() {
  const Value document = read_organisation(0);
  std::string names;
  for (const Value& user : document.find("users")->as_list()) {
    names += (names.empty() ? "" : ", ") + text_of(user, "user_name");
  }
  for (const Value& partner : document.find("partners")->as_list()) {
    names += ", " + text_of(partner, "user");
  }
  return names;
}

} // namespace qudao::demo
