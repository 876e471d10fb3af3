#include "core/explain/explain.h"

#include <algorithm>
#include <optional>

#include "core/explain/tracer.h"
#include "core/form/repeats.h"
#include "core/form/results.h"
#include "core/form/rule_sources.h"

namespace qudao::explain {
namespace {

using form::FieldIndex;
using form::FieldMemory;
using form::FieldPlan;
using form::Finding;
using form::Role;
using form::RuleSource;

class Explainer {
 public:
  Explainer(const form::SessionState& state, FieldIndex field)
      : state_(state), index_(field), field_(state.plan.fields[field]),
        memory_(state.fields[field]), words_(state), sources_(form::rule_sources(state.plan)) {}

  std::vector<Reason> explain() {
    explain_relevance();
    if (!memory_.relevant) return std::move(reasons_);
    explain_waiting();
    explain_required();
    explain_readonly();
    explain_value();
    explain_choices();
    for (const Finding& finding : memory_.findings)
      explain_violation(finding);
    return std::move(reasons_);
  }

 private:
  const RuleSource* source_of(Role role) const {
    const auto at = std::find_if(sources_.begin(), sources_.end(), [&](const RuleSource& each) {
      return each.role == role && each.field == index_;
    });
    return at == sources_.end() ? nullptr : &*at;
  }

  Reason plain(std::string_view about, std::string_view key) const {
    Reason reason;
    reason.about = about;
    reason.path = "/fields/" + field_.key + (key.empty() ? "" : "/" + std::string(key));
    return reason;
  }

  // The rule with what it read and what decided; `said` is put before the facts.
  Reason of_rule(std::string_view about, const RuleSource& source, const std::string& said) const {
    Reason reason;
    reason.about = about;
    reason.rule =
        source.id.empty() ? field_.key + source.path.substr(source.path.rfind('/')) : source.id;
    std::replace(reason.rule.begin(), reason.rule.end(), '/', '.');
    reason.path = source.path;
    reason.expression = source.source;
    reason.text = said;
    const auto tree = cel::Tree::parse(source.source, state_.plan.environment_of(index_));
    if (!tree) return reason;
    Tracer tracer(*tree, words_);
    reason.result = tracer.outcome(tree->root()).value;
    reason.inputs = words_.inputs(*tree, tree->root());
    reason.steps = tracer.deciding();
    return reason;
  }

  static std::string because(const Words& words, const std::string& said,
                             const std::vector<Step>& steps) {
    std::vector<std::string> facts;
    for (const Step& step : steps) {
      const bool is_new = std::find(facts.begin(), facts.end(), step.text) == facts.end();
      if (is_new) facts.push_back(step.text);
    }
    return facts.empty() ? said : said + words.colon() + words.joined(facts);
  }

  std::string say(std::string_view code, Map more = {}) const {
    more.set("label", Value::string(words_.label(index_)));
    return words_.text(code, more);
  }

  void add_condition(std::string_view about, const RuleSource& source, std::string_view code) {
    Reason reason = of_rule(about, source, say(code));
    reason.text = because(words_, reason.text, reason.steps);
    reasons_.push_back(std::move(reason));
  }

  void add_plain(Reason reason, std::string text, Value result) {
    reason.text = std::move(text);
    reason.result = std::move(result);
    reasons_.push_back(std::move(reason));
  }

  void explain_relevance() {
    if (const RuleSource* source = source_of(Role::relevant))
      add_condition("relevant", *source, memory_.relevant ? "relevant" : "not_relevant");
  }

  void explain_waiting() {
    if (memory_.waits_for.empty()) return;
    std::vector<std::string> labels;
    List keys;
    for (const FieldIndex upstream : memory_.waits_for) {
      labels.push_back(words_.label(upstream));
      keys.push_back(Value::string(form::path_of(state_, upstream)));
    }
    add_plain(plain("waits", "depends_on"),
              say("waits", {{"inputs", Value::string(words_.joined(labels))}}),
              Value::list(std::move(keys)));
  }

  void explain_required() {
    if (const RuleSource* source = source_of(Role::required)) {
      add_condition("required", *source, memory_.required ? "required" : "not_required");
    } else if (memory_.required && (field_.always_required || field_.must_accept)) {
      add_plain(plain("required", field_.must_accept ? "must_accept" : "required"), say("required"),
                Value::boolean(true));
    }
  }

  void explain_readonly() {
    if (field_.calculate >= 0) return; // its value says so
    const RuleSource* source = source_of(Role::readonly);
    if (!state_.may_edit(index_)) {
      add_plain(plain("readonly", ""), say("readonly.frozen"), Value::boolean(true));
    } else if (source != nullptr) {
      add_condition("readonly", *source, memory_.readonly ? "readonly" : "writable");
    } else if (field_.always_readonly) {
      add_plain(plain("readonly", "readonly"), say("readonly"), Value::boolean(true));
    }
  }

  void explain_value() {
    const bool defaulted = !memory_.touched && state_.mode == form::Mode::edit;
    const RuleSource* source = source_of(Role::calculate);
    if (source == nullptr && defaulted) source = source_of(Role::default_value);
    if (source == nullptr) return;
    const bool calculated = source->role == Role::calculate;
    Reason reason = of_rule(calculated ? "calculate" : "default", *source, {});
    const Value shown = Value::string(words_.shown(memory_.seen, index_));
    const bool from = calculated && !reason.inputs.empty();
    reason.text = say(from ? "calculate.from" : reason.about,
                      {{"value", shown}, {"inputs", Value::string(words_.listed(reason.inputs))}});
    reasons_.push_back(std::move(reason));
  }

  void explain_choices() {
    const RuleSource* source = source_of(Role::choice_filter);
    if (source == nullptr) source = source_of(Role::choices);
    if (source == nullptr || !memory_.waits_for.empty()) return;
    Reason reason = of_rule("choices", *source, {});
    leave_out_item(reason);
    reason.steps.clear();
    reason.result = Value::list({memory_.offered.begin(), memory_.offered.end()});
    reason.missing = missing_choices(*source);
    const auto count = static_cast<std::int64_t>(memory_.offered.size());
    reason.text = say("choices", {{"count", Value::integer(count)},
                                  {"inputs", Value::string(words_.listed(reason.inputs))}});
    reasons_.push_back(std::move(reason));
  }

  // `choice` is another one for each item.
  static void leave_out_item(Reason& reason) {
    const auto is_item = [](const Input& each) { return each.name == "choice"; };
    reason.inputs.erase(std::remove_if(reason.inputs.begin(), reason.inputs.end(), is_item),
                        reason.inputs.end());
  }

  bool is_offered(const Value& code) const {
    return std::find(memory_.offered.begin(), memory_.offered.end(), code) != memory_.offered.end();
  }

  // What a filter finds in an item that it keeps out; nothing of one that it lets through.
  std::optional<std::vector<Step>> kept_out(const RuleSource& filter,
                                            const form::ChoiceItem& item) {
    const auto tree = cel::Tree::parse(filter.source, state_.plan.environment_of(index_));
    if (!tree) return {};
    words_.set_choice(item.attributes);
    Tracer tracer(*tree, words_);
    if (tracer.outcome(tree->root()).is(true)) return {};
    return tracer.deciding();
  }

  std::vector<MissingChoice> missing_choices(const RuleSource& source) {
    std::vector<MissingChoice> all;
    if (field_.choices == nullptr || source.role != Role::choice_filter) return all;
    for (const form::ChoiceItem& item : field_.choices->items()) {
      if (is_offered(item.code)) continue;
      if (all.size() == kMostMissing) break;
      const auto steps = kept_out(source, item);
      MissingChoice missing{
          item.code, words_.shown(item.code, index_), steps.value_or(std::vector<Step>()), {}};
      const std::string said = words_.text(steps ? "choice.not_offered" : "choice.unused",
                                           {{"label", Value::string(missing.label)}});
      missing.text = because(words_, said, missing.steps);
      all.push_back(std::move(missing));
    }
    return all;
  }

  // Of a choice that is not offered: what the filter finds in it.
  std::vector<Step> steps_of_answer(const RuleSource& source) {
    if (source.role != Role::choice_filter || field_.choices == nullptr ||
        !memory_.seen.is_string()) {
      return {};
    }
    const std::size_t at = field_.choices->find(memory_.seen.as_string());
    if (at == form::ChoiceSet::kNone) return {};
    return kept_out(source, field_.choices->items()[at]).value_or(std::vector<Step>());
  }

  // The rule that found it: by its id, or by the name an error of it carries.
  const RuleSource* source_of(const Finding& finding) const {
    if (finding.code == "constraint") {
      const std::string& id = state_.plan.rules[static_cast<std::size_t>(finding.detail)].id;
      return named(id);
    }
    if (finding.code == "rule.error") return named(state_.plan.expression(finding.detail).name);
    if (finding.code == "choice.not_offered") return source_of(Role::choice_filter);
    if (finding.code == "lookup.not_offered") return source_of(Role::lookup_filter);
    return nullptr;
  }

  const RuleSource* named(std::string_view name) const {
    const auto at = std::find_if(sources_.begin(), sources_.end(), [&](const RuleSource& each) {
      if (!each.id.empty()) return each.id == name && each.role != Role::message;
      const std::size_t key = each.path.rfind('/');
      return each.field == index_ && name == field_.key + '.' + each.path.substr(key + 1);
    });
    return at == sources_.end() ? nullptr : &*at;
  }

  void explain_violation(const Finding& finding) {
    const Violation violation = form::to_violation(state_, index_, finding);
    const RuleSource* source = source_of(finding);
    const bool decided =
        source != nullptr && (finding.code == "constraint" || finding.code == "rule.error");
    Reason reason = source != nullptr ? of_rule("violation", *source, violation.message)
                                      : plain("violation", limit_of(violation.code));
    if (!decided) reason.steps = source == nullptr ? std::vector<Step>() : steps_of_answer(*source);
    if (source != nullptr && source->role == Role::choice_filter) leave_out_item(reason);
    reason.about = "violation";
    reason.code = violation.code;
    if (source == nullptr) reason.result = memory_.stored;
    reason.text = because(words_, violation.message, reason.steps);
    reasons_.push_back(std::move(reason));
  }

  // The key of the field a violation without a rule comes from.
  static std::string_view limit_of(std::string_view code) {
    constexpr std::string_view kKeys[] = {"min",        "max",     "scale",    "min_length",
                                          "max_length", "pattern", "required", "must_accept"};
    for (const std::string_view key : kKeys)
      if (code == key) return key;
    if (code == "waits") return "depends_on";
    return code.substr(0, 7) == "choice." ? "choices" : "kind";
  }

  const form::SessionState& state_;
  FieldIndex index_;
  const FieldPlan& field_;
  const FieldMemory& memory_;
  Words words_;
  std::vector<RuleSource> sources_;
  std::vector<Reason> reasons_;
};

// A cell is not asked, or readonly, when its repeat is so.
std::vector<Reason> explain_at(form::SessionState& state, const form::Place& place) {
  const FieldIndex repeat = state.plan.graph.repeat[place.field];
  const bool in_rows = repeat != form::kNone;
  if (in_rows && !state.fields[repeat].relevant) return Explainer(state, repeat).explain();
  std::vector<Reason> reasons;
  form::with_cell(state, place.field, place.row,
                  [&] { reasons = Explainer(state, place.field).explain(); });
  if (!in_rows || !state.fields[repeat].readonly) return reasons;
  for (Reason& reason : Explainer(state, repeat).explain())
    if (reason.about == "readonly") reasons.push_back(std::move(reason));
  return reasons;
}

} // namespace

Explanation explain(const form::Session& session, std::string_view path) {
  form::SessionState& state = session.internals();
  const form::Place place = form::find_place(state, path);
  if (place.field == form::kNone) return {std::string(path), {}};
  const bool is_row = place.row != form::kNone && state.plan.fields[place.field].is_repeat();
  if (is_row) return explain(session, state.plan.fields[place.field].key);
  return {std::string(path), explain_at(state, place)};
}

} // namespace qudao::explain
