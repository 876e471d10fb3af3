// Rows: rules inside and across them, rows that come and go, paths, what is stored.
#include "tests/support/form_scenario.h"

namespace qudao::form {
namespace {

Form order() {
  return Form()
      .dictionary("product", {R"({"code":"db","of":"data"})", R"({"code":"erp","of":"apps"})"})
      .text("cleared", "{label} is no longer offered")
      .text("rows.too_few", "{label} needs {min} rows")
      .field("area", "text")
      .field("discount", "integer", R"("default":"0")")
      .field(
          "lines", "repeat",
          R"j("fields":["product","quantity","price","amount"],"min_rows":1,"max_rows":3,"constraint":[{"id":"once","expression":"product.all(p, product.filter(q, q == p).size() == 1)","message":{"zh-CN":"每种产品一行","en":"one row per product"}}])j")
      .column(
          "product", "choice",
          R"("choices":{"dictionary":"product"},"required":true,"choice_filter":"area == null || choice.of == area")")
      .column(
          "quantity", "integer",
          R"("default":"1","constraint":[{"id":"few","expression":"quantity <= 10","message":{"zh-CN":"{quantity} 太多","en":"{quantity} of {product} is too much"}}])")
      .column("price", "decimal", R"("relevant":"product != null")")
      .column("amount", "decimal", R"("calculate":"double(quantity) * price")")
      .field("total", "decimal",
             R"j("calculate":"amount.sum() * (1.0 - double(discount) / 100.0)")j")
      .field("dear", "integer",
             R"j("calculate":"lines.filter(l, l.price != null && l.price > 100.0).size()")j");
}

constexpr const char* kTwoRows =
    R"({"lines":[{"product":"db","quantity":2,"price":100.5},{"product":"erp","price":10.0}]})";

std::string paths(const Session& session) {
  std::vector<std::string> out;
  for (const FieldState& state : session.states())
    out.push_back(state.path);
  return Scenario::joined(out);
}

} // namespace

TEST_CASE("a row has its own answers, calculations and defaults; outside they are added up") {
  Scenario form(order(), {.record = kTwoRows});
  CHECK(form.state("lines").rows == 2);
  CHECK(form.value("lines/0/amount") == "201");
  CHECK(form.value("lines/1/quantity") == "1");
  CHECK(form.value("lines/1/amount") == "10");
  CHECK(form.value("total") == "211");
  CHECK(form.value("dear") == "1");
  CHECK(paths(form.session()) ==
        "area discount lines lines/0/product lines/0/quantity lines/0/price lines/0/amount "
        "lines/1/product lines/1/quantity lines/1/price lines/1/amount total dear");
}

TEST_CASE("a changed cell recomputes its row and what adds it up, nothing else") {
  Scenario form(order(), {.record = kTwoRows});
  form.answer("lines/1/quantity", "3");
  CHECK(form.changed() == "lines/1/quantity lines/1/amount total");
  CHECK(form.value("total") == "231");
  form.answer("discount", "50");
  CHECK(form.changed() == "discount total");
}

TEST_CASE("rows come and go; what stands behind them moves") {
  Scenario form(order(), {.record = kTwoRows});
  form.answer("lines/2", "{}");
  CHECK(form.state("lines").rows == 3);
  CHECK(form.value("lines/2/quantity") == "1");
  CHECK(form.wrong("lines/2/product") == "required");

  form.answer("lines/0", "null");
  CHECK(form.state("lines").rows == 2);
  CHECK(form.value("lines/0/product") == R"("erp")");
  CHECK(form.value("total") == "10");
  CHECK(form.changed() == "lines lines/0/product lines/1/product lines/0/quantity lines/1/quantity "
                          "lines/0/price lines/1/price lines/0/amount lines/1/amount total dear");
  CHECK(
      form.data() ==
      R"({"dear":0,"discount":0,"lines":[{"amount":10,"price":10,"product":"erp","quantity":1},{"quantity":1}],"total":10})");

  form.answer("lines", R"([{"product":"db"}])");
  CHECK(form.state("lines").rows == 1);
  form.answer("lines", "null");
  CHECK(form.state("lines").rows == 0);
  CHECK(form.data() == R"({"dear":0,"discount":0,"total":0})");
}

TEST_CASE("what is wrong with rows, with one of them, and with a cell") {
  struct Example {
    std::string lines;
    std::string path;
    std::string wrong;
  };
  const std::vector<Example> examples = {
      {"[]", "lines", "rows.too_few"},
      {R"([{}])", "lines", ""},
      {R"([{},{},{},{}])", "lines", "rows.too_many"},
      {R"([{"product":"db"},{"product":"db"}])", "lines", "constraint:once"},
      {R"([{"product":"db"},{"product":"erp"}])", "lines", ""},
      {R"([{"product":"db"},{"product":"x"}])", "lines/1/product", "choice.unknown"},
      {R"([{"product":"db","quantity":11}])", "lines/0/quantity", "constraint:few"},
      {R"([{"product":"db","quantity":"many"}])", "lines/0/quantity", "format.integer"},
      {R"("none")", "lines", "type"},
      {R"([1])", "lines", "type"},
  };
  for (const Example& each : examples) {
    CAPTURE(each.lines);
    Scenario form(order(), {.record = R"({"lines":)" + each.lines + "}"});
    CHECK(form.wrong(each.path) == each.wrong);
  }
}

TEST_CASE("messages show the answers of their row") {
  Scenario form(order(),
                {.record = R"({"lines":[{"product":"erp"},{"product":"db","quantity":12}]})"});
  CHECK(form.message("lines/1/quantity") == "12 of item db is too much");
  CHECK(form.state("lines/1/quantity").violations[0].path == "lines/1/quantity");
  CHECK(form.message("lines").empty());
  form.answer("lines", "[]");
  CHECK(form.message("lines") == "the lines needs 1 rows");
}

TEST_CASE("a change outside clears cells and says where") {
  Scenario form(order(), {.record = kTwoRows});
  form.answer("area", R"("apps")");
  CHECK(form.cleared() == R"(lines/0/product="db"<area)");
  CHECK(form.value("lines/0/price") == "null");
  CHECK(form.value("lines/0/amount") == "null");
  CHECK(form.value("total") == "10");
}

TEST_CASE("progress counts cells, and forgets those that are gone") {
  Scenario form(order(), {.record = kTwoRows});
  form.answer("lines/2", "{}");
  CHECK(form.last().progress.required == 3);
  CHECK(form.last().progress.answered == 2);
  CHECK(form.last().progress.violations == 1);
  form.answer("lines/2", "null");
  CHECK(form.last().progress.required == 2);
  CHECK(form.last().progress.violations == 0);
}

TEST_CASE("what is not there, or takes no answer, is refused") {
  struct Example {
    std::string path;
    std::string answer;
    std::string refused;
  };
  const std::vector<Example> examples = {
      {"lines/2/price", "1", "field.unknown"},
      {"lines/3", "{}", "field.unknown"},
      {"lines/00/price", "1", "field.unknown"},
      {"lines/-1/price", "1", "field.unknown"},
      {"lines/0/area", "1", "field.unknown"},
      {"lines/0/price/x", "1", "field.unknown"},
      {"price", "1", "field.unknown"},
      {"area/0", "1", "field.unknown"},
      {"lines/2", "null", "type"},
      {"lines/0", "7", "type"},
      {"lines/0/amount", "1", "readonly"},
  };
  for (const Example& each : examples) {
    CAPTURE(each.path, each.answer);
    Scenario form(order(), {.record = kTwoRows});
    const std::string before = form.data();
    form.answer(each.path, each.answer);
    CHECK(form.refused() == each.refused);
    CHECK(form.data() == before);
  }
}

TEST_CASE("a repeat that is not relevant or readonly is so with all of its cells") {
  Scenario form(
      Form()
          .field("has_lines", "boolean")
          .field("closed", "boolean")
          .field(
              "lines", "repeat",
              R"("fields":["amount"],"relevant":"has_lines == true","readonly":"closed == true")")
          .column("amount", "integer", R"("required":true)")
          .field("total", "integer", R"j("calculate":"amount.sum()")j"),
      {.record = R"({"has_lines":true,"lines":[{"amount":5},{}]})"});
  CHECK(form.value("total") == "5");
  CHECK(form.wrong("lines/1/amount") == "required");

  form.answer("has_lines", "false");
  CHECK_FALSE(form.state("lines/0/amount").relevant);
  CHECK(form.value("total") == "0");
  CHECK(form.last().progress.violations == 0);
  CHECK(form.data() == R"({"has_lines":false,"lines":[{"amount":5},{}],"total":0})");
  CHECK(form.submission() == R"({"has_lines":false,"total":0})");

  form.answers(R"({"has_lines":true,"closed":true})");
  CHECK(form.value("total") == "5");
  form.answer("lines/0/amount", "6");
  CHECK(form.refused() == "readonly");
  form.answer("lines/2", "{}");
  CHECK(form.refused() == "readonly");
}

TEST_CASE("a frozen record shows its rows as they were, and takes answers only where it is said") {
  Opening opening{.record = R"({"lines":[{"product":"db","amount":7.0}],"total":3.0})",
                  .mode = Mode::frozen};
  Scenario form(order(), opening);
  CHECK(form.value("lines/0/amount") == "7");
  CHECK(form.value("total") == "3");
  form.answer("lines/0/product", R"("erp")");
  CHECK(form.refused() == "readonly");
  opening.editable = {"lines"};
  Scenario editable(order(), opening);
  editable.answer("lines/0/product", R"("erp")");
  CHECK(editable.refused().empty());
}

TEST_CASE("look-ups in rows know the row that is chosen there") {
  Scenario form(Form()
                    .field("lines", "repeat", R"("fields":["partner","region"])")
                    .column("partner", "lookup", R"("lookup":{"entity":"partner"})")
                    .column("region", "text", R"("calculate":"partner_record.region")"),
                {.record = R"({"lines":[{"partner":"p1"},{"partner":"p2"},{}]})",
                 .lookups = R"({"partner":{"p1":{"region":"华东"}}})"});
  CHECK(form.value("lines/0/region") == R"("华东")");
  CHECK(form.value("lines/1/region") == "null");
  form.provide("partner", "p2", R"({"region":"华北"})");
  CHECK(form.value("lines/1/region") == R"("华北")");
  CHECK(form.changed() == "lines/1/region");
}

TEST_CASE("what cannot be a repeat is refused, each where it stands") {
  struct Example {
    Form form;
    std::string issue;
  };
  const auto lines = [](const std::string& more) {
    return Form().field("lines", "repeat", more).column("a", "integer").field("b", "integer");
  };
  const std::vector<Example> examples = {
      {lines(R"("fields":["a"])"), ""},
      {lines(R"("fields":["a"],"max_rows":1001)"), "definition.range /fields/lines/max_rows"},
      {lines(R"("fields":["a"],"min_rows":3,"max_rows":2)"),
       "definition.range /fields/lines/min_rows"},
      {lines(R"("fields":["a","c"])"), "definition.unknown_field /fields/lines/fields/1"},
      {lines(R"("fields":["a"],"relevant":"a.sum() > 0")"), "definition.cycle /fields/lines"},
      {lines(R"("fields":["a"])").rule("r", "a > 1", "b"), "cel.no_overload /rules/0/expression"},
      {lines(R"("fields":["a"])").rule("r", "true", "a"), "definition.in_rows /rules/0/fieldPath"},
      {lines(R"("fields":["a"])").also(R"("title_field":"a")"),
       "definition.unknown_field /title_field"},
      {Form()
           .field("lines", "repeat", R"("fields":["a"])")
           .column("a", "integer", R"("indexed":true)"),
       "definition.not_in_rows /fields/a/indexed"},
      {Form()
           .field("lines", "repeat", R"("fields":["a"])")
           .column("a", "repeat", R"("fields":["c"])")
           .column("c", "text"),
       "definition.not_in_rows /fields/lines/fields/0"},
      {Form()
           .field("b", "text", R"("depends_on":["a"])")
           .field("lines", "repeat", R"("fields":["a"])")
           .column("a", "text"),
       "definition.in_rows /fields/b/depends_on/0"},
  };
  for (const Example& each : examples) {
    const std::vector<std::string> issues = issues_of(each.form.bundle());
    CHECK((issues.empty() ? "" : issues[0]) == each.issue);
  }
}

TEST_CASE("next year's record takes the rows over without what is not carried") {
  const auto definition = compiled(Form()
                                       .field("lines", "repeat", R"("fields":["a","b","c"])")
                                       .column("a", "integer")
                                       .column("b", "integer", R"("carry_over":false)")
                                       .column("c", "integer", R"("calculate":"a")")
                                       .bundle());
  const CarriedOver next = carry_over(*definition, json(R"({"lines":[{"a":1,"b":2,"c":1},{}]})"));
  CHECK(write_json(next.record) == R"({"lines":[{"a":1},{}]})");
  CHECK(Scenario::joined(next.fields) == "lines");
}

} // namespace qudao::form
