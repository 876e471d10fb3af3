#include "core/form/definition_reader.h"

#include <algorithm>
#include <array>

#include "core/form/field_reader.h"
#include "core/form/upgrade_reader.h"
#include "core/value/json.h"

namespace qudao::form {
namespace {

constexpr std::array<std::string_view, 5> kOwnNames = {"candidate", "choice", "mode", "now",
                                                       "today"};

// Words of CEL that cannot name a variable.
constexpr std::array<std::string_view, 21> kReserved = {
    "as",       "break",     "const",  "continue", "else", "false", "for",
    "function", "if",        "import", "in",       "let",  "loop",  "null",
    "package",  "namespace", "return", "true",     "var",  "void",  "while"};

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > 64 || name[0] < 'a' || name[0] > 'z') return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

cel::Type context_type(std::string_view name) {
  if (name == "map") return cel::Type::map(cel::Type::string(), cel::Type::dyn());
  if (name == "string") return cel::Type::nullable(cel::Type::string());
  if (name == "int") return cel::Type::nullable(cel::Type::integer());
  if (name == "double") return cel::Type::nullable(cel::Type::real());
  if (name == "bool") return cel::Type::nullable(cel::Type::boolean());
  if (name == "timestamp") return cel::Type::nullable(cel::Type::timestamp());
  return cel::Type::dyn();
}

// What rules outside of the rows see of a column: the answers there are.
cel::Type list_of(const FieldPlan& column) {
  return cel::Type::list(column.kind->type().without_null());
}

class Reader {
 public:
  Reader(Plan& plan, const Limits& limits, IssueList& issues)
      : plan_(plan), limits_(limits), issues_(issues), rules_(issues) {}

  void read(const Node& bundle);

 private:
  using Entries = std::vector<std::pair<std::string, Node>>;
  void read_dictionaries(const Node& bundle);
  void read_texts(const Node& bundle);
  void read_head(const Node& definition);
  void read_sections(const Node& definition, const Entries& fields);
  // kNone when it could not be placed.
  FieldIndex place_field(const Node& item, std::uint32_t section, const Entries& fields);
  void place_columns(FieldIndex repeat, const Node& node, const Entries& fields);
  void declare_variables(const Node& definition);
  cel::Environment inside_rows(const FieldPlan& repeat);
  void read_unique(const Node& definition);
  void read_process(const Node& definition);
  void describe_fields();

  Plan& plan_;
  const Limits& limits_;
  IssueList& issues_;
  ExpressionCompiler rules_;
  std::size_t repeats_ = 0;
};

void Reader::read(const Node& bundle) {
  if (!bundle.value().is_map()) return bundle.issue("definition.type", "expected", "object");
  read_dictionaries(bundle);
  read_texts(bundle);
  const auto given = bundle.get("definition");
  if (!given) return bundle.issue("definition.missing_key", "key", "definition");
  // Paths of issues are those of the document a person wrote, not of the bundle around it.
  const Node definition(given->value(), "", issues_);
  if (!definition.value().is_map()) {
    definition.issue("definition.type", "expected", "object");
    return;
  }
  read_head(definition);
  const auto fields = definition.entries("fields");
  if (fields.size() > limits_.fields) return definition.issue("definition.too_large");
  read_sections(definition, fields);
  declare_variables(definition);
  FieldReader reader(plan_, rules_);
  for (FieldPlan& field : plan_.fields) {
    const bool column = field.list_slot != kNone;
    if (column) rules_.enter(plan_.row_environments[field.repeat_number]);
    for (const auto& [key, node] : fields)
      if (key == field.key) reader.read(node, field);
    rules_.leave();
  }
  for (const Node& rule : definition.items("rules"))
    reader.read_rule(rule, kNone);
  read_unique(definition);
  read_process(definition);
  read_upgrades(definition, plan_, issues_);
  plan_.expressions = rules_.take();
  plan_.environment = std::move(rules_.environment());
  describe_fields();
}

void Reader::read_dictionaries(const Node& bundle) {
  std::size_t total = 0;
  for (const auto& [name, node] : bundle.entries("dictionaries")) {
    if (!node.is_object({"label", "items"}, {"source", "version"})) continue;
    node.localized("label");
    const std::vector<Node> items = node.items("items");
    total += items.size();
    if (total > limits_.choices) return node.issue("definition.too_large");
    plan_.dictionaries.emplace(name, ChoiceSet::read(items));
  }
}

void Reader::read_texts(const Node& bundle) {
  for (const auto& [code, node] : bundle.entries("texts"))
    plan_.texts.emplace(code, node.value());
}

void Reader::read_head(const Node& definition) {
  definition.is_object({"entity", "version", "label", "sections", "fields"},
                       {"number", "title_field", "context", "letter", "rules", "unique", "approval",
                        "upgrades", "$schema"});
  plan_.document = definition.value();
  plan_.entity = definition.text("entity");
  plan_.version = definition.count("version").value_or(0);
  definition.localized("label");
  if (const auto number = definition.get("number")) {
    if (number->is_object({"prefix", "digits"})) {
      number->text("prefix");
      const std::int64_t digits = number->count("digits").value_or(6);
      if (digits < 1 || digits > 12) number->get("digits")->issue("definition.range");
    }
  }
  if (const auto letter = definition.get("letter")) {
    if (letter->is_object({"label", "body"})) {
      letter->localized("label");
      letter->localized("body");
    }
  }
}

FieldIndex Reader::place_field(const Node& item, std::uint32_t section, const Entries& fields) {
  const auto refuse = [&](const Node& node, std::string_view code, std::string_view param) {
    node.issue(code, param, item.value());
    return kNone;
  };
  const std::string_view key =
      item.value().is_string() ? item.value().as_string() : std::string_view();
  const auto at = std::find_if(fields.begin(), fields.end(),
                               [&](const auto& each) { return each.first == key; });
  if (at == fields.end()) return refuse(item, "definition.unknown_field", "field");
  if (plan_.find_field(key) != kNone) return refuse(item, "definition.section_twice", "field");
  if (!is_name(key) || among(kOwnNames, key) || among(kReserved, key))
    return refuse(at->second, "definition.field_name", "field");
  const auto kind = at->second.get("kind");
  const bool named = kind && kind->value().is_string();
  const FieldKind* known = named ? find_field_kind(kind->value().as_string()) : nullptr;
  if (kind && known == nullptr) kind->issue("definition.unknown_kind", "kind", kind->value());
  if (!kind) at->second.issue("definition.missing_key", "key", "kind");
  // A field of unknown kind is read as text, so that rules that name it are not blamed too.
  FieldPlan field;
  field.key = key;
  field.name = Value::string(key);
  field.quoted_key = write_json(field.name);
  field.kind = known != nullptr ? known : find_field_kind("text");
  field.section = section;
  const auto index = static_cast<FieldIndex>(plan_.fields.size());
  plan_.field_by_key.emplace(key, index);
  plan_.fields.push_back(std::move(field));
  return index;
}

void Reader::place_columns(FieldIndex repeat, const Node& node, const Entries& fields) {
  const auto number = static_cast<std::uint32_t>(repeats_++);
  const std::uint32_t section = plan_.fields[repeat].section;
  for (const Node& item : node.items("fields")) {
    const FieldIndex column = place_field(item, section, fields);
    if (column == kNone) continue;
    FieldPlan& field = plan_.fields[column];
    if (field.kind->has(kRows)) item.issue("definition.not_in_rows", "name", field.kind->name);
    field.repeat_number = number;
    field.list_slot = 0; // until variables are declared
  }
  FieldPlan& field = plan_.fields[repeat];
  field.repeat_number = number;
  field.first_column = repeat + 1;
  field.column_count = static_cast<std::uint32_t>(plan_.fields.size()) - field.first_column;
  if (field.column_count == 0) node.issue("definition.missing_key", "key", "fields");
}

void Reader::read_sections(const Node& definition, const Entries& fields) {
  for (const Node& node : definition.items("sections")) {
    if (!node.is_object({"id", "label", "fields"}, {"hint"})) continue;
    node.localized("label");
    SectionPlan section;
    section.id = node.text("id");
    section.quoted_id = write_json(Value::string(section.id));
    for (const SectionPlan& earlier : plan_.sections) {
      if (earlier.id == section.id)
        node.get("id")->issue("definition.duplicate", "value", section.id);
    }
    plan_.sections.push_back(std::move(section));
    const auto number = static_cast<std::uint32_t>(plan_.sections.size() - 1);
    for (const Node& item : node.items("fields")) {
      const FieldIndex field = place_field(item, number, fields);
      if (field == kNone) continue;
      plan_.sections[number].fields.push_back(field);
      if (!plan_.fields[field].kind->has(kRows)) continue;
      for (const auto& [key, entry] : fields)
        if (key == plan_.fields[field].key) place_columns(field, entry, fields);
    }
  }
  for (const auto& [key, node] : fields) {
    if (plan_.find_field(key) == kNone) node.issue("definition.no_section", "field", key);
  }
  const std::string title = definition.text("title_field");
  if (!title.empty() && !plan_.is_outside_rows(plan_.find_field(title))) {
    definition.get("title_field")->issue("definition.unknown_field", "field", title);
  }
}

void Reader::declare_variables(const Node& definition) {
  cel::Environment& env = rules_.environment();
  // Qualified, the names of columns cannot be met by a rule: what they mean depends on where it stands.
  const auto name_of = [](const FieldPlan& field) {
    return field.list_slot == kNone ? field.key : "[]." + field.key;
  };
  for (const FieldPlan& field : plan_.fields)
    env.declare(name_of(field), field.kind->type());
  for (FieldPlan& field : plan_.fields)
    if (field.list_slot != kNone) field.list_slot = env.declare(field.key, list_of(field));
  const cel::Type attributes = cel::Type::map(cel::Type::string(), cel::Type::dyn());
  for (FieldPlan& field : plan_.fields) {
    if (field.kind->has(kLookup)) {
      if (plan_.find_field(field.key + "_record") != kNone) {
        definition.issue("definition.field_name", "field", field.key + "_record");
      }
      field.record_slot = env.declare(name_of(field) + "_record", cel::Type::nullable(attributes));
    }
  }
  Variables& variables = plan_.variables;
  variables.now = env.declare("now", cel::Type::timestamp());
  variables.today = env.declare("today", cel::Type::timestamp());
  variables.mode = env.declare("mode", cel::Type::string());
  variables.choice = env.declare("choice", attributes);
  variables.candidate = env.declare("candidate", attributes);
  rules_.restrict(variables.choice);
  rules_.restrict(variables.candidate);
  for (const auto& [name, node] : definition.entries("context")) {
    if (name == "mode") continue;
    if (!is_name(name) || among(kReserved, name) || env.find(name) != kNone) {
      node.issue("definition.field_name", "field", name);
      continue;
    }
    constexpr std::array<std::string_view, 8> kTypes = {"map",  "string", "int",       "double",
                                                        "bool", "list",   "timestamp", "dyn"};
    if (!node.value().is_string() || !among(kTypes, node.value().as_string())) {
      node.issue("definition.value", "value", node.value());
    } else {
      variables.context.emplace_back(name,
                                     env.declare(name, context_type(node.value().as_string())));
    }
  }
  variables.count = env.size();
  for (const FieldPlan& field : plan_.fields)
    if (field.is_repeat()) plan_.row_environments.push_back(inside_rows(field));
}

// In a row the names of its columns mean the answers of that row.
cel::Environment Reader::inside_rows(const FieldPlan& repeat) {
  cel::Environment rows = rules_.environment();
  for (FieldIndex i = 0; i < repeat.column_count; ++i) {
    const FieldPlan& column = plan_.fields[repeat.first_column + i];
    rows.point(column.key, repeat.first_column + i);
    if (column.record_slot != kNone) rows.point(column.key + "_record", column.record_slot);
  }
  return rows;
}

void Reader::read_unique(const Node& definition) {
  for (const Node& node : definition.items("unique")) {
    if (!node.is_object({"id", "when", "fields", "message"})) continue;
    node.localized("message");
    UniqueRule rule{node.text("id"), node.one_of("when", {"registered", "saved", "approved"}), {}};
    for (const Node& item : node.items("fields")) {
      const std::string_view key =
          item.value().is_string() ? item.value().as_string() : std::string_view();
      // The company of a record is a fact about it, not an answer in it.
      if (key != "partner_id" && !plan_.is_outside_rows(plan_.find_field(key)))
        item.issue("definition.unknown_field", "field", item.value());
      rule.fields.emplace_back(key);
    }
    plan_.unique_rules.push_back(std::move(rule));
  }
}

void Reader::read_process(const Node& definition) {
  std::vector<Issue> found;
  const auto compile = [&](std::string_view source, const std::string& path) -> approval::Rule {
    const Value text = Value::string(source);
    const ExpressionIndex index = rules_.compile(Node(text, path, issues_), path, Answer::truth);
    return static_cast<approval::Rule>(std::max(index, 0));
  };
  plan_.process = approval::Process::compile(definition.value(), compile, found);
  for (Issue& issue : found)
    issues_.add(std::move(issue));
}

void Reader::describe_fields() {
  std::uint32_t record = kNone;
  for (const auto& [name, slot] : plan_.variables.context)
    if (name == "record") record = slot;
  for (FieldPlan& field : plan_.fields) {
    if (field.calculate >= 0) {
      const auto& reads = plan_.expression(field.calculate).program.variables();
      field.calculate_reads_record = std::find(reads.begin(), reads.end(), record) != reads.end();
    }
    plan_.infos.push_back({field.key,
                           std::string(field.kind->name),
                           field.lookup_entity,
                           field.calculate >= 0,
                           field.carry_over,
                           field.indexed,
                           {},
                           field.calculate < 0 && (field.always_readonly || field.readonly >= 0)});
  }
  for (const FieldPlan& field : plan_.fields) {
    for (FieldIndex i = 0; i < field.column_count; ++i)
      plan_.infos[field.first_column + i].repeat = field.key;
  }
}

} // namespace

std::unique_ptr<Plan> read_definition(const Value& bundle, const Limits& limits,
                                      IssueList& issues) {
  auto plan = std::make_unique<Plan>();
  Reader(*plan, limits, issues).read(Node(bundle, "", issues));
  return plan;
}

} // namespace qudao::form
