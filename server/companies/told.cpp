#include "server/companies/told.h"

#include "server/directory/directory.h"

namespace qudao::companies {

namespace {

constexpr std::size_t kMostNamed = 20; // companies in one mail

} // namespace

void Told::add(const std::string& person, const std::string& name) {
  People& of = people_[person];
  ++of.companies;
  if (of.companies <= kMostNamed) {
    of.names += (of.names.empty() ? "" : "\n") + name;
  }
}

void Told::add(const std::string& person, const std::string& name, const std::string& address) {
  add(person, name);
  People& of = people_[person];
  of.address = of.companies == 1 ? address : std::string();
}

void Told::mail(storage::Connection& connection, const notifications::Notifications& notices,
                const std::string& tenant, std::string_view kind, Millis now) const {
  for (const auto& [id, of] : people_) {
    const auto person = directory::person(connection, tenant, id);
    if (person && person->active) {
      const auto count = static_cast<std::int64_t>(of.companies);
      notices.mail(connection, tenant, *person, kind,
                   {{"count", Value::integer(count)}, {"names", Value::string(of.names)}}, now);
    }
  }
}

void Told::tell(storage::Connection& connection, const notifications::Notifications& notices,
                const std::string& tenant, std::string_view kind, const std::string& by,
                Millis now) const {
  for (const auto& [id, of] : people_) {
    const auto person = directory::person(connection, tenant, id);
    if (!person || !person->active) {
      continue;
    }
    notifications::Notice notice;
    notice.kind = kind;
    notice.entity = "company";
    notice.record_id = of.address;
    notice.params = {{"count", Value::integer(static_cast<std::int64_t>(of.companies))},
                     {"names", Value::string(of.names)},
                     {"by", Value::string(by)}};
    notices.tell(connection, tenant, *person, notice, now);
  }
}

} // namespace qudao::companies
