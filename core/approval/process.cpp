#include <algorithm>

#include "core/approval/approval.h"

namespace qudao::approval {
namespace {

const Value kAbsent;

// Walks the approval block and collects every issue with its JSON pointer; a wrong part reads as
// empty.
class Reader {
 public:
  Reader(const Value& definition, const CompileRule& compile_rule, std::vector<Issue>& issues)
      : definition_(definition), compile_rule_(compile_rule), issues_(issues) {}

  Process read();

 private:
  struct At {
    const Value& value;
    std::string path;
  };

  void report(std::string code, const std::string& path, std::string message, Map params = {}) {
    issues_.push_back({std::move(code), path, std::move(params), std::move(message), 0, 0});
  }

  void only_keys(const At& at, std::initializer_list<std::string_view> known) {
    for (const Entry& entry : at.value.as_map()) {
      if (std::find(known.begin(), known.end(), entry.first.as_string()) != known.end()) continue;
      report("definition.unknown_key", at.path, "unknown key", {{"key", entry.first}});
    }
  }

  bool is_map(const At& at, std::initializer_list<std::string_view> known) {
    if (!at.value.is_map()) {
      report("definition.type", at.path, "an object is needed here",
             {{"expected", Value::string("object")}});
      return false;
    }
    only_keys(at, known);
    return true;
  }

  At child(const At& at, std::string_view key) const {
    const Value* found = at.value.find(key);
    return {found ? *found : kAbsent, at.path + "/" + std::string(key)};
  }

  std::string string_at(const At& parent, std::string_view key, bool needed = true) {
    const At at = child(parent, key);
    if (at.value.is_string() && !at.value.as_string().empty())
      return std::string(at.value.as_string());
    if (at.value.is_null() && !needed) return {};
    if (at.value.is_null()) {
      report("definition.missing_key", parent.path, "this key is needed",
             {{"key", Value::string(key)}});
    } else {
      report("definition.type", at.path, "a string is needed here",
             {{"expected", Value::string("string")}});
    }
    return {};
  }

  // Texts of both languages the product is complete in.
  Value texts_at(const At& parent, std::string_view key) {
    const At at = child(parent, key);
    for (const std::string_view locale : {"zh-CN", "en"}) {
      const Value* text = at.value.find(locale);
      if (text && text->is_string()) continue;
      report("definition.missing_text", at.path, "a text is needed for every locale",
             {{"locale", Value::string(locale)}});
    }
    return at.value;
  }

  std::vector<At> items_at(const At& parent, std::string_view key) {
    std::vector<At> items;
    const At at = child(parent, key);
    if (at.value.is_null()) return items;
    if (!at.value.is_list()) {
      report("definition.type", at.path, "a list is needed here",
             {{"expected", Value::string("list")}});
      return items;
    }
    for (const Value& item : at.value.as_list())
      items.push_back({item, at.path + "/" + std::to_string(items.size())});
    return items;
  }

  void check_field(const std::string& key, const std::string& path, bool lookup) {
    if (key.empty()) return;
    const Value* fields = definition_.find("fields");
    const Value* field = fields ? fields->find(key) : nullptr;
    if (!field) {
      report("definition.unknown_field", path, "there is no such field",
             {{"field", Value::string(key)}});
      return;
    }
    const Value* kind = field->find("kind");
    if (lookup && !(kind && kind->is_string() && kind->as_string() == "lookup")) {
      report("definition.not_a_lookup", path, "an approver is named by a look-up field",
             {{"field", Value::string(key)}});
    }
  }

  void check_level(const std::string& id, const std::string& path) {
    const auto known = [&](const Level& level) { return level.id == id; };
    if (id.empty() || std::any_of(process_.levels.begin(), process_.levels.end(), known)) return;
    report("definition.unknown_level", path, "there is no such level",
           {{"level", Value::string(id)}});
  }

  std::optional<Action> action_of(const At& at) {
    const auto action = at.value.is_string() ? action_named(at.value.as_string()) : std::nullopt;
    if (!action) {
      report("definition.unknown_action", at.path,
             "one of submit, fill, approve, reject, withdraw");
    }
    return action;
  }

  void read_levels(const At& block);
  void read_level(const At& at);
  void read_guard(const At& at);
  void read_approver_fields(const At& at);
  void read_withdraw(const At& block);
  void read_claims();

  const Value& definition_;
  const CompileRule& compile_rule_;
  std::vector<Issue>& issues_;
  Process process_;
};

void Reader::read_level(const At& at) {
  if (!is_map(at, {"id", "label", "approver"})) return;
  Level level;
  level.id = string_at(at, "id");
  level.label = texts_at(at, "label");
  for (const Level& earlier : process_.levels) {
    if (earlier.id == level.id)
      report("definition.duplicate_id", at.path + "/id", "another level has this id");
    // What follows a path would never get a fixed number.
    if (earlier.path)
      report("definition.path_not_last", at.path, "a path is the last of the levels");
  }
  const At approver = child(at, "approver");
  if (is_map(approver, {"field", "path_of"})) {
    level.path = approver.value.find("path_of") != nullptr;
    if (level.path && approver.value.find("field")) {
      report("definition.approver", approver.path, "either field or path_of");
    }
    const std::string_view key = level.path ? "path_of" : "field";
    level.field = string_at(approver, key);
    check_field(level.field, approver.path + "/" + std::string(key), true);
  }
  process_.levels.push_back(std::move(level));
}

void Reader::read_levels(const At& block) {
  for (const At& at : items_at(block, "levels"))
    read_level(at);
  if (!process_.levels.empty()) return;
  report("definition.missing_key", block.path, "at least one level is needed",
         {{"key", Value::string("levels")}});
}

void Reader::read_guard(const At& at) {
  if (!is_map(at, {"id", "level", "action", "expression", "message", "fieldPath"})) return;
  Guard guard;
  guard.id = string_at(at, "id");
  guard.level = string_at(at, "level", false);
  check_level(guard.level, at.path + "/level");
  guard.action = action_of(child(at, "action")).value_or(Action::approve);
  guard.message = texts_at(at, "message");
  guard.field_path = string_at(at, "fieldPath", false);
  check_field(guard.field_path, at.path + "/fieldPath", false);
  const std::string expression = string_at(at, "expression");
  if (!expression.empty()) guard.rule = compile_rule_(expression, at.path + "/expression");
  process_.guards.push_back(std::move(guard));
}

void Reader::read_approver_fields(const At& at) {
  if (!is_map(at, {"level", "relevant", "fields"})) return;
  ApproverFields fields;
  fields.level = string_at(at, "level");
  check_level(fields.level, at.path + "/level");
  const std::string relevant = string_at(at, "relevant", false);
  if (!relevant.empty()) fields.relevant = compile_rule_(relevant, at.path + "/relevant");
  for (const At& field : items_at(at, "fields")) {
    if (!field.value.is_string()) {
      report("definition.type", field.path, "a field key is needed here",
             {{"expected", Value::string("string")}});
      continue;
    }
    fields.fields.emplace_back(field.value.as_string());
    check_field(fields.fields.back(), field.path, false);
  }
  process_.approver_fields.push_back(std::move(fields));
}

void Reader::read_withdraw(const At& block) {
  const std::string when = string_at(block, "withdraw", false);
  if (when.empty() || when == "never") return;
  if (when == "before_first_decision") {
    process_.withdraw = Withdraw::before_first_decision;
  } else {
    report("definition.withdraw", block.path + "/withdraw", "never or before_first_decision");
  }
}

void Reader::read_claims() {
  const Value* unique = definition_.find("unique");
  if (!unique || !unique->is_list()) return;
  for (const Value& rule : unique->as_list()) {
    const Value* when = rule.find("when");
    const Value* id = rule.find("id");
    if (when && when->is_string() && when->as_string() == "approved" && id && id->is_string()) {
      process_.claims.emplace_back(id->as_string());
    }
  }
}

Process Reader::read() {
  const Value* approval = definition_.find("approval");
  if (!approval) return {};
  const At block{*approval, "/approval"};
  if (!is_map(block, {"levels", "guards", "approver_fields", "opinion_required", "withdraw"}))
    return {};
  read_levels(block);
  for (const At& at : items_at(block, "guards"))
    read_guard(at);
  for (const At& at : items_at(block, "approver_fields"))
    read_approver_fields(at);
  for (const At& at : items_at(block, "opinion_required")) {
    if (const auto action = action_of(at)) process_.opinion_required.push_back(*action);
  }
  read_withdraw(block);
  read_claims();
  return std::move(process_);
}

} // namespace

Process Process::compile(const Value& definition, const CompileRule& compile_rule,
                         std::vector<Issue>& issues) {
  return Reader(definition, compile_rule, issues).read();
}

const Level& Process::behind(int n) const {
  // All before the path stand for one level each; a path, always the last, stands for the rest.
  const auto index = static_cast<std::size_t>(n > 0 ? n - 1 : 0);
  return levels[std::min(index, levels.size() - 1)];
}

} // namespace qudao::approval
