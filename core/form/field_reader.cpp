#include "core/form/field_reader.h"

#include <algorithm>

#include "core/form/texts.h"

namespace qudao::form {
namespace {

struct FacetKey {
  std::string_view key;
  Facets facets; // one of these is needed
};

constexpr FacetKey kFacetKeys[] = {
    {"min", kRange},           {"max", kRange},
    {"scale", kScale},         {"unit", kUnit},
    {"min_length", kLength},   {"max_length", kLength},
    {"pattern", kPattern},     {"must_accept", kAccept},
    {"choices", kChoices},     {"choice_filter", kChoices},
    {"lookup", kLookup},       {"document_types", kDocuments},
    {"max_files", kDocuments}, {"max_bytes", kDocuments},
    {"fields", kRows},         {"min_rows", kRows},
    {"max_rows", kRows},       {"row_prefix", kRows},
};

Map named(std::string_view name, std::string_view value) {
  return Map{{name, Value::string(value)}};
}

// Whether a result of type `found` can be an answer where rules see `wanted`. Dates may come as
// text.
bool can_answer(const cel::Type& wanted, const cel::Type& found) {
  using cel::TypeKind;
  const TypeKind kind = found.kind();
  if (found.is_dyn() || kind == TypeKind::null || kind == wanted.kind()) return true;
  if (wanted.kind() == TypeKind::real || wanted.kind() == TypeKind::integer)
    return found.is_numeric();
  return wanted.kind() == TypeKind::timestamp && kind == TypeKind::string;
}

} // namespace

void FieldReader::read(const Node& node, FieldPlan& field) {
  node.is_object({"label", "kind"},
                 {"hint",       "required",      "relevant",   "readonly",   "calculate",
                  "default",    "must_accept",   "min",        "max",        "min_length",
                  "max_length", "scale",         "unit",       "pattern",    "depends_on",
                  "choices",    "choice_filter", "lookup",     "constraint", "document_types",
                  "max_files",  "max_bytes",     "carry_over", "indexed",    "fields",
                  "min_rows",   "max_rows",      "row_prefix"});
  if (!node.value().is_map()) return;
  field.label = node.localized("label");
  node.localized("hint");
  node.localized("unit");
  field.carry_over = node.truth("carry_over", true);
  field.indexed = node.truth("indexed", false);
  refuse_foreign_keys(node, field);
  read_conditions(node, field);
  read_limits(node, field);
  read_dependencies(node, field);
  read_choices(node, field);
  read_lookup(node, field);
  read_documents(node, field);
  read_rows(node, field);
  for (const Node& rule : node.items("constraint"))
    read_rule(rule, index_of(field));
}

void FieldReader::read_rows(const Node& node, FieldPlan& field) {
  const auto refuse = [&](std::string_view key, std::string_view code, Map params) {
    if (const auto given = node.get(key)) given->issue(code, std::move(params));
  };
  if (field.list_slot != kNone)
    refuse("indexed", "definition.not_in_rows", named("name", "indexed"));
  if (!field.is_repeat()) return;
  for (const std::string_view key : {"calculate", "default"})
    refuse(key, "definition.not_for_kind", named("kind", field.kind->name));
  const std::int64_t most = most_rows(field.column_count);
  const std::string prefix = node.text("row_prefix");
  for (FieldIndex i = 0; i < field.column_count; ++i) {
    FieldPlan& column = plan_.fields[field.first_column + i];
    const bool has_it = column.key.rfind(prefix, 0) == 0;
    column.row_name = has_it ? Value::string(column.key.substr(prefix.size())) : column.name;
  }
  field.min_rows = node.count("min_rows").value_or(0);
  field.max_rows = node.count("max_rows").value_or(std::min(most, kUsualRows));
  if (field.max_rows < 1 || field.max_rows > most) refuse("max_rows", "definition.range", {});
  if (field.min_rows > field.max_rows) refuse("min_rows", "definition.range", {});
}

// Whether a rule or a dependency of the one may name the other: in a row its columns, elsewhere none.
bool FieldReader::can_name(FieldIndex from, FieldIndex named) const {
  if (named == kNone || !plan_.is_column(named)) return true;
  return from != kNone && plan_.is_column(from) &&
         plan_.fields[from].repeat_number == plan_.fields[named].repeat_number;
}

void FieldReader::refuse_foreign_keys(const Node& node, const FieldPlan& field) {
  for (const FacetKey& each : kFacetKeys) {
    if ((field.kind->facets & each.facets) == 0) {
      if (const auto key = node.get(each.key))
        key->issue("definition.not_for_kind", named("kind", field.kind->name));
    }
  }
}

ExpressionIndex FieldReader::condition(const Node& node, std::string_view key,
                                       const FieldPlan& field, bool* always,
                                       std::uint32_t allowed) {
  const auto child = node.get(key);
  if (!child) return kNoExpression;
  if (always != nullptr && child->value().kind() == Kind::boolean) {
    *always = child->value().as_bool();
    return kNoExpression;
  }
  return rules_.compile(*child, field.key + '.' + std::string(key), Answer::truth, allowed);
}

ExpressionIndex FieldReader::value_expression(const Node& node, std::string_view key,
                                              const FieldPlan& field) {
  const auto child = node.get(key);
  if (!child) return kNoExpression;
  const ExpressionIndex index =
      rules_.compile(*child, field.key + '.' + std::string(key), Answer::anything);
  if (index == kNoExpression) return index;
  const cel::Type wanted = field.kind->type();
  const cel::Type& found = rules_.at(index).program.type();
  if (!can_answer(wanted, found)) {
    child->issue("definition.expression_type", Map{{"expected", Value::string(wanted.name())},
                                                   {"found", Value::string(found.name())}});
  }
  return index;
}

void FieldReader::read_conditions(const Node& node, FieldPlan& field) {
  field.relevant = condition(node, "relevant", field, nullptr);
  field.required = condition(node, "required", field, &field.always_required);
  field.readonly = condition(node, "readonly", field, &field.always_readonly);
  field.calculate = value_expression(node, "calculate", field);
  field.default_value = value_expression(node, "default", field);
  if (field.calculate >= 0 && field.default_value >= 0)
    node.get("default")->issue("definition.default_and_calculate");
  field.must_accept = node.truth("must_accept", false);
}

void FieldReader::read_limits(const Node& node, FieldPlan& field) {
  field.min = node.number("min");
  field.max = node.number("max");
  if (field.min && field.max && *field.min > *field.max) node.get("min")->issue("definition.range");
  field.min_length = node.count("min_length").value_or(0);
  field.max_length = node.count("max_length").value_or(field.kind->default_length);
  if (field.max_length > 0 && field.min_length > field.max_length)
    node.get("min_length")->issue("definition.range");
  field.scale = node.count("scale").value_or(field.kind->default_scale);
  if (field.scale > 15) node.get("scale")->issue("definition.range");
  if (const auto pattern = node.get("pattern"); pattern && field.kind->has(kPattern))
    field.pattern = rules_.compile_pattern(*pattern, field.key + ".pattern");
}

void FieldReader::read_dependencies(const Node& node, FieldPlan& field) {
  for (const Node& item : node.items("depends_on")) {
    const FieldIndex upstream =
        item.value().is_string() ? plan_.find_field(item.value().as_string()) : kNone;
    if (upstream == kNone) {
      item.issue("definition.unknown_field", "field", item.value());
    } else if (!can_name(index_of(field), upstream)) {
      item.issue("definition.in_rows", "field", item.value());
    } else {
      field.depends_on.push_back(upstream);
    }
  }
}

const ChoiceSet* FieldReader::dictionary(const Node& node, std::string_view key) {
  const std::string name = node.text(key);
  const auto at = plan_.dictionaries.find(name);
  if (at != plan_.dictionaries.end()) return &at->second;
  if (!name.empty())
    node.get(key)->issue("definition.unknown_dictionary", named("dictionary", name));
  return nullptr;
}

void FieldReader::read_choices(const Node& node, FieldPlan& field) {
  if (field.kind->name == "region") {
    const auto at = plan_.dictionaries.find("region");
    if (at != plan_.dictionaries.end()) {
      field.choices = &at->second;
    } else {
      node.issue("definition.unknown_dictionary", named("dictionary", "region"));
    }
    return;
  }
  if (!field.kind->has(kChoices)) return;
  const auto choices = node.get("choices");
  if (!choices) {
    node.issue("definition.missing_key", named("key", "choices"));
    return;
  }
  if (!choices->is_object({}, {"dictionary", "list", "expression"})) return;
  if (choices->value().as_map().size() != 1) {
    choices->issue("definition.choices");
    return;
  }
  if (choices->get("dictionary")) field.choices = dictionary(*choices, "dictionary");
  if (choices->get("list")) {
    plan_.lists.push_back(std::make_unique<ChoiceSet>(ChoiceSet::read(choices->items("list"))));
    field.choices = plan_.lists.back().get();
  }
  if (const auto expression = choices->get("expression"))
    field.choices_expression = rules_.compile(*expression, field.key + ".choices", Answer::texts);
  field.choice_filter = condition(node, "choice_filter", field, nullptr, plan_.variables.choice);
}

void FieldReader::read_lookup(const Node& node, FieldPlan& field) {
  if (!field.kind->has(kLookup)) return;
  const auto lookup = node.get("lookup");
  if (!lookup) {
    node.issue("definition.missing_key", named("key", "lookup"));
    return;
  }
  if (!lookup->is_object({"entity"}, {"filter", "columns"})) return;
  field.lookup_entity = lookup->text("entity");
  lookup->texts("columns");
  if (const auto filter = lookup->get("filter")) {
    field.lookup_filter =
        rules_.compile(*filter, field.key + ".filter", Answer::truth, plan_.variables.candidate);
  }
}

void FieldReader::read_documents(const Node& node, FieldPlan& field) {
  if (!field.kind->has(kDocuments)) return;
  const auto types = node.get("document_types");
  if (types && types->is_object({"dictionary"}))
    field.document_types = dictionary(*types, "dictionary");
  field.max_files = node.count("max_files").value_or(0);
  field.max_bytes = node.count("max_bytes").value_or(0);
}

void FieldReader::read_rule(const Node& node, FieldIndex owner) {
  if (!node.is_object({"id", "expression"}, {"message", "messageExpression", "fieldPath"})) return;
  RulePlan rule;
  rule.id = node.text("id");
  rule.owner = owner;
  rule.target = owner;
  for (const RulePlan& earlier : plan_.rules) {
    if (earlier.id == rule.id)
      node.get("id")->issue("definition.duplicate", named("value", rule.id));
  }
  if (const auto path = node.get("fieldPath")) {
    rule.target = path->value().is_string() ? plan_.find_field(path->value().as_string()) : kNone;
    if (rule.target == kNone) {
      path->issue("definition.unknown_field", "field", path->value());
    } else if (!can_name(owner, rule.target) || !can_name(rule.target, owner)) {
      path->issue("definition.in_rows", "field", path->value());
    }
  } else if (owner == kNone) {
    node.issue("definition.missing_key", named("key", "fieldPath"));
  }
  rule.expression = rules_.compile(*node.get("expression"), rule.id, Answer::truth);
  read_message(node, rule);
  if (rule.target == kNone) return;
  plan_.fields[rule.target].rules.push_back(static_cast<std::uint32_t>(plan_.rules.size()));
  plan_.rules.push_back(std::move(rule));
}

void FieldReader::read_message(const Node& node, RulePlan& rule) {
  if (const auto expression = node.get("messageExpression"))
    rule.message_expression = rules_.compile(*expression, rule.id + ".message", Answer::text);
  const auto message = node.get("message");
  if (!message) {
    if (!node.get("messageExpression"))
      node.issue("definition.missing_key", named("key", "message"));
    return;
  }
  rule.message = node.localized("message");
  if (!rule.message.is_map()) return;
  for (const auto& [locale, text] : rule.message.as_map()) {
    if (!text.is_string()) continue;
    for (const std::string_view name : placeholders(text.as_string())) {
      FieldIndex field = plan_.find_field(name);
      if (field != kNone && !can_name(rule.owner, field)) field = kNone;
      if (field == kNone && name != "label")
        message->issue("definition.unknown_placeholder", named("name", name));
      auto& fields = rule.message_fields;
      if (field != kNone && std::find(fields.begin(), fields.end(), field) == fields.end())
        fields.push_back(field);
    }
  }
}

} // namespace qudao::form
