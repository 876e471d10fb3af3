#include "core/pool/deciding.h"
#include "core/pool/moments.h"

namespace qudao::pool {

bool Application::holds(Timestamp now) const {
  if (state == ApplicationState::open) return true;
  return state == ApplicationState::allowed && (!due || before(now, *due));
}

void Deciding::apply() {
  if (needs_member()) ask(context_.actor->id, false);
}

void Deciding::special() {
  if (!context_.actor || !rules_.special_by.names(*context_.actor))
    return refuse("pool.not_entitled");
  if (!context_.receiver) return refuse("pool.person_needed");
  if (!context_.receiver->active) refuse("pool.person_inactive");
  if (!pool_->members.names(*context_.receiver)) refuse("pool.not_member");
  ask(context_.receiver->id, true);
}

void Deciding::ask(const std::string& person, bool special) {
  Application application;
  application.id = context_.new_id;
  application.name = command_.name;
  application.applicant = context_.actor->id;
  application.person = person;
  application.special = special;
  application.applied = context_.now;
  if (!fits(command_.name)) return;
  if (subject_.company) {
    application.company = subject_.company->id;
    if (application.name.empty()) application.name = subject_.company->name;
    if (!needs_free(person)) return;
  } else if (!subject_.collision.may_enter()) {
    refuse(subject_.collision.code());
  }
  if (subject_.application && subject_.application->holds(context_.now) && violations_.empty())
    refuse("pool.applied_for");
  if (application.name.find_first_not_of(" \t\r\n") == std::string::npos)
    refuse("pool.name_needed");
  out_.event = {"applied", {}, {}, person, false};
  if (person != context_.actor->id) out_.inform = {person};
  out_.application = std::move(application);
}

void Deciding::answer() {
  if (!needs_administrator()) return;
  if (!subject_.application) return refuse("pool.no_application");
  Application application = *subject_.application;
  if (application.state != ApplicationState::open) return refuse("pool.application_answered");
  out_.event = {"answered", {}, {}, command_.answer, false};
  out_.inform = {application.applicant};
  if (application.person != application.applicant) out_.inform.push_back(application.person);
  if (command_.answer == "refuse") {
    application.state = ApplicationState::refused;
  } else if (command_.answer == "allow") {
    application.state = ApplicationState::allowed;
    if (rules_.entry_window) application.due = end_of(*rules_.entry_window, context_.now);
  } else if (command_.answer == "assign") {
    if (!needs_company()) return;
    if (!needs_free(application.person)) return;
    application.state = ApplicationState::assigned;
    Company next = *subject_.company;
    if (application.special && next.name != application.name && rules_.name_window) {
      next.name_wanted = application.name;
      next.name_due = end_of(*rules_.name_window, context_.now);
    }
    Ways ways;
    ways.by_administrator = true;
    ways.is_handed = true;
    ways.protection = rules_.claim_protection;
    give(std::move(next), ways);
  } else {
    refuse("pool.answer_unknown");
  }
  out_.application = std::move(application);
}

void Deciding::withdraw() {
  if (!subject_.application) return refuse("pool.no_application");
  if (!is_actor(subject_.application->applicant)) return refuse("pool.not_entitled");
  if (!subject_.application->holds(context_.now)) return refuse("pool.application_answered");
  out_.application = subject_.application;
  out_.application->state = ApplicationState::withdrawn;
  out_.event = {"withdrawn", {}, {}, {}, false};
}

void Deciding::correct() {
  if (!needs_owner()) return;
  const Company& company = *subject_.company;
  if (!company.name_due) return refuse("pool.name_stands");
  if (!before(context_.now, *company.name_due))
    return refuse_until("pool.window_over", "due", *company.name_due);
  if (command_.name != company.name_wanted)
    return refuse("pool.name_differs", {{"name", Value::string(company.name_wanted)}});
  out_.event = {"corrected", company.owner, company.owner, company.name, false};
  out_.next = company;
  out_.next->name = company.name_wanted;
  out_.next->name_wanted.clear();
  out_.next->name_due.reset();
}

} // namespace qudao::pool
