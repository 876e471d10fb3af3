#include <algorithm>
#include <map>
#include <optional>

#include "core/form/plan.h"
#include "core/version/version.h"

namespace qudao::version {
namespace {

// An answer under way, with where it came from.
struct Answer {
  Value value;
  std::vector<std::string> from; // keys of the oldest version
  Fate fate = Fate::kept;
};

using Answers = std::map<std::string, Answer, std::less<>>;

class Upgrader {
 public:
  Upgrader(const form::Definition& from, const form::Definition& to, const Value& data,
           const Value& aside)
      : from_(from), to_(to) {
    for (const auto& [key, value] : data.as_map())
      answers_[std::string(key.as_string())] = {value, {std::string(key.as_string())}, Fate::kept};
    if (aside.is_list()) aside_ = aside.as_list();
  }

  Upgraded run() {
    for (const form::Upgrade& step : to_.plan().upgrades.upgrades) {
      if (step.to <= from_.version()) continue;
      move(step);
      for (const form::UpgradeChoices& choices : step.choices)
        recode(choices);
    }
    if (to_.version() > from_.version()) {
      put_aside_what_nobody_asks();
      restore();
    }
    return finish();
  }

 private:
  // All fields of a step read the answers as they were before it.
  void move(const form::Upgrade& step) {
    if (step.fields.empty()) return;
    Map before;
    for (const auto& [key, answer] : answers_)
      before.set(key, answer.value);
    const Value all = Value::map(std::move(before));
    Answers arrived;
    std::vector<std::string> failed;
    for (const form::UpgradeField& field : step.fields)
      move_field(field, all, arrived, failed);
    take_away(step, failed);
    for (auto& [key, answer] : arrived) {
      const auto old = answers_.find(key);
      if (old != answers_.end()) put_aside(key, old->second, "replaced");
      answers_[key] = std::move(answer);
    }
  }

  void move_field(const form::UpgradeField& field, const Value& all, Answers& arrived,
                  std::vector<std::string>& failed) const {
    Answer answer;
    bool any = false;
    for (const std::string& source : field.from) {
      const auto at = answers_.find(source);
      if (at == answers_.end()) continue;
      any = any || !at->second.value.is_null();
      answer.from.insert(answer.from.end(), at->second.from.begin(), at->second.from.end());
    }
    if (answer.from.empty()) return;
    const Value* first = all.find(field.from.front());
    answer.value = first == nullptr ? Value::null() : *first;
    answer.fate = field.from == std::vector<std::string>{field.key} ? Fate::kept : Fate::moved;
    if (field.value >= 0 && any) {
      auto made = evaluate(field, answer.value, all);
      if (!made) {
        failed.insert(failed.end(), field.from.begin(), field.from.end());
        return;
      }
      if (*made != answer.value) answer.fate = Fate::moved;
      answer.value = std::move(*made);
    }
    arrived[field.key] = std::move(answer);
  }

  std::optional<Value> evaluate(const form::UpgradeField& field, const Value& answer,
                                const Value& all) const {
    const auto& program =
        to_.plan().upgrades.expressions[static_cast<std::size_t>(field.value)].program;
    const std::vector<Value> slots{answer, all};
    static_assert(form::UpgradePlan::kAnswer == 0 && form::UpgradePlan::kAnswers == 1);
    cel::Budget budget;
    auto result = cel::evaluate(program, slots, budget);
    if (!result) return std::nullopt;
    return std::move(*result);
  }

  void take_away(const form::Upgrade& step, const std::vector<std::string>& failed) {
    for (const form::UpgradeField& field : step.fields) {
      for (const std::string& source : field.from) {
        const auto at = answers_.find(source);
        if (at == answers_.end()) continue;
        if (std::find(failed.begin(), failed.end(), source) != failed.end())
          put_aside(at->first, at->second, "failed");
        answers_.erase(at);
      }
    }
  }

  void recode(const form::UpgradeChoices& choices) {
    const auto at = answers_.find(choices.key);
    if (at == answers_.end()) return;
    Answer& answer = at->second;
    if (answer.value.is_string()) {
      const auto code = replaced(choices, answer.value);
      if (!code) return put_aside_choice(at, answer.value, Value::null());
      if (*code != answer.value) answer.fate = Fate::recoded;
      answer.value = *code;
    } else if (answer.value.is_list()) {
      recode_list(choices, at);
    }
  }

  void recode_list(const form::UpgradeChoices& choices, Answers::iterator at) {
    List rest;
    List dropped;
    for (const Value& item : at->second.value.as_list()) {
      const auto code = replaced(choices, item);
      if (!code) {
        dropped.push_back(item);
      } else if (std::find(rest.begin(), rest.end(), *code) == rest.end()) {
        rest.push_back(*code);
      }
    }
    Value changed = Value::list(std::move(rest));
    if (!dropped.empty()) {
      put_aside_choice(at, Value::list(std::move(dropped)), std::move(changed));
    } else if (changed != at->second.value) {
      at->second.value = std::move(changed);
      at->second.fate = Fate::recoded;
    }
  }

  // The choice that stands for `code` now; nothing when there is none any more.
  static std::optional<Value> replaced(const form::UpgradeChoices& choices, const Value& code) {
    for (const auto& [before, after] : choices.codes) {
      if (!code.is_string() || code.as_string() != before) continue;
      if (after.empty()) return std::nullopt;
      return Value::string(after);
    }
    return code;
  }

  void put_aside_choice(Answers::iterator at, Value dropped, Value rest) {
    put_aside(at->first, {std::move(dropped), at->second.from, Fate::aside}, "choice_removed");
    at->second.value = std::move(rest);
    at->second.fate = Fate::recoded;
    if (at->second.value.is_null()) answers_.erase(at);
  }

  void put_aside_what_nobody_asks() {
    for (auto at = answers_.begin(); at != answers_.end();) {
      const form::FieldInfo* field = to_.field(at->first);
      const form::FieldInfo* before = from_.field(at->first);
      const bool was_calculated = before != nullptr && before->calculated;
      const bool removed = field == nullptr;
      const bool calculated = field != nullptr && field->calculated && !was_calculated;
      if (removed || calculated) {
        if (!was_calculated) put_aside(at->first, at->second, removed ? "removed" : "calculated");
        at = answers_.erase(at);
      } else {
        ++at;
      }
    }
  }

  void put_aside(const std::string& key, const Answer& answer, std::string_view reason) {
    if (answer.value.is_null()) return;
    const std::string& field = answer.from.empty() ? key : answer.from.front();
    aside_.push_back(Value::map({{"field", Value::string(field)},
                                 {"label", label_of(field)},
                                 {"reason", Value::string(reason)},
                                 {"value", answer.value},
                                 {"version", Value::integer(from_.version())}}));
    gone_.push_back({Fate::aside, field, answer.from, std::string(reason)});
  }

  Value label_of(const std::string& field) const {
    const Value* fields = from_.document().find("fields");
    const Value* described = fields->find(field);
    return described == nullptr ? Value::map({{"zh-CN", Value::string(field)}})
                                : *described->find("label");
  }

  // Newest first: what was said last counts. What was put aside just now is gone for good reasons.
  void restore() {
    for (std::size_t at = aside_.size() - gone_.size(); at-- > 0;) {
      const std::string key(aside_[at].find("field")->as_string());
      const form::FieldInfo* field = to_.field(key);
      const auto known = answers_.find(key);
      if (field == nullptr || field->calculated) continue;
      if (known != answers_.end() && !known->second.value.is_null()) continue;
      answers_[key] = {*aside_[at].find("value"), {}, Fate::restored};
      aside_.erase(aside_.begin() + static_cast<List::difference_type>(at));
    }
  }

  Upgraded finish() {
    Upgraded upgraded;
    Map data;
    for (const auto& [key, answer] : answers_)
      data.set(key, answer.value);
    for (const form::FieldInfo& field : to_.fields()) {
      const auto at = answers_.find(field.key);
      if (at != answers_.end() && !at->second.value.is_null() && !field.calculated)
        upgraded.passages.push_back({at->second.fate, field.key, at->second.from, {}});
    }
    upgraded.passages.insert(upgraded.passages.end(), gone_.begin(), gone_.end());
    upgraded.data = Value::map(std::move(data));
    upgraded.aside = Value::list(std::move(aside_));
    return upgraded;
  }

  const form::Definition& from_;
  const form::Definition& to_;
  Answers answers_;
  List aside_;
  std::vector<Passage> gone_; // put aside by this upgrade, as the last of aside_
};

} // namespace

Upgraded upgrade(const form::Definition& from, const form::Definition& to, const Value& data,
                 const Value& aside) {
  return Upgrader(from, to, data, aside).run();
}

std::string_view name_of(Fate fate) {
  switch (fate) {
  case Fate::kept:
    return "kept";
  case Fate::moved:
    return "moved";
  case Fate::recoded:
    return "recoded";
  case Fate::restored:
    return "restored";
  case Fate::aside:
    return "aside";
  }
  return {};
}

} // namespace qudao::version
