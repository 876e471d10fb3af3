#include "server/records/filling.h"
#include "server/records/loaded.h"

namespace qudao::records {

namespace {

Value person(storage::Connection& connection, const std::string& tenant, const std::string& id) {
  return Value::map({{"id", Value::string(id)},
                     {"name", Value::string(directory::name_of(connection, tenant, id))}});
}

// The label of a level, from the process; null for what the partner does.
Value level_label(const approval::Process& process, const std::string& level_id) {
  for (const approval::Level& level : process.levels) {
    if (level.id == level_id) {
      return level.label;
    }
  }
  return {};
}

Value trail_of(storage::Connection& connection, const std::string& tenant,
               const approval::Process& process, const approval::Case& approval_case) {
  List trail;
  const Value stored = to_value(approval_case);
  for (const Value& step : stored.find("trail")->as_list()) {
    Map shown = step.as_map();
    const std::string actor(step.find("actor")->as_string());
    shown.set("actor_name", Value::string(directory::name_of(connection, tenant, actor)));
    const std::string level(step.find("level_id")->as_string());
    shown.set("level_label", level_label(process, level));
    trail.push_back(Value::map(std::move(shown)));
  }
  return Value::list(std::move(trail));
}

Value outlook_of(storage::Connection& connection, const std::string& tenant,
                 const std::vector<approval::Upcoming>& upcoming) {
  List levels;
  for (const approval::Upcoming& level : upcoming) {
    List approvers;
    for (const std::string& id : level.approvers) {
      approvers.push_back(person(connection, tenant, id));
    }
    levels.push_back(Value::map({{"level", Value::integer(level.level)},
                                 {"level_id", Value::string(level.level_id)},
                                 {"label", level.label},
                                 {"level_label", level.label},
                                 {"approvers", Value::list(std::move(approvers))},
                                 {"current", Value::boolean(level.current)},
                                 {"decidable", Value::boolean(level.decidable)}}));
  }
  return Value::list(std::move(levels));
}

Value title_of(const form::Definition& definition, const Value& data) {
  const Value* field = definition.document().find("title_field");
  const Value* title = field == nullptr ? nullptr : data.find(field->as_string());
  return title == nullptr ? Value::string("") : *title;
}

} // namespace

Value Records::view(storage::Connection& connection, const accounts::Principal& who,
                    std::string_view entity, std::string_view id, Millis now) const {
  const Loaded loaded = load_visible(connection, library_, who, entity, id);
  const Record& record = loaded.record;
  const form::Definition& definition = *loaded.bundle->compiled;
  const auto& process = definition.process();
  const form::Mode mode = loaded.facts.frozen ? form::Mode::frozen : form::Mode::edit;

  // Choices withdrawn since are shown as they were, so every known row is given to the form here.
  const Value facts = record_facts(connection, who.tenant_id, record);
  const Value values =
      context_values(connection, library_, who, record.partner_id,
                     last_answers(connection, library_, who.tenant_id, *loaded.bundle,
                                  record.partner_id, record.created_at),
                     facts, mode);
  const Value lookups = lookups_of(connection, who.tenant_id, lookups_, definition, record.data,
                                   lookups::Reach::known);
  const form::Context surroundings = form_context(who.locale, values, lookups, now);
  form::Session session =
      form::Session::open(loaded.bundle->compiled, record.data, surroundings, mode);
  const bool owner = who.partner_id == record.partner_id && !who.partner_id.empty();
  const bool valid = mode == form::Mode::edit && owner && session.validate().valid;
  const auto context = approval_context(
      who, loaded.people, [&session](approval::Rule rule) { return session.holds(rule); }, valid,
      now);
  const Value data = session.data();
  Map view{
      {"id", Value::string(record.id)},
      {"number", Value::string(record.number)},
      {"entity", Value::string(record.entity)},
      {"title", title_of(definition, data)},
      {"definition_version", Value::integer(record.definition_version)},
      {"state", Value::string(name_of(record.approval_case.state))},
      {"version", Value::integer(record.version)},
      {"partner_id", Value::string(record.partner_id)},
      {"data", data},
      {"context", values},
      {"lookups", lookups},
      {"aside", record.aside},
      {"case", to_value(record.approval_case)},
      {"trail", trail_of(connection, who.tenant_id, process, record.approval_case)},
      {"outlook", outlook_of(connection, who.tenant_id,
                             approval::outlook(process, record.approval_case, context))},
      {"actions", to_value(approval::actions(process, record.approval_case, context))},
      {"editable",
       Value::boolean(!access::may(actor_of(who), access::Action::edit, entity, loaded.facts))},
      {"removable",
       Value::boolean(!access::may(actor_of(who), access::Action::remove, entity, loaded.facts))},
      {"created_by", person(connection, who.tenant_id, record.created_by)},
      {"created_at", Value::string(rfc3339(record.created_at))},
      {"updated_at", Value::string(rfc3339(record.updated_at))},
      {"current_approvers", current_approvers(connection, who.tenant_id, record.id)}};
  if (loaded.older) {
    view.set("upgraded", upgrade_report(*loaded.older, *loaded.bundle, surroundings));
  }
  if (record.taken_over.is_map()) {
    view.set("taken_over", *record.taken_over.find("keys"));
    view.set("taken_over_from", *record.taken_over.find("from"));
  }
  return Value::map(std::move(view));
}

Value Records::start(storage::Connection& connection, const accounts::Principal& who,
                     std::string_view entity, Millis now) const {
  const auto bundle = library_.newest(connection, who.tenant_id, entity);
  const form::Definition& definition = *bundle->compiled;
  access::Facts facts;
  facts.partner_id = who.partner_id;
  if (auto denied = access::may(actor_of(who), access::Action::create, entity, facts)) {
    throw Failure(denied->code);
  }
  // The approved one of the latest year, else whatever was made last.
  const auto last = connection.one("SELECT id, number FROM record WHERE tenant_id = $1"
                                   " AND partner_id = $2 AND entity = $3"
                                   " ORDER BY CASE state WHEN 'approved' THEN 0 ELSE 1 END,"
                                   " updated_at DESC LIMIT 1",
                                   {who.tenant_id, who.partner_id, entity});
  Value data = Value::map({});
  Value from;
  List keys;
  if (last) {
    const auto record = load(connection, who.tenant_id, entity, last->text(0));
    const auto answers = answers_for(connection, library_, who.tenant_id, *bundle,
                                     record->definition_version, record->data, {});
    form::CarriedOver carried = form::carry_over(definition, answers.data);
    data = carried.record;
    for (const std::string& key : carried.fields) {
      keys.push_back(Value::string(key));
    }
    from = Value::map(
        {{"id", Value::string(last->text(0))}, {"number", Value::string(last->text(1))}});
  }
  const Value lookups =
      lookups_of(connection, who.tenant_id, lookups_, definition, data, lookups::Reach::offered);
  return Value::map({{"data", data},
                     {"taken_over", Value::list(std::move(keys))},
                     {"from", from},
                     {"context", context_values(connection, library_, who, who.partner_id,
                                                last_answers(connection, library_, who.tenant_id,
                                                             *bundle, who.partner_id, now),
                                                Value::null(), form::Mode::edit)},
                     {"lookups", lookups},
                     {"definition_version", Value::integer(bundle->version)},
                     {"now", Value::string(rfc3339(now))}});
}

} // namespace qudao::records
