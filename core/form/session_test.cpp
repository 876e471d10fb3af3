// Whole sessions: frozen records, both forms of every answer, carrying over.
#include "tests/support/form_scenario.h"

namespace qudao::form {
namespace {

Form contract() {
  return Form()
      .also(R"("context":{"record":"map","partner":"map"})")
      .field("state", "text",
             R"("calculate":"has(record.state) ? record.state : 'draft'","carry_over":false)")
      .field("name", "text", R"("required":true,"min_length":5)")
      .field("firm", "text", R"("calculate":"has(partner.name) ? partner.name : null")")
      .field("seller", "text", R"("relevant":"state == 'pending'","required":true)")
      .field("year", "integer", R"("carry_over":false)");
}

// The structures as JSON, key by key, to compare with what the session writes itself.
Value to_value(const FieldState& state) {
  List violations;
  for (const Violation& each : state.violations)
    violations.push_back(qudao::to_value(each));
  List waits;
  for (const std::string& each : state.waits_for)
    waits.push_back(Value::string(each));
  List choices;
  for (const std::string& each : state.choices)
    choices.push_back(Value::string(each));
  Map map{{"path", Value::string(state.path)},
          {"value", state.value},
          {"relevant", Value::boolean(state.relevant)},
          {"required", Value::boolean(state.required)},
          {"readonly", Value::boolean(state.readonly)},
          {"calculated", Value::boolean(state.calculated)},
          {"waits_for", Value::list(waits)},
          {"violations", Value::list(violations)}};
  if (state.has_choices) map.set("choices", Value::list(choices));
  return Value::map(map);
}

Value to_value(const Progress& progress) {
  return Value::map(Map{{"required", Value::integer(progress.required)},
                        {"answered", Value::integer(progress.answered)},
                        {"violations", Value::integer(progress.violations)}});
}

Value to_value(const std::vector<SectionProgress>& sections) {
  List list;
  for (const SectionProgress& each : sections) {
    Map map = to_value(each.progress).as_map();
    map.set("id", Value::string(each.id));
    list.push_back(Value::map(map));
  }
  return Value::list(list);
}

Value to_value(const Changes& changes) {
  List changed;
  for (const FieldState& each : changes.changed)
    changed.push_back(to_value(each));
  List cleared;
  for (const Cleared& each : changes.cleared) {
    List because;
    for (const std::string& path : each.because)
      because.push_back(Value::string(path));
    cleared.push_back(Value::map(Map{{"path", Value::string(each.path)},
                                     {"value", each.value},
                                     {"because", Value::list(because)},
                                     {"message", Value::string(each.message)}}));
  }
  List refused;
  for (const Violation& each : changes.refused)
    refused.push_back(qudao::to_value(each));
  return Value::map(Map{{"changed", Value::list(changed)},
                        {"cleared", Value::list(cleared)},
                        {"refused", Value::list(refused)},
                        {"progress", to_value(changes.progress)},
                        {"sections", to_value(changes.sections)}});
}

} // namespace

TEST_CASE(
    "a frozen record is shown as it was stored; only what is calculated from `record` is live") {
  const Opening frozen{.record = R"({"state":"draft","name":"ab","firm":"old firm","year":2025})",
                       .values = R"({"record":{"state":"pending"},"partner":{"name":"new firm"}})",
                       .mode = Mode::frozen,
                       .editable = {"seller"}};
  Scenario form(contract(), frozen);
  CHECK(form.value("state") == R"("pending")");
  CHECK(form.value("firm") == R"("old firm")");
  CHECK(form.wrong("name").empty()); // history, not this person's to mend
  form.answer("name", R"("abcdef")");
  CHECK(form.refused() == "readonly");
  CHECK(form.state("name").readonly);

  CHECK(form.wrong("seller") == "required");
  CHECK_FALSE(form.state("seller").readonly);
  form.answer("seller", R"("Li")");
  CHECK(form.session().validate().valid);
  CHECK(form.data() ==
        R"({"firm":"old firm","name":"ab","seller":"Li","state":"pending","year":2025})");
}

TEST_CASE("the JSON a session writes is the canonical JSON of the structures it answers") {
  const std::string bundle =
      contract()
          .dictionary("d", {R"({"code":"a","n":1})", R"({"code":"b","n":2})"})
          .text("cleared", "“{label}” cleared")
          .field("n", "integer", R"("min":1)")
          .field("c", "choice", R"("choices":{"dictionary":"d"},"choice_filter":"choice.n == n",
                                                          "depends_on":["n"])")
          .rule("r", "n == null || n < 9", "n", "\"{n}\"\n")
          .bundle();
  const auto definition = compiled(bundle);
  Session one = opened(definition);
  Session two = opened(definition);
  const std::vector<std::pair<std::string, std::string>> edits = {{"n", "1"},
                                                                  {"c", R"("a")"},
                                                                  {"n", "2"},
                                                                  {"c", R"("x\"")"},
                                                                  {"n", R"("\u0007 9")"},
                                                                  {"n", "0"},
                                                                  {"n", "9"},
                                                                  {"name", R"(" 浪潮 ")"},
                                                                  {"nobody", "1"},
                                                                  {"state", R"("x")"},
                                                                  {"c", "null"}};
  for (const auto& [path, value] : edits) {
    CAPTURE(path, value);
    std::string written;
    one.set_json(path, json(value), written);
    CHECK(written == write_json(to_value(two.set(path, json(value)))));
    written.clear();
    one.append_states_json(written);
    List states;
    for (const FieldState& each : two.states())
      states.push_back(to_value(each));
    CHECK(written == write_json(Value::list(states)));
    written.clear();
    one.append_validation_json(written);
    const Validation validation = two.validate();
    List violations;
    for (const Violation& each : validation.violations)
      violations.push_back(qudao::to_value(each));
    CHECK(written == write_json(Value::map(Map{{"valid", Value::boolean(validation.valid)},
                                               {"violations", Value::list(violations)},
                                               {"progress", to_value(validation.progress)},
                                               {"sections", to_value(validation.sections)}})));
  }
  std::string none;
  one.append_state_json("nobody", none);
  CHECK(none == "null");
}

TEST_CASE("a change counts only the sections it reaches; a validation all of them") {
  const auto definition = compiled(R"({"dictionaries":{},"texts":{},"definition":{
    "entity":"e","version":1,"label":{"zh-CN":"e"},
    "sections":[{"id":"s","label":{"zh-CN":"s"},"fields":["a","b"]},
                {"id":"t","label":{"zh-CN":"t"},"fields":["c"]},
                {"id":"u","label":{"zh-CN":"u"},"fields":["d"]}],
    "fields":{"a":{"label":{"zh-CN":"a"},"kind":"text","required":true},
              "b":{"label":{"zh-CN":"b"},"kind":"text"},
              "c":{"label":{"zh-CN":"c"},"kind":"text","relevant":"a != null","required":true},
              "d":{"label":{"zh-CN":"d"},"kind":"text","required":true}}}})");
  Session session = opened(definition);
  const auto counted = [](const std::vector<SectionProgress>& sections) {
    std::string ids;
    for (const SectionProgress& each : sections)
      ids += each.id;
    return ids;
  };
  CHECK(counted(session.set("b", json("\"x\"")).sections).empty());
  const Changes changes = session.set("a", json("\"x\""));
  CHECK(counted(changes.sections) == "st");
  CHECK(changes.sections.front().progress == Progress{1, 1, 0});
  CHECK(changes.sections.back().progress == Progress{1, 0, 1});
  CHECK(counted(session.validate().sections) == "stu");
}

TEST_CASE(
    "a new year starts from last year's answers, without what is calculated or is the year's own") {
  const auto definition = compiled(contract().bundle());
  const CarriedOver over = carry_over(
      *definition,
      json(
          R"({"state":"approved","name":"abcdef","firm":"f","seller":"Li","year":2025,"gone":1})"));
  CHECK(write_json(over.record) == R"({"name":"abcdef","seller":"Li"})");
  CHECK(Scenario::joined(over.fields) == "name seller");
}

TEST_CASE("a definition tells what it holds") {
  const auto definition = compiled(contract()
                                       .text("max", "at most {max}")
                                       .also(R"("unique":[{"id":"u","when":"approved",
                                                "fields":["partner_id","year"],"message":{"zh-CN":"u"}}])")
                                       .bundle());
  CHECK(definition->entity() == "e");
  CHECK(definition->version() == 1);
  REQUIRE(definition->fields().size() == 5);
  CHECK(definition->fields()[0].key == "state");
  CHECK(definition->field("firm")->calculated);
  CHECK(definition->field("nobody") == nullptr);
  REQUIRE(definition->unique_rules().size() == 1);
  CHECK(Scenario::joined(definition->unique_rules()[0].fields) == "partner_id year");
  CHECK(definition->text("max", Map{{"max", Value::integer(3)}}, "en") == "at most 3");
  CHECK(definition->text("unheard_of", {}, "en") == "unheard_of");
}

TEST_CASE("rules of the approval process are asked with the answers there are") {
  const std::string bundle =
      contract()
          .field("manager", "lookup", R"("lookup":{"entity":"user"})")
          .also(R"("approval":{"levels":[{"id":"l","label":{"zh-CN":"l","en":"l"},
        "approver":{"field":"manager"}}],"guards":[{"id":"g","level":"l","action":"approve",
        "expression":"year > 2000","message":{"zh-CN":"g","en":"g"},"fieldPath":"year"}]})")
          .bundle();
  const auto definition = compiled(bundle);
  REQUIRE(definition->process().guards.size() == 1);
  Session session = opened(definition);
  const approval::Rule rule = definition->process().guards[0].rule;
  CHECK_FALSE(session.holds(rule)); // no year: cannot be told
  (void)session.set("year", json("2026"));
  CHECK(*session.holds(rule));
  (void)session.set("year", json("1999"));
  CHECK_FALSE(*session.holds(rule));
}

} // namespace qudao::form
