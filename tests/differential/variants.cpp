#include "tests/differential/variants.h"

#include <string>
#include <utility>

#include "tests/differential/definitions.h"
#include "tests/differential/expressions.h"
#include "tests/differential/values.h"

namespace qudao::differential {
namespace {

Value with_entry(const Value& map, const Value& key, Value value) {
  Map out = map.as_map();
  out.set(key, std::move(value));
  return Value::map(std::move(out));
}

Value broken_scalar(Dice& dice, const Value& value) {
  if (value.is_string() && dice.chance(70))
    return Value::string(misspelt(dice, std::string(value.as_string())));
  return random_value(dice);
}

// Walks down to some part and breaks that.
Value broken(Dice& dice, const Value& value, int depth) {
  const bool stop = depth > 1 && dice.chance(20);
  if (value.is_map() && !value.as_map().empty() && !stop) {
    const Entry& entry =
        *(value.as_map().begin() + static_cast<std::ptrdiff_t>(dice.below(value.as_map().size())));
    const std::uint32_t roll = depth > 0 ? dice.below(100) : 100;
    if (roll >= 25) return with_entry(value, entry.first, broken(dice, entry.second, depth + 1));
    Map out = value.as_map();
    out.erase(entry.first.as_string());
    if (roll < 10) out.set(misspelt(dice, std::string(entry.first.as_string())), entry.second);
    return Value::map(std::move(out));
  }
  if (value.is_list() && !value.as_list().empty() && !stop) {
    List out = value.as_list();
    const std::size_t at = dice.below(out.size());
    out[at] = broken(dice, out[at], depth + 1);
    if (dice.chance(10)) out.push_back(out[at]);
    return Value::list(std::move(out));
  }
  return broken_scalar(dice, value);
}

// Lets a field's value depend on another one at random: often a circle.
Value with_circle(Dice& dice, const Value& fields) {
  const std::size_t count = fields.as_map().size();
  const Entry& entry = *(fields.as_map().begin() + static_cast<std::ptrdiff_t>(dice.below(count)));
  if (!entry.second.is_map()) return fields;
  const Entry& other = *(fields.as_map().begin() + static_cast<std::ptrdiff_t>(dice.below(count)));
  const std::string rule = std::string(other.first.as_string()) + " != null";
  return with_entry(fields, entry.first,
                    with_entry(entry.second, Value::string("relevant"), Value::string(rule)));
}

// How a field's answer comes from one of the version before.
Value passage(Dice& dice, const std::string& from) {
  Map out{{"from", Value::string(from)}};
  if (dice.chance(30)) out.set("value", Value::string("string(answer) + '!'"));
  if (dice.chance(10)) out.set("value", Value::string("answer + answers.f0"));
  return Value::map(std::move(out));
}

// Some answers change places; what is taken from a field that goes on is given it back from elsewhere.
Value upgrade_to(Dice& dice, std::int64_t version) {
  Map fields;
  for (std::uint32_t left = dice.below(3); left > 0; --left) {
    const std::string one = "f" + std::to_string(dice.below(4));
    const std::string other = "f" + std::to_string(dice.below(4));
    if (fields.find(one) != nullptr || fields.find(other) != nullptr) continue;
    fields.set(one, passage(dice, other));
    fields.set(other, passage(dice, one));
  }
  Map codes{{"c0", Value::string("c1")}};
  if (dice.chance(50)) codes.set("c2", Value());
  const std::string key = "f" + std::to_string(dice.below(4));
  return Value::map({{"to", Value::integer(version)},
                     {"fields", Value::map(std::move(fields))},
                     {"choices", Value::map({{key, Value::map(std::move(codes))}})}});
}

} // namespace

Value broken_bundle(Dice& dice, const Value& bundle) {
  if (dice.chance(10)) {
    const Value& choices = *bundle.find("dictionaries");
    return with_entry(bundle, Value::string("dictionaries"), broken(dice, choices, 1));
  }
  const Value& definition = *bundle.find("definition");
  if (dice.chance(25)) {
    Value fields = with_circle(dice, *definition.find("fields"));
    return with_entry(bundle, Value::string("definition"),
                      with_entry(definition, Value::string("fields"), std::move(fields)));
  }
  Value wrong = broken(dice, definition, 0);
  if (dice.chance(40)) wrong = broken(dice, wrong, 0);
  return with_entry(bundle, Value::string("definition"), std::move(wrong));
}

Value next_version(Dice& dice) {
  constexpr std::int64_t kNext = 2;
  const Value bundle = random_bundle(dice);
  Map definition = bundle.find("definition")->as_map();
  definition.set("version", Value::integer(kNext));
  definition.set("upgrades", Value::list({upgrade_to(dice, kNext)}));
  return with_entry(bundle, Value::string("definition"), Value::map(std::move(definition)));
}

} // namespace qudao::differential
