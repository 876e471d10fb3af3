#include "core/form/upgrade_reader.h"

#include <algorithm>

namespace qudao::form {
namespace {

class UpgradeReader {
 public:
  UpgradeReader(Plan& plan, IssueList& issues) : plan_(plan), rules_(issues) {
    rules_.environment().declare("answer", cel::Type::dyn());
    rules_.environment().declare("answers", cel::Type::map(cel::Type::string(), cel::Type::dyn()));
  }

  void read(const Node& definition) {
    for (const Node& node : definition.items("upgrades"))
      read_upgrade(node);
    plan_.upgrades.expressions = rules_.take();
  }

 private:
  void read_upgrade(const Node& node) {
    if (!node.is_object({"to"}, {"fields", "choices"})) return;
    Upgrade upgrade;
    upgrade.to = node.count("to").value_or(0);
    const auto& earlier = plan_.upgrades.upgrades;
    const std::int64_t least = earlier.empty() ? 1 : earlier.back().to + 1;
    if (upgrade.to < least || upgrade.to > plan_.version) {
      return node.get("to")->issue(
          "definition.upgrade_order",
          Map{{"from", Value::integer(least)}, {"to", Value::integer(plan_.version)}});
    }
    const bool latest = upgrade.to == plan_.version;
    for (const auto& [key, field] : node.entries("fields"))
      upgrade.fields.push_back(read_field(key, field, latest));
    for (const auto& entry : node.entries("choices"))
      upgrade.choices.push_back(read_choices(entry.first, *node.get("choices"), latest));
    if (latest) require_taken_along(node, upgrade);
    plan_.upgrades.upgrades.push_back(std::move(upgrade));
  }

  void require_field(const Node& node, const std::string& key, bool latest) const {
    if (latest && plan_.find_field(key) == kNone)
      node.issue("definition.unknown_field", "field", key);
  }

  UpgradeField read_field(const std::string& key, const Node& node, bool latest) {
    UpgradeField field;
    field.key = key;
    require_field(node, key, latest);
    if (!node.is_object({"from"}, {"value"})) return field;
    const auto from = node.get("from");
    field.from =
        from->value().is_list() ? node.texts("from") : std::vector<std::string>{node.text("from")};
    if (field.from.empty()) from->issue("definition.value", "value", from->value());
    if (const auto value = node.get("value"))
      field.value = rules_.compile(*value, key + ".upgrade", Answer::anything);
    if (field.from.size() > 1 && !node.get("value"))
      node.issue("definition.missing_key", "key", "value");
    return field;
  }

  UpgradeChoices read_choices(const std::string& key, const Node& node, bool latest) const {
    UpgradeChoices choices;
    choices.key = key;
    require_field(*node.get(key), key, latest);
    for (const auto& [code, item] : node.entries(key)) {
      const bool dropped = item.value().is_null();
      if (!dropped && !item.value().is_string()) {
        item.issue("definition.type", "expected", "string");
        continue;
      }
      choices.codes.emplace_back(code, dropped ? "" : std::string(item.value().as_string()));
    }
    return choices;
  }

  // Who splits a field that goes on to exist has to say what becomes of its answer.
  void require_taken_along(const Node& node, const Upgrade& upgrade) const {
    const auto is_target = [&](const std::string& key) {
      return std::any_of(upgrade.fields.begin(), upgrade.fields.end(),
                         [&](const UpgradeField& field) { return field.key == key; });
    };
    for (const UpgradeField& field : upgrade.fields) {
      for (const std::string& source : field.from) {
        if (plan_.find_field(source) != kNone && !is_target(source)) {
          node.get("fields")->get(field.key)->issue("definition.upgrade_source", "field", source);
        }
      }
    }
  }

  Plan& plan_;
  ExpressionCompiler rules_;
};

} // namespace

void read_upgrades(const Node& definition, Plan& plan, IssueList& issues) {
  UpgradeReader(plan, issues).read(definition);
}

} // namespace qudao::form
