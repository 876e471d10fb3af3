#include "core/reuse/groups.h"

#include <algorithm>

namespace qudao::reuse {
namespace {

bool is_prefix(std::string_view text) {
  if (text.empty()) return true;
  if (text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string_view text_of(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  return found != nullptr && found->is_string() ? found->as_string() : std::string_view();
}

bool is_lookup(const Node& field) {
  return text_of(field.value(), "kind") == "lookup";
}

// Fields are sorted by name, as every map is.
const Node* field_of(const std::vector<std::pair<std::string, Node>>& fields,
                     std::string_view name) {
  const auto at = std::lower_bound(
      fields.begin(), fields.end(), name,
      [](const auto& field, std::string_view wanted) { return field.first < wanted; });
  return at != fields.end() && at->first == name ? &at->second : nullptr;
}

std::string field_path(std::string_view name) {
  return "/fields/" + form::pointer_step(name);
}

// What a repeat names; nothing of another field.
std::vector<Node> rows_of(const Node& field) {
  const Value* kind = field.value().find("kind");
  const bool repeat = kind != nullptr && kind->is_string() && kind->as_string() == "repeat";
  return repeat ? field.items("fields") : std::vector<Node>();
}

} // namespace

Groups::Groups(const Node& definition, const Limits& limits, IssueList& issues, Places& places,
               Meter& meter)
    : limits_(limits), issues_(issues), places_(places), meter_(meter) {
  for (const auto& [name, node] : definition.entries("groups"))
    read(name, node);
}

void Groups::read(const std::string& name, const Node& node) {
  Group group{node, {}, {}, {}, {}};
  if (!take_parts(group)) group.state = Group::Names::broken;
  groups_.emplace(name, std::move(group));
}

// Whether it can be included; what is wrong with it is noted once, not again for every use.
bool Groups::take_parts(Group& group) {
  const Node& node = group.node;
  if (!node.is_object({"fields", "order"}, {"parameters", "rules"})) return false;
  const std::vector<std::string> parameters = node.texts("parameters");
  group.parameters = {parameters.begin(), parameters.end()};
  group.fields = node.entries("fields");
  group.order = node.items("order");
  if (group.fields.size() > limits_.members) {
    node.issue("definition.too_large");
    return false;
  }
  std::set<std::string_view> placed;
  bool whole = true;
  for (const Node& item : group.order) {
    if (!item.value().is_map()) whole = place(group, item, placed, false) && whole;
  }
  for (const auto& [key, field] : group.fields)
    if (placed.count(key) == 0) field.issue("definition.no_section", "field", key);
  return whole;
}

// A repeat places the fields of its rows. There are no repeats in rows: compile says so.
bool Groups::place(const Group& group, const Node& item, std::set<std::string_view>& placed,
                   bool in_rows) {
  const std::string_view name =
      item.value().is_string() ? item.value().as_string() : std::string_view();
  const Node* field = field_of(group.fields, name);
  if (field == nullptr || !placed.insert(name).second) {
    const bool unknown = field == nullptr;
    item.issue(unknown ? "definition.unknown_field" : "definition.duplicate",
               unknown ? "field" : "value", item.value());
    return false;
  }
  bool whole = true;
  if (in_rows) return whole;
  for (const Node& column : rows_of(*field))
    whole = place(group, column, placed, true) && whole;
  return whole;
}

Groups::Group* Groups::find(const Node& item) {
  if (!item.is_object({"group"}, {"fields", "prefix", "with"})) return nullptr;
  const std::string name = item.text("group");
  if (name.empty()) return nullptr;
  used_.insert(name);
  const auto found = groups_.find(name);
  if (found != groups_.end()) return &found->second;
  item.get("group")->issue("definition.unknown_group", "name", name);
  return nullptr;
}

std::string Groups::prefix_of(const Node& item) {
  std::string prefix = item.get("prefix") ? item.text("prefix") : std::string();
  if (is_prefix(prefix)) return prefix;
  item.get("prefix")->issue("definition.field_name", "field", prefix);
  return {};
}

const std::vector<std::string>* Groups::names_of(Group& group, const Node& item) {
  if (group.state == Group::Names::being_found) {
    item.get("group")->issue("definition.group_cycle", "name", text_of(item.value(), "group"));
    return nullptr;
  }
  if (group.state == Group::Names::unknown) {
    group.state = Group::Names::being_found;
    group.state = add_names(group, item) ? Group::Names::known : Group::Names::broken;
  }
  return group.state == Group::Names::known ? &group.own_names : nullptr; // why not is noted
}

bool Groups::add_names(Group& group, const Node& item) {
  for (const auto& [name, field] : group.fields) {
    group.own_names.push_back(name);
    if (is_lookup(field)) group.own_names.push_back(name + "_record");
  }
  for (const Node& each : group.order) {
    if (!each.value().is_map()) continue;
    Group* inner = find(each);
    const auto* names = inner == nullptr ? nullptr : names_of(*inner, each);
    if (names == nullptr) return false;
    const std::string prefix = prefix_of(each);
    for (const std::string& name : *names)
      group.own_names.push_back(prefix + name);
    if (group.own_names.size() <= 2 * limits_.members) continue;
    item.issue("definition.too_large");
    return false;
  }
  return true;
}

bool Groups::room_for_more(const Node& item) {
  if (inclusions_ <= limits_.inclusions && members_ <= limits_.members && meter_.left > 0)
    return true;
  item.issue("definition.too_large");
  return false;
}

bool Groups::check_arguments(const Use& use) {
  const std::size_t given = use.arguments.values().size();
  bool known = true;
  for (const auto& [name, value] : use.arguments.values()) {
    if (use.group->parameters.count(name) != 0) continue;
    use.item.get("with")->get(name)->issue("definition.unknown_parameter", "name", name);
    known = false;
  }
  for (const std::string& name : use.group->parameters) {
    if (use.arguments.has(name)) continue;
    use.item.issue("definition.missing_parameter", "name", name);
    known = false;
  }
  return known && given == use.group->parameters.size();
}

Groups::Included Groups::include(const Node& item, std::size_t rules) {
  Included out;
  Group* group = find(item);
  if (group == nullptr || names_of(*group, item) == nullptr) return out;
  // In a section, names are those of the definition.
  const Renaming nothing({}, {}, places_, meter_);
  add_uses({group, item, prefix_of(item), &nothing, Arguments::read(item), 0}, out, rules);
  return out;
}

void Groups::add_uses(const Use& use, Included& out, std::size_t rules) {
  ++inclusions_;
  if (use.depth > limits_.depth) return use.item.issue("definition.too_large");
  if (!check_arguments(use) || !room_for_more(use.item)) return;
  cel::Names names;
  if (!use.prefix.empty()) {
    for (const std::string& name : use.group->own_names)
      names.emplace(name, use.prefix + name);
  }
  const Renaming inside(use.prefix, std::move(names), places_, meter_);
  const std::size_t first = out.fields.size();
  for (const Node& item : use.group->order) {
    if (item.value().is_string()) {
      add_field(use, item, inside, out);
      continue;
    }
    Group* inner = find(item);
    if (inner == nullptr || names_of(*inner, item) == nullptr) continue;
    // The texts it is given may have parameters of this use.
    const Value filled = use.arguments.fill_texts(item.value(), meter_);
    const Node given(filled, item.path(), issues_);
    const std::string prefix = use.prefix + prefix_of(given);
    add_uses({inner, given, prefix, &inside, Arguments::read(given), use.depth + 1}, out, rules);
    if (!room_for_more(item)) return;
  }
  override_fields(use, first, out);
  for (const Node& rule : use.group->node.items("rules")) {
    const std::string path = "/rules/" + std::to_string(rules + out.rules.size());
    places_.move(path, rule.path());
    out.rules.push_back(inside.rule(use.arguments.fill_texts(rule.value(), meter_), path));
    ++members_;
  }
}

void Groups::add_field(const Use& use, const Node& item, const Renaming& inside, Included& out,
                       bool in_rows) {
  const std::string_view name = item.value().as_string();
  const Node* field = field_of(use.group->fields, name);
  const std::string full = use.prefix + std::string(name);
  const std::string path = field_path(full);
  places_.move(path, field->path());
  Value filled = use.arguments.fill_texts(field->value(), meter_);
  Value document = inside.field(filled, path);
  const std::vector<Node> columns = in_rows ? std::vector<Node>() : rows_of(*field);
  if (!columns.empty() && !use.prefix.empty()) {
    Map repeat = document.as_map();
    repeat.set("row_prefix", Value::string(use.prefix));
    document = Value::map(std::move(repeat));
  }
  out.fields.push_back({full, std::move(document), in_rows});
  ++members_;
  for (const Node& column : columns)
    add_field(use, column, inside, out, true);
}

void Groups::override_fields(const Use& use, std::size_t first, Included& out) {
  const auto overrides = use.item.entries("fields");
  if (overrides.empty()) return;
  std::map<std::string_view, Field*> fields;
  for (std::size_t i = first; i < out.fields.size(); ++i)
    fields.emplace(out.fields[i].name, &out.fields[i]);
  for (const auto& [name, given] : overrides) {
    const auto at = fields.find(use.prefix + name);
    if (at == fields.end()) {
      given.issue("definition.unknown_field", "field", name);
    } else if (!given.value().is_map()) {
      given.issue("definition.type", "expected", "object");
    } else {
      override_field(use, given, *at->second);
    }
  }
}

void Groups::override_field(const Use& use, const Node& given, Field& field) {
  if (!field.document.is_map()) return; // which compile says
  Map out = field.document.as_map();
  for (const auto& [key, value] : given.value().as_map()) {
    const std::string step = '/' + form::pointer_step(key.as_string());
    const std::string path = field_path(field.name) + step;
    places_.forget_below(path);
    if (value.is_null()) {
      out.erase(key.as_string());
      continue;
    }
    places_.move(path, given.path() + step);
    out.set(key, use.outside->member(key.as_string(), value, path));
  }
  field.document = Value::map(std::move(out));
}

} // namespace qudao::reuse
