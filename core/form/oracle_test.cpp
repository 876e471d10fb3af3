// The engine against a slow and obvious oracle: recompute every field until nothing changes.
//
// Random definitions (seeded, the same on every platform) with cascades, relevance, calculations
// and rules; random edits. After each edit the session has to show what the oracle shows, and what
// a session opened afresh with the same answers shows.
#include <array>
#include <map>
#include <set>

#include "core/cel/cel.h"
#include "tests/support/form_scenario.h"

namespace qudao::form {
namespace {

// xorshift64*: the standard library's distributions differ between platforms.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
  std::uint32_t below(std::uint32_t limit) {
    state_ ^= state_ >> 12U;
    state_ ^= state_ << 25U;
    state_ ^= state_ >> 27U;
    return static_cast<std::uint32_t>((state_ * 0x2545F4914F6CDD1DU) >> 33U) % limit;
  }
  bool chance(std::uint32_t percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

constexpr std::array<const char*, 4> kCodes = {"c0", "c1", "c2", "c3"};

struct RandomField {
  std::string key;
  bool choice = false;
  std::string relevant;
  std::string calculate;
  std::string filter;
  std::string required;
  std::string constraint;
};

// Values flow from lower numbers to higher ones; the fields are shown in another order.
std::vector<RandomField> random_fields(Dice& dice) {
  std::vector<RandomField> fields(4 + dice.below(12));
  const auto other = [&](std::size_t below) {
    return fields[dice.below(static_cast<std::uint32_t>(below))];
  };
  const auto number = [](const RandomField& field) {
    return field.choice ? "(" + field.key + " == 'c1' ? 1 : 0)"
                        : "(" + field.key + " == null ? 0 : " + field.key + ")";
  };
  for (std::size_t i = 0; i < fields.size(); ++i) {
    RandomField& field = fields[i];
    field.key = "f" + std::to_string(i);
    field.choice = dice.chance(50);
    if (i == 0) continue;
    if (dice.chance(35))
      field.relevant = number(other(i)) + " < " + std::to_string(1 + dice.below(4));
    if (field.choice)
      field.filter = dice.chance(70) ? number(other(i)) + " % 3 != choice.n" : "";
    else if (dice.chance(40))
      field.calculate = number(other(i)) + " + " + number(other(i));
    else if (dice.chance(10))
      field.calculate = "10 / " + number(other(i));
  }
  for (RandomField& field : fields) {
    if (dice.chance(40)) field.required = number(other(fields.size())) + " > 1";
    if (dice.chance(40)) field.constraint = number(other(fields.size())) + " < 7";
  }
  return fields;
}

std::string quoted(const std::string& text) {
  return write_json(Value::string(text));
}

Form form_of(const std::vector<RandomField>& fields, Dice& dice) {
  Form form;
  form.dictionary("d", {R"({"code":"c0","n":0})", R"({"code":"c1","n":1})",
                        R"({"code":"c2","n":2})", R"({"code":"c3","n":0})"});
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < fields.size(); ++i)
    order.insert(order.begin() +
                     static_cast<std::ptrdiff_t>(dice.below(static_cast<std::uint32_t>(i + 1))),
                 i);
  for (const std::size_t i : order) {
    const RandomField& field = fields[i];
    std::string more = field.choice ? R"("choices":{"dictionary":"d"})" : R"("max":50)";
    if (!field.filter.empty()) more += R"(,"choice_filter":)" + quoted(field.filter);
    if (!field.relevant.empty()) more += R"(,"relevant":)" + quoted(field.relevant);
    if (!field.calculate.empty()) more += R"(,"calculate":)" + quoted(field.calculate);
    if (!field.required.empty()) more += R"(,"required":)" + quoted(field.required);
    if (!field.constraint.empty())
      more += R"(,"constraint":[{"id":"r)" + field.key + R"(","expression":)" +
              quoted(field.constraint) + R"(,"message":{"zh-CN":"m"}}])";
    form.field(field.key, field.choice ? "choice" : "integer", more);
  }
  return form;
}

// Knows the rules of the game and no order: it sweeps over all fields until a sweep changes
// nothing.
class Oracle {
 public:
  explicit Oracle(std::vector<RandomField> fields) : fields_(std::move(fields)) {
    for (const RandomField& field : fields_)
      environment_.declare(field.key, cel::Type::nullable(field.choice ? cel::Type::string()
                                                                       : cel::Type::integer()));
    choice_slot_ =
        environment_.declare("choice", cel::Type::map(cel::Type::string(), cel::Type::dyn()));
    seen_.resize(environment_.size());
    answers_.resize(fields_.size());
    relevant_.resize(fields_.size(), true);
  }

  void open() { sweep_all({}, false); }

  void set(std::size_t field, const Value& value) {
    if (!fields_[field].calculate.empty()) return;
    answers_[field] = value;
    sweep_all({field}, true);
  }

  // {"key": [value, relevant, violations…]} as text.
  std::string show() {
    Map out;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      List parts{relevant_[i] ? answers_[i] : Value(), Value::boolean(relevant_[i])};
      if (relevant_[i])
        for (const std::string& code : violations(i))
          parts.push_back(Value::string(code));
      out.set(fields_[i].key, Value::list(std::move(parts)));
    }
    return write_json(Value::map(std::move(out)));
  }

 private:
  // Sweeping in any order must end in the same place, but clearing cannot be taken back: a choice
  // may only be cleared when everything it depends on has come to rest. So: settle without
  // clearing, clear the lowest, start again.
  void sweep_all(std::set<std::size_t> just_set, bool clearing) {
    const std::vector<Value> before = seen_;
    settle();
    for (bool again = clearing; again;) {
      again = false;
      for (std::size_t i = 0; i < fields_.size() && !again; ++i) {
        if (!reconsidered(i, before) || just_set.count(i) > 0 || !relevant_[i] ||
            answers_[i].is_null())
          continue;
        if (fields_[i].filter.empty() || offered(i, answers_[i])) continue;
        answers_[i] = {};
        settle();
        again = true;
      }
    }
  }

  // Whether something the field depends on changed since.
  bool reconsidered(std::size_t i, const std::vector<Value>& before) {
    for (const std::string* rule : {&fields_[i].filter, &fields_[i].relevant})
      if (!rule->empty())
        for (const std::uint32_t slot : program(*rule).variables())
          if (slot < fields_.size() && seen_[slot] != before[slot]) return true;
    return false;
  }

  void settle() {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = fields_.size(); i-- > 0;)
        changed = settle(i) || changed;
    }
  }

  bool settle(std::size_t i) {
    const RandomField& field = fields_[i];
    relevant_[i] = field.relevant.empty() || run(field.relevant) == Value::boolean(true);
    if (relevant_[i] && !field.calculate.empty()) {
      auto result = try_run(field.calculate);
      answers_[i] = result ? *result : Value();
    }
    const Value now = relevant_[i] ? answers_[i] : Value();
    if (now == seen_[i]) return false;
    seen_[i] = now;
    return true;
  }

  bool offered(std::size_t i, const Value& code) {
    const std::int64_t n = (code.as_string()[1] - '0') % 3;
    seen_[choice_slot_] = Value::map(Map{{"n", Value::integer(n)}});
    return run(fields_[i].filter) == Value::boolean(true);
  }

  std::vector<std::string> violations(std::size_t i) {
    const RandomField& field = fields_[i];
    std::vector<std::string> out;
    if (!field.calculate.empty() && !try_run(field.calculate)) out.emplace_back("rule.error");
    if (seen_[i].is_null()) {
      if (!field.required.empty() && run(field.required) == Value::boolean(true))
        out.emplace_back("required");
      return out;
    }
    if (!field.filter.empty() && !offered(i, seen_[i])) out.emplace_back("choice.not_offered");
    if (!field.choice && seen_[i].as_int() > 50) out.emplace_back("max");
    if (!field.constraint.empty() && run(field.constraint) != Value::boolean(true))
      out.emplace_back("constraint");
    return out;
  }

  const cel::Program& program(const std::string& source) {
    auto at = programs_.find(source);
    if (at == programs_.end())
      at = programs_.emplace(source, *cel::compile(source, environment_)).first;
    return at->second;
  }
  Result<Value, cel::EvalError> try_run(const std::string& source) {
    cel::Budget budget;
    return cel::evaluate(program(source), seen_, budget);
  }
  Value run(const std::string& source) {
    auto result = try_run(source);
    return result ? *result : Value();
  }

  std::vector<RandomField> fields_;
  cel::Environment environment_;
  std::uint32_t choice_slot_ = 0;
  std::vector<Value> seen_; // by slot
  std::vector<Value> answers_;
  std::vector<bool> relevant_;
  std::map<std::string, cel::Program> programs_;
};

std::string show(const Session& session) {
  Map out;
  for (const FieldState& state : session.states()) {
    List parts{state.value, Value::boolean(state.relevant)};
    for (const Violation& each : state.violations)
      parts.push_back(Value::string(each.code));
    out.set(state.path, Value::list(std::move(parts)));
  }
  return write_json(Value::map(std::move(out)));
}

void play(std::uint64_t seed, int edits) {
  CAPTURE(seed);
  Dice dice(seed);
  const std::vector<RandomField> fields = random_fields(dice);
  const auto definition = compiled(form_of(fields, dice).bundle());
  Session session = opened(definition);
  Oracle oracle(fields);
  oracle.open();
  REQUIRE(show(session) == oracle.show());
  for (int edit = 0; edit < edits; ++edit) {
    const std::size_t i = dice.below(static_cast<std::uint32_t>(fields.size()));
    Value value;
    if (dice.chance(80))
      value =
          fields[i].choice ? Value::string(kCodes[dice.below(4)]) : Value::integer(dice.below(9));
    CAPTURE(edit, fields[i].key, write_json(value));
    const std::string before = show(session);
    const Changes changes = session.set(fields[i].key, value);
    oracle.set(i, value);
    const std::string after = show(session);
    REQUIRE(after == oracle.show());
    // Nothing changed that was not reported.
    std::set<std::string> reported;
    for (const FieldState& state : changes.changed)
      reported.insert(state.path);
    const Value was = json(before);
    const Value is = json(after);
    for (const auto& [key, parts] : is.as_map())
      if (*was.find(key.as_string()) != parts)
        REQUIRE(reported.count(std::string(key.as_string())) == 1);
    // Validating again, and opening the stored data, find the same.
    (void)session.validate();
    REQUIRE(show(session) == after);
    REQUIRE(show(opened(definition, {.record = write_json(session.data())})) == after);
  }
}

} // namespace

TEST_CASE("random definitions and edits: the session shows what the oracle shows") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed)
    play(seed, 25);
}

} // namespace qudao::form
