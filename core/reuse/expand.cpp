#include "core/form/document.h"
#include "core/form/texts.h"
#include "core/reuse/groups.h"
#include "core/value/json.h"

namespace qudao::reuse {
namespace {

constexpr std::size_t kMostIssues = 200;

std::vector<Issue> told(std::vector<Issue> issues) {
  for (Issue& issue : issues)
    issue.message = issue.code + ' ' + write_json(Value::map(issue.params));
  return issues;
}

class Expander {
 public:
  Expander(const Value& definition, const Limits& limits)
      : limits_(limits), issues_(kMostIssues), definition_(definition), meter_{limits.bytes + 1} {}

  Result<Expansion, std::vector<Issue>> run() {
    if (!definition_.is_map()) return Expansion{definition_, {}, {}};
    const Node written(definition_, "", issues_);
    std::set<std::string> templates;
    const Value filled = fill_messages(written, issues_, meter_, templates);
    const Node definition(filled, "", issues_);
    Groups groups(definition, limits_, issues_, places_, meter_);
    const Value document = with_inclusions(definition, groups);
    if (meter_.left == 0) written.issue("definition.too_large");
    if (!issues_.empty()) return Unexpected{told(issues_.take())};
    Expansion out{document, std::move(places_), {}};
    note_unused("groups", groups.used(), out.unused);
    note_unused("templates", templates, out.unused);
    return out;
  }

 private:
  Value with_inclusions(const Node& definition, Groups& groups) {
    Map out = definition.value().as_map();
    out.erase("groups");
    out.erase("templates");
    const Value* fields = out.find("fields");
    const Value* rules = out.find("rules");
    // What is of no use here, compile refuses.
    if (fields != nullptr && !fields->is_map()) return Value::map(std::move(out));
    if (rules != nullptr && !rules->is_list()) return Value::map(std::move(out));
    fields_ = fields != nullptr ? fields->as_map() : Map();
    rules_ = rules != nullptr ? rules->as_list() : List();
    for (const auto& [key, field] : definition.entries("fields")) {
      const Value* kind = field.value().find("kind");
      if (kind != nullptr && *kind == Value::string("repeat"))
        fields_.set(key, with_inclusions_in(field, groups));
    }
    List sections;
    for (const Node& section : definition.items("sections"))
      sections.push_back(with_inclusions_in(section, groups));
    if (!included_) return Value::map(std::move(out));
    out.set("sections", Value::list(std::move(sections)));
    out.set("fields", Value::map(std::move(fields_)));
    if (!rules_.empty() || rules != nullptr) out.set("rules", Value::list(std::move(rules_)));
    return Value::map(std::move(out));
  }

  Value with_inclusions_in(const Node& section, Groups& groups) {
    const Value* given = section.value().find("fields");
    if (given == nullptr || !given->is_list()) return section.value();
    List names;
    bool shifted = false;
    for (const Node& item : section.items("fields")) {
      if (!item.value().is_map()) {
        if (shifted)
          places_.move(section.path() + "/fields/" + std::to_string(names.size()), item.path());
        names.push_back(item.value());
        continue;
      }
      included_ = shifted = true;
      include(section, item, groups, names);
    }
    if (!shifted) return section.value();
    Map out = section.value().as_map();
    out.set("fields", Value::list(std::move(names)));
    return Value::map(std::move(out));
  }

  void include(const Node& section, const Node& item, Groups& groups, List& names) {
    Groups::Included included = groups.include(item, rules_.size());
    for (Groups::Field& field : included.fields) {
      if (fields_.find(field.name) != nullptr)
        item.issue("definition.duplicate", "value", field.name);
      if (!field.in_rows) {
        places_.move(section.path() + "/fields/" + std::to_string(names.size()), item.path());
        names.push_back(Value::string(field.name));
      }
      fields_.set(field.name, std::move(field.document));
    }
    rules_.insert(rules_.end(), included.rules.begin(), included.rules.end());
  }

  void note_unused(const std::string& kind, const std::set<std::string>& used,
                   std::vector<std::string>& out) const {
    const Value* all = definition_.find(kind);
    if (all == nullptr || !all->is_map()) return;
    for (const auto& [name, each] : all->as_map()) {
      if (used.count(std::string(name.as_string())) == 0)
        out.push_back('/' + kind + '/' + form::pointer_step(name.as_string()));
    }
  }

  const Limits& limits_;
  IssueList issues_;
  const Value& definition_;
  Places places_;
  Meter meter_;
  Map fields_;
  List rules_;
  bool included_ = false;
};

// English for authors, from the texts of the bundle when they have one.
void describe(Issue& issue, const Value* texts) {
  const Value* text = texts != nullptr ? texts->find(issue.code) : nullptr;
  if (text == nullptr) return;
  issue.message.clear();
  form::append_filled(issue.message, form::pick_locale(*text, "en"), issue.params);
}

} // namespace

Result<Expansion, std::vector<Issue>> expand(const Value& definition, const Limits& limits) {
  return Expander(definition, limits).run();
}

Value with_definition(const Value& bundle, const Value& definition) {
  Map out = bundle.as_map();
  out.set("definition", definition);
  return Value::map(std::move(out));
}

Result<std::shared_ptr<const form::Definition>, std::vector<Issue>> compile(const Value& bundle) {
  const Value* definition = bundle.find("definition");
  if (definition == nullptr) return form::Definition::compile(bundle);
  auto expanded = expand(*definition);
  if (!expanded) {
    std::vector<Issue> issues = std::move(expanded).error();
    for (Issue& issue : issues)
      describe(issue, bundle.find("texts"));
    return Unexpected{std::move(issues)};
  }
  auto compiled = form::Definition::compile(with_definition(bundle, expanded->document));
  if (compiled) return compiled;
  std::vector<Issue> issues;
  for (Issue& issue : compiled.error())
    issues.push_back(expanded->places.led_back(std::move(issue)));
  return Unexpected{std::move(issues)};
}

} // namespace qudao::reuse
