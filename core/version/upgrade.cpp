#include <algorithm>
#include <optional>

#include "core/form/plan.h"
#include "core/version/version.h"

namespace qudao::version {
namespace {

// An answer under way, with where it came from.
struct Answer {
  std::string key;
  Value value;
  std::vector<std::string> from; // keys of the oldest version
  Fate fate = Fate::kept;
};

// By key; a sorted list and no std::map, which is 1 kB more of core.wasm.
class Answers {
 public:
  Answer* find(std::string_view key) {
    const auto at = place(key);
    return at != list_.end() && at->key == key ? &*at : nullptr;
  }
  const Answer* find(std::string_view key) const { return const_cast<Answers*>(this)->find(key); }
  void put(Answer answer) {
    if (Answer* held = find(answer.key)) {
      *held = std::move(answer);
    } else {
      list_.insert(place(answer.key), std::move(answer));
    }
  }
  void erase(const Answer& answer) { list_.erase(place(answer.key)); }
  std::vector<Answer>& list() { return list_; }
  const std::vector<Answer>& list() const { return list_; }

 private:
  std::vector<Answer>::iterator place(std::string_view key) {
    return std::lower_bound(list_.begin(), list_.end(), key,
                            [](const Answer& a, std::string_view b) { return a.key < b; });
  }

  std::vector<Answer> list_;
};

// Where answers stand: outside of rows, or in one row of a repeat.
struct Place {
  std::string repeat; // key; empty outside
  std::string path;   // before the key of an answer: "lines/2/"
};

class Upgrader {
 public:
  Upgrader(const form::Definition& from, const form::Definition& to, const Value& data,
           const Value& aside, Place place = {})
      : from_(from), to_(to), place_(std::move(place)) {
    for (const auto& [key, value] : data.as_map()) {
      const std::string name(key.as_string());
      answers_.put({name, value, {name}, Fate::kept});
    }
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
      if (place_.repeat.empty()) restore();
    }
    return finish();
  }

 private:
  // All fields of a step read the answers as they were before it.
  void move(const form::Upgrade& step) {
    if (step.fields.empty()) return;
    Map before;
    for (const Answer& answer : answers_.list())
      before.set(answer.key, answer.value);
    const Value all = Value::map(std::move(before));
    Answers arrived;
    std::vector<std::string> failed;
    for (const form::UpgradeField& field : step.fields)
      move_field(field, all, arrived, failed);
    take_away(step, failed);
    for (Answer& answer : arrived.list()) {
      if (const Answer* old = answers_.find(answer.key)) put_aside(*old, "replaced");
      answers_.put(std::move(answer));
    }
  }

  void move_field(const form::UpgradeField& field, const Value& all, Answers& arrived,
                  std::vector<std::string>& failed) const {
    Answer answer;
    answer.key = field.key;
    bool any = false;
    for (const std::string& source : field.from) {
      const Answer* old = answers_.find(source);
      if (old == nullptr) continue;
      any = any || !old->value.is_null();
      answer.from.insert(answer.from.end(), old->from.begin(), old->from.end());
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
    arrived.put(std::move(answer));
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
        const Answer* old = answers_.find(source);
        if (old == nullptr) continue;
        if (std::find(failed.begin(), failed.end(), source) != failed.end())
          put_aside(*old, "failed");
        answers_.erase(*old);
      }
    }
  }

  void recode(const form::UpgradeChoices& choices) {
    Answer* answer = answers_.find(choices.key);
    if (answer == nullptr) return;
    if (answer->value.is_string()) {
      const auto code = replaced(choices, answer->value);
      if (!code) return put_aside_choice(*answer, answer->value, Value::null());
      if (*code != answer->value) answer->fate = Fate::recoded;
      answer->value = *code;
    } else if (answer->value.is_list()) {
      recode_list(choices, *answer);
    }
  }

  void recode_list(const form::UpgradeChoices& choices, Answer& answer) {
    List rest;
    List dropped;
    for (const Value& item : answer.value.as_list()) {
      const auto code = replaced(choices, item);
      if (!code) {
        dropped.push_back(item);
      } else if (std::find(rest.begin(), rest.end(), *code) == rest.end()) {
        rest.push_back(*code);
      }
    }
    Value changed = Value::list(std::move(rest));
    if (!dropped.empty()) {
      put_aside_choice(answer, Value::list(std::move(dropped)), std::move(changed));
    } else if (changed != answer.value) {
      answer.value = std::move(changed);
      answer.fate = Fate::recoded;
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

  void put_aside_choice(Answer& answer, Value dropped, Value rest) {
    put_aside({answer.key, std::move(dropped), answer.from, Fate::aside}, "choice_removed");
    answer.value = std::move(rest);
    answer.fate = Fate::recoded;
    if (answer.value.is_null()) answers_.erase(answer);
  }

  void put_aside_what_nobody_asks() {
    std::vector<Answer> asked;
    for (Answer& answer : answers_.list()) {
      const form::FieldInfo* field = asked_here(answer.key);
      const form::FieldInfo* before = from_.field(answer.key);
      const bool was_calculated = before != nullptr && before->calculated;
      const bool calculated = field != nullptr && field->calculated && !was_calculated;
      if (field != nullptr && !calculated) {
        asked.push_back(std::move(answer));
      } else if (!was_calculated) {
        put_aside(answer, calculated ? "calculated" : "removed");
      }
    }
    answers_.list() = std::move(asked);
  }

  const form::FieldInfo* asked_here(std::string_view key) const {
    const form::FieldInfo* field = to_.field(key);
    return field != nullptr && field->repeat == place_.repeat ? field : nullptr;
  }

  void put_aside(const Answer& answer, std::string_view reason) {
    if (answer.value.is_null()) return;
    const std::string& field = answer.from.empty() ? answer.key : answer.from.front();
    aside_.push_back(Value::map({{"field", Value::string(place_.path + field)},
                                 {"label", label_of(field)},
                                 {"reason", Value::string(reason)},
                                 {"value", answer.value},
                                 {"version", Value::integer(from_.version())}}));
    gone_.push_back({Fate::aside, place_.path + field, answer.from, std::string(reason)});
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
      const Value* name = aside_[at].find("field");
      const Value* value = aside_[at].find("value");
      if (name == nullptr || !name->is_string() || value == nullptr) continue;
      const std::string key(name->as_string());
      const form::FieldInfo* field = asked_here(key);
      const Answer* known = answers_.find(key);
      if (field == nullptr || field->calculated) continue;
      if (known != nullptr && !known->value.is_null()) continue;
      answers_.put({key, *value, {}, Fate::restored});
      aside_.erase(aside_.begin() + static_cast<List::difference_type>(at));
    }
  }

  Upgraded finish() {
    Upgraded upgraded;
    Map data;
    for (const Answer& answer : answers_.list())
      data.set(answer.key, answer.value);
    for (const form::FieldInfo& field : to_.fields()) {
      const Answer* answer = answers_.find(field.key);
      const bool counts = !field.calculated && field.repeat == place_.repeat;
      if (answer != nullptr && !answer->value.is_null() && counts)
        upgraded.passages.push_back({answer->fate, place_.path + field.key, answer->from, {}});
    }
    upgraded.passages.insert(upgraded.passages.end(), gone_.begin(), gone_.end());
    upgraded.data = Value::map(std::move(data));
    upgraded.aside = Value::list(std::move(aside_));
    return upgraded;
  }

  const form::Definition& from_;
  const form::Definition& to_;
  Place place_;
  Answers answers_;
  List aside_;
  std::vector<Passage> gone_; // put aside by this upgrade, as the last of aside_
};

// A row goes the way of a record of its own. What is put aside of it does not come back by itself: the row may be another by
// then.
void upgrade_rows(const form::Definition& from, const form::Definition& to, const std::string& key,
                  const List& rows, Upgraded& whole) {
  List upgraded;
  for (const Value& row : rows) {
    if (!row.is_map()) {
      upgraded.push_back(row);
      continue;
    }
    const std::string path = key + '/' + std::to_string(upgraded.size()) + '/';
    Upgraded one = Upgrader(from, to, row, whole.aside, {key, path}).run();
    upgraded.push_back(std::move(one.data));
    whole.aside = std::move(one.aside);
    for (Passage& passage : one.passages)
      whole.passages.push_back(std::move(passage));
  }
  Map data = whole.data.as_map();
  data.set(key, Value::list(std::move(upgraded)));
  whole.data = Value::map(std::move(data));
}

} // namespace

Upgraded upgrade(const form::Definition& from, const form::Definition& to, const Value& data,
                 const Value& aside) {
  Upgraded whole = Upgrader(from, to, data, aside).run();
  if (to.version() <= from.version()) return whole;
  for (const form::FieldInfo& field : to.fields()) {
    const Value* rows = field.kind == "repeat" ? whole.data.find(field.key) : nullptr;
    if (rows != nullptr && rows->is_list())
      upgrade_rows(from, to, field.key, List(rows->as_list()), whole);
  }
  return whole;
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
