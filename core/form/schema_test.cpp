// The published schema agrees with what compile accepts, and the packs agree with both.
#include <fstream>
#include <iterator>

#include "tests/support/form_scenario.h"
#include "tests/support/json_schema.h"

namespace qudao::form {
namespace {

Value read_source(const std::string& path) {
  std::ifstream file(QUDAO_SOURCE_DIR "/" + path, std::ios::binary);
  CAPTURE(path);
  REQUIRE(file);
  return json(std::string(std::istreambuf_iterator<char>(file), {}));
}

test::JsonSchema schema() {
  return test::JsonSchema(read_source("core/form/definition.schema.json"));
}

Value pack_bundle(const std::string& entity) {
  Map dictionaries = read_source("core/packs/channel-signing/dictionaries.json").as_map();
  dictionaries.set("region",
                   *read_source("core/packs/channel-signing/region-sample.json").find("region"));
  return Value::map(
      Map{{"definition", read_source("core/packs/channel-signing/" + entity + ".json")},
          {"dictionaries", Value::map(dictionaries)},
          {"texts", read_source("core/packs/texts.json")}});
}

} // namespace

TEST_CASE("the packs fit the schema and compile") {
  for (const std::string entity : {"agent", "signing"}) {
    CAPTURE(entity);
    const Value bundle = pack_bundle(entity);
    CHECK(schema().check(*bundle.find("definition")) == "ok");
    const auto result = Definition::compile(bundle);
    if (!result)
      for (const Issue& issue : result.error())
        UNSCOPED_INFO(issue.path << ": " << issue.message);
    CHECK(result);
  }
}

TEST_CASE("what the schema refuses, compile refuses at the same place") {
  struct Row {
    std::string kind;
    std::string more;
    std::string where;
  };
  const std::vector<Row> rows = {
      {"text", "", "ok"},
      {"choice", R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"},"colour":"red"}]})", "ok"},
      {"choice",
       R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"},"valid_from":"2026-01-05","valid_to":"2026-01-05"}]})",
       "ok"},
      {"choice",
       R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"},"valid_from":"2026/1/5"}]})",
       "/fields/f/choices/list/0/valid_from"},
      {"choice", R"("choices":{"list":[{"code":"x","label":{"zh-CN":"x"},"valid_to":20260105}]})",
       "/fields/f/choices/list/0/valid_to"},
      {"texts", "", "/fields/f/kind"},
      {"text", R"("requird":true)", "/fields/f/requird"},
      {"text", R"("required":1)", "/fields/f/required"},
      {"text", R"("relevant":true)", "/fields/f/relevant"},
      {"text", R"("min":1)", "/fields/f/min"},
      {"text", R"("max_files":1)", "/fields/f/max_files"},
      {"integer", R"("min":"1")", "/fields/f/min"},
      {"text", R"("max_length":-1)", "/fields/f/max_length"},
      {"money", R"("scale":16)", "/fields/f/scale"},
      {"text", R"("hint":"x")", "/fields/f/hint"},
      {"text", R"("depends_on":"a")", "/fields/f/depends_on"},
      {"choice", R"("choices":{})", "/fields/f/choices"},
      {"choice", R"("choices":{"list":[{"code":"x"}]})", "/fields/f/choices/list/0"},
      {"choice", "", "/fields/f"},
      {"repeat", "", "/fields/f"},
      {"text", R"("max_rows":1)", "/fields/f/max_rows"},
      {"text", R"("fields":["f"])", "/fields/f/fields"},
      {"lookup", "", "/fields/f"},
      {"lookup", R"("lookup":{})", "/fields/f/lookup"},
      {"text", R"("constraint":[{"id":"c","expression":"true"}])", "/fields/f/constraint/0"},
      {"text", R"("constraint":[{"expression":"true","message":{"zh-CN":"m"}}])",
       "/fields/f/constraint/0"},
  };
  const test::JsonSchema published = schema();
  for (const Row& row : rows) {
    CAPTURE(row.kind, row.more);
    const std::string bundle = Form().field("f", row.kind, row.more).bundle();
    const std::string found = published.check(*json(bundle).find("definition"));
    CHECK(found == row.where);
    const std::vector<std::string> issues = issues_of(bundle);
    CHECK(issues.empty() == (row.where == "ok"));
    if (!issues.empty()) CHECK(issues[0].substr(issues[0].find(' ') + 1) == row.where);
  }
}

TEST_CASE("every kind of the schema is a kind of the engine") {
  const Value definition_schema = read_source("core/form/definition.schema.json");
  const Value* kinds = definition_schema.find("$defs")
                           ->find("field")
                           ->find("properties")
                           ->find("kind")
                           ->find("enum");
  REQUIRE(kinds != nullptr);
  CHECK(kinds->as_list().size() == 23);
  for (const Value& kind : kinds->as_list()) {
    const std::string name(kind.as_string());
    for (const std::string& issue : issues_of(Form().field("f", name).bundle()))
      CHECK(issue != "definition.unknown_kind /fields/f/kind");
  }
}

TEST_CASE("every code the engine answers has a text in both languages") {
  const Value texts = read_source("core/packs/texts.json");
  for (const std::string code : {"required",
                                 "required.choice",
                                 "must_accept",
                                 "waits",
                                 "type",
                                 "readonly",
                                 "field.unknown",
                                 "cleared",
                                 "min",
                                 "max",
                                 "scale",
                                 "min_length",
                                 "max_length",
                                 "pattern",
                                 "rule.error",
                                 "choice.unknown",
                                 "choice.not_offered",
                                 "choice.not_current",
                                 "choice.retired",
                                 "definition.date",
                                 "definition.period",
                                 "lookup.unknown",
                                 "lookup.not_offered",
                                 "region.unknown",
                                 "rows.too_few",
                                 "rows.too_many",
                                 "region.not_a_city",
                                 "attachment.empty",
                                 "attachment.source",
                                 "attachment.too_large",
                                 "attachment.too_many",
                                 "attachment.type_required",
                                 "attachment.type_unknown",
                                 "attachment.url",
                                 "format.integer",
                                 "format.number",
                                 "number.too_large",
                                 "number.too_precise",
                                 "format.date",
                                 "format.date.calendar",
                                 "format.date_time",
                                 "format.email",
                                 "format.url",
                                 "format.mobile",
                                 "format.phone",
                                 "format.landline",
                                 "format.landline.area_code",
                                 "format.postcode",
                                 "format.credit_code",
                                 "format.credit_code.check",
                                 "format.organisation_code",
                                 "format.organisation_code.check",
                                 "format.tax_number"}) {
    CAPTURE(code);
    const Value* text = texts.find(code);
    REQUIRE(text != nullptr);
    CHECK(text->find("zh-CN") != nullptr);
    CHECK(text->find("en") != nullptr);
  }
}

} // namespace qudao::form
