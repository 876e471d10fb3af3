#include "tests/differential/sequence.h"

#include <algorithm>
#include <array>

#include "core/explain/explain.h"
#include "core/lint/lint.h"
#include "core/value/json.h"
#include "core/version/version.h"
#include "tests/differential/definitions.h"
#include "tests/differential/expressions.h"
#include "tests/differential/judge.h"
#include "tests/differential/values.h"
#include "tests/differential/variants.h"

namespace qudao::differential {
namespace {

constexpr const char* kKindNames[] = {"null",     "bool",  "int",     "uint", "double",
                                      "string",   "bytes", "list",    "map",  "timestamp",
                                      "duration", "type",  "optional"};

// Through text and back, as a record goes between page and server.
Value by_way_of_json(const Value& value, Trail& trail, std::string_view what) {
  const std::string text = write_json(value);
  trail.note(what, text);
  auto read = parse_json(text);
  return read ? *read : Value();
}

std::string text_of(const std::vector<Issue>& issues) {
  List out;
  for (const Issue& issue : issues)
    out.push_back(to_value(issue));
  return write_json(Value::list(std::move(out)));
}

// Chance may nest rules until they are refused for what they might cost; anything else is a mistake of ours.
bool only_too_costly(const std::vector<Issue>& issues) {
  return std::all_of(issues.begin(), issues.end(),
                     [](const Issue& issue) { return issue.code == "cel.too_costly"; });
}

Value description_of(const Opening& opening) {
  List editable;
  for (const std::string& key : opening.editable)
    editable.push_back(Value::string(key));
  return Value::map({{"editable", Value::list(std::move(editable))},
                     {"locale", Value::string(opening.context.locale)},
                     {"lookups", opening.context.lookups},
                     {"lookups_complete", Value::boolean(opening.context.lookups_complete)},
                     {"mode", Value::string(opening.mode == form::Mode::edit ? "edit" : "frozen")},
                     {"now", Value::timestamp(opening.context.now)},
                     {"values", opening.context.values},
                     {"zone_minutes", Value::integer(opening.context.zone_minutes)}});
}

std::string description_of(const Edit& edit) {
  constexpr const char* kVerbs[] = {"set", "set_many", "provide", "validate"};
  std::string out = kVerbs[static_cast<std::size_t>(edit.kind)];
  for (const std::string* part : {&edit.path, &edit.id})
    if (!part->empty()) append_json(out += ' ', Value::string(*part));
  append_json(out += ' ', edit.value);
  return out;
}

std::string apply(form::Session& session, const Edit& edit) {
  std::string out;
  switch (edit.kind) {
  case Edit::Kind::set:
    session.set_json(edit.path, edit.value, out);
    break;
  case Edit::Kind::set_many:
    session.set_many_json(edit.value, out);
    break;
  case Edit::Kind::provide:
    session.provide_json(edit.path, edit.id, edit.value, out);
    break;
  case Edit::Kind::validate:
    session.append_validation_json(out);
    break;
  }
  return out;
}

void note_states(const form::Session& session, Trail& trail) {
  std::string out;
  session.append_states_json(out);
  trail.note("states", out);
}

// What takes longer than the edits themselves, once in a while.
void note_words(Dice& dice, form::Session& session, const form::Definition& definition,
                Trail& trail) {
  std::string out;
  for (const Violation& each : session.validate().violations) {
    for (const char* locale : {"zh-CN", "en", "zh-TW"})
      out += definition.text(each.code, each.params, locale) + '\n';
  }
  trail.note("texts", out);
  const form::FieldInfo& field = dice.pick(definition.fields());
  trail.note("explanation", write_json(to_value(explain::explain(session, field.key))));
}

// What a page and a server make of the session in the end.
void note_results(Dice& dice, form::Session& session, const form::Definition& definition,
                  Trail& trail) {
  note_states(session, trail);
  std::string out;
  session.append_validation_json(out);
  trail.note("validation", out);
  trail.note("submission", write_json(session.submission()));
  const Value data = session.data();
  trail.note("data", write_json(data));
  trail.note("carried over", write_json(form::carry_over(definition, data).record));
  const form::FieldInfo& field = dice.pick(definition.fields());
  const Value typed = random_value(dice);
  const auto read = form::read_answer(field.kind, typed, 60);
  trail.note("read " + field.kind, read ? write_json(*read) : read.error());
}

} // namespace

Player::Player(const Material& material, bool judged) : material_(material), judged_(judged) {
  using cel::Type;
  world_.declare("i", Type::integer());
  world_.declare("u", cel::TypeKind::unsigned_integer);
  world_.declare("d", Type::real());
  world_.declare("s", Type::string());
  world_.declare("b", Type::boolean());
  world_.declare("n", Type::nullable(Type::integer()));
  world_.declare("l", Type::list(Type::string()));
  world_.declare("m", Type::map(Type::string(), Type::dyn()));
  world_.declare("now", Type::timestamp());
  world_.declare("x", Type::dyn());
}

// The texts are the same for every definition, and longer than most.
Value Player::with_texts(const Value& bundle) const {
  if (!bundle.is_map()) return bundle;
  Map out = bundle.as_map();
  out.set("texts", material_.texts);
  return Value::map(std::move(out));
}

void Player::try_broken(Dice& dice, const Value& bundle, Trail& trail) {
  const Value broken = by_way_of_json(broken_bundle(dice, bundle), trail, "broken definition");
  const auto result = form::Definition::compile(with_texts(broken));
  trail.note("issues", result ? "none" : text_of(result.error()));
  ++(result ? tally_.loaded : tally_.refused);
}

// Compiles what `make` answers; what is refused for its cost alone is made again.
template <typename Make>
std::shared_ptr<const form::Definition> Player::loaded(Make make, Value& bundle, Trail& trail) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    bundle = by_way_of_json(make(), trail, "definition");
    auto result = form::Definition::compile(with_texts(bundle));
    const std::string issues = result ? "none" : text_of(result.error());
    trail.note("issues", issues);
    if (result) return *result;
    refusal_ = "a definition that should load is refused: " + issues;
    if (!only_too_costly(result.error())) return nullptr;
  }
  return nullptr;
}

void Player::take_subject(std::uint64_t number, std::string* lines) {
  if (number_ == number && lines == nullptr) return;
  number_ = number;
  Trail trail(lines);
  Dice dice = part_of(number, 0);
  pack_ = dice.chance(2) ? &dice.pick(material_.packs) : nullptr;
  Value bundle;
  definition_ =
      loaded([&] { return pack_ != nullptr ? pack_->bundle : random_bundle(dice); }, bundle, trail);
  try_broken(dice, bundle, trail);
  try_broken(dice, bundle, trail);
  if (dice.chance(10))
    trail.note("linter", write_json(to_value(lint::check(with_texts(bundle)), "en")));
  Value next;
  next_ = loaded([&] { return next_version(dice); }, next, trail);
  if (definition_ != nullptr && next_ != nullptr) {
    refusal_.clear();
    trail.note("compared",
               write_json(version::to_value(version::compare(*definition_, *next_), "en")));
  }
  subject_digest_ = std::to_string(trail.digest());
  ++tally_.definitions;
}

void Player::play_expressions(Dice& dice, Trail& trail) const {
  Expressions expressions(dice);
  expressions.add({"i", Sort::integer, false});
  expressions.add({"n", Sort::integer, true});
  expressions.add({"d", Sort::real, false});
  expressions.add({"s", Sort::text, false});
  expressions.add({"b", Sort::truth, false});
  expressions.add({"l", Sort::texts, false});
  expressions.add({"m", Sort::map, false});
  expressions.add({"now", Sort::moment, false});
  const std::vector<Value> slots{
      Value::integer(random_integer(dice)),
      Value::unsigned_integer(dice.bits()),
      Value::real(random_real(dice)),
      Value::string(random_text(dice)),
      Value::boolean(dice.chance(50)),
      dice.chance(50) ? Value() : Value::integer(random_integer(dice)),
      Value::list({Value::string(random_text(dice)), Value::string("c1")}),
      random_row(dice),
      Value::timestamp(
          {random_seconds(dice), static_cast<std::int32_t>(dice.below(1'000'000'000))}),
      random_value(dice)};
  for (int left = 2; left > 0; --left) {
    std::string source = expressions.any(3);
    if (dice.chance(15)) source = misspelt(dice, std::move(source));
    trail.note("expression", source);
    const auto program = cel::compile(source, world_);
    if (!program) {
      for (const cel::Issue& issue : program.error())
        trail.note("refused", cel::describe(issue, source));
      continue;
    }
    cel::Budget budget;
    const auto result = cel::evaluate(*program, slots, budget);
    std::string out = program->type().name() + ' ' + std::to_string(program->estimated_cost()) +
                      ' ' + std::to_string(budget.left) + ' ';
    if (result) {
      out += kKindNames[static_cast<std::size_t>(result->kind())];
      append_json(out += ' ', *result);
    } else {
      out.append(result.error().code).append(" at ").append(std::to_string(result.error().offset));
    }
    trail.note("result", out);
  }
}

// What the record becomes under the next version, and back where it was put aside.
void Player::note_upgrade(const form::Session& session, const form::Context& context,
                          Trail& trail) const {
  const Value data = session.data();
  const version::Effect effect = version::effect(definition_, next_, data, {}, context);
  trail.note("effect", write_json(version::to_value(effect)));
  trail.note("upgraded", write_json(effect.upgraded.data));
  trail.note("aside", write_json(effect.upgraded.aside));
}

Outcome Player::play(std::uint64_t seed, std::string* lines) {
  take_subject(seed / kShared, lines);
  Outcome outcome;
  Trail trail(lines);
  trail.note("subject", subject_digest_);
  outcome.disagreement = refusal_;
  if (!refusal_.empty()) return outcome;
  Dice dice = part_of(seed, 1);
  play_expressions(dice, trail);
  Opening opening = random_opening(dice, *definition_, pack_);
  trail.note("opened with", write_json(description_of(opening)));
  opening.record = by_way_of_json(opening.record, trail, "record");
  form::Session session = form::Session::open(definition_, opening.record, opening.context,
                                              opening.mode, opening.editable);
  note_states(session, trail);
  std::optional<Judge> judge;
  if (judged_) judge.emplace(definition_, opening, session);
  const bool closely = dice.chance(20);
  for (std::uint32_t left = 4 + dice.below(10); left > 0; --left) {
    const Edit edit = random_edit(dice, *definition_);
    trail.note("edit", description_of(edit));
    const std::string changes = apply(session, edit);
    trail.note("answered", changes);
    if (dice.chance(20)) note_states(session, trail);
    ++outcome.edits;
    if (!judge) continue;
    judge->after(edit, changes, session);
    if (closely || left == 1) judge->compare_afresh(session);
    if (trail.tells() && !judge->disagreement().empty()) break; // the last step told is the one
  }
  note_results(dice, session, *definition_, trail);
  if (dice.chance(15)) note_words(dice, session, *definition_, trail);
  if (dice.chance(15)) note_upgrade(session, opening.context, trail);
  if (judge && outcome.disagreement.empty()) outcome.disagreement = judge->disagreement();
  outcome.digest = trail.digest();
  tally_.edits += outcome.edits;
  return outcome;
}

} // namespace qudao::differential
