#include "server/companies/snapshot.h"

#include "server/companies/contact_data.h"

namespace qudao::companies {

namespace {

using pool::kPeople;

Value millis(const std::optional<Timestamp>& moment) {
  return moment ? Value::integer(millis_of(*moment)) : Value();
}

std::optional<Timestamp> moment(const Value& of, std::string_view key) {
  const Value* value = of.find(key);
  if (value == nullptr || value->is_null()) {
    return std::nullopt;
  }
  return moment_of(value->as_int());
}

std::string text(const Value& of, std::string_view key) {
  return std::string(of.find(key)->as_string());
}

} // namespace

Value snapshot_of(const Stored& stored) {
  const pool::Company& company = stored.company;
  List tags;
  for (const std::string& tag : company.tags) {
    tags.push_back(Value::string(tag));
  }
  List protections;
  for (const pool::Protection& each : company.protections) {
    protections.push_back(Value::map({{"person", Value::string(each.person)},
                                      {"until", Value::integer(millis_of(each.until))}}));
  }
  return Value::map({{"id", Value::string(company.id)},
                     {"library", Value::string(company.library)},
                     {"pool", Value::string(company.pool)},
                     {"name", Value::string(company.name)},
                     {"owner", Value::string(company.owner)},
                     {"version", Value::integer(company.version)},
                     {"entered_by", Value::string(stored.entered_by)},
                     {"entered", Value::integer(millis_of(company.entered))},
                     {"owned_since", Value::integer(millis_of(company.owned_since))},
                     {"touched", millis(company.touched)},
                     {"dealt", millis(company.dealt)},
                     {"follow_up", millis(company.follow_up)},
                     {"name_wanted", Value::string(company.name_wanted)},
                     {"name_due", millis(company.name_due)},
                     {"tags", Value::list(std::move(tags))},
                     {"protections", Value::list(std::move(protections))},
                     {"data", stored.data},
                     {"also", Value::list(stored.also)},
                     {"contacts", Value::list(stored.contacts)}});
}

Stored restored(const Value& snapshot) {
  Stored out;
  pool::Company& company = out.company;
  company.id = text(snapshot, "id");
  company.library = text(snapshot, "library");
  company.pool = text(snapshot, "pool");
  company.name = text(snapshot, "name");
  company.owner = text(snapshot, "owner");
  company.version = snapshot.find("version")->as_int();
  out.entered_by = text(snapshot, "entered_by");
  company.entered = moment_of(snapshot.find("entered")->as_int());
  company.owned_since = moment_of(snapshot.find("owned_since")->as_int());
  company.touched = moment(snapshot, "touched");
  company.dealt = moment(snapshot, "dealt");
  company.follow_up = moment(snapshot, "follow_up");
  company.name_wanted = text(snapshot, "name_wanted");
  company.name_due = moment(snapshot, "name_due");
  for (const Value& tag : snapshot.find("tags")->as_list()) {
    company.tags.emplace_back(tag.as_string());
  }
  for (const Value& each : snapshot.find("protections")->as_list()) {
    company.protections.push_back({text(each, "person"), moment_of(each.find("until")->as_int())});
  }
  out.data = *snapshot.find("data");
  out.also = snapshot.find("also")->as_list();
  // Those of merges of before there were any have none.
  if (const Value* contacts = snapshot.find("contacts")) {
    out.contacts = contacts->as_list();
  }
  return out;
}

pool::Side side_of(const Stored& stored) {
  if (stored.contacts.empty()) {
    return {stored.company, stored.data};
  }
  Map data = stored.data.as_map();
  data.set(kPeople, Value::list(stored.contacts));
  return {stored.company, Value::map(std::move(data))};
}

void take_known(Stored& stored, const Value& data) {
  const Value* contacts = data.find(kPeople);
  stored.contacts = contacts == nullptr ? List() : with_one_main(contacts->as_list());
  stored.data = without(data, {std::string(kPeople)});
}

} // namespace qudao::companies
