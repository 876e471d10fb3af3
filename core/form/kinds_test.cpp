// Every kind of field: what is typed → what is stored, and which violations it has.
#include "tests/support/form_scenario.h"

namespace qudao::form {
namespace {

struct Row {
  std::string kind;
  std::string more; // of the field
  std::string typed;
  std::string stored;
  std::string wrong;
};

Form one_field(const std::string& kind, const std::string& more) {
  return Form()
      .dictionary("d", {R"({"code":"b"})", R"({"code":"a"})", R"({"code":"old","retired":true})"})
      .dictionary("region", {R"({"code":"320000"})", R"({"code":"320500","parent":"320000"})"})
      .dictionary("document", {R"({"code":"licence"})"})
      .field("f", kind, more)
      .field("seen", "boolean", R"j("calculate":"dyn(f) != null && dyn(f) != dyn([])")j");
}

} // namespace

TEST_CASE("a sum of amounts is an amount, whatever binary fractions make of it") {
  Scenario form(Form()
                    .field("a", "money")
                    .field("b", "money")
                    .field("sum", "money", R"("calculate":"a + b")"),
                {.record = R"({"a":0.95,"b":950.95})"});
  CHECK(form.value("sum") == "951.9");
  CHECK(form.wrong("sum").empty());
}

TEST_CASE("every kind reads, stores and checks its answers") {
  const std::string choices = R"("choices":{"dictionary":"d"})";
  const std::string files =
      R"("document_types":{"dictionary":"document"},"max_files":2,"max_bytes":100)";
  const std::vector<Row> rows = {
      {"text", "", R"(" 浪潮\r\n信息 ")", R"("浪潮 信息")", ""},
      {"text", "", R"("  ")", "null", ""},
      {"text", "", "5", "5", "type"},
      {"text", R"("max_length":2)", R"("浪潮信")", R"("浪潮信")", "max_length"},
      {"text", R"("min_length":2)", R"("浪")", R"("浪")", "min_length"},
      {"text", R"("pattern":"^[A-Z]+$")", R"("AB")", R"("AB")", ""},
      {"text", R"("pattern":"^[A-Z]+$")", R"("Ab'\\")", R"("Ab'\\")", "pattern"},
      {"text", R"("pattern":"['\\\\]")", R"("a'b")", R"("a'b")", ""},
      {"mobile", R"("pattern":"^139")", R"("138 0013 8000")", R"("13800138000")", "pattern"},
      {"multiline", "", R"("a\r\nb\n")", R"("a\nb")", ""},
      {"integer", "", R"("1,200")", "1200", ""},
      {"integer", "", "12.0", "12", ""},
      {"integer", "", "12.5", "12.5", "format.integer"},
      {"integer", "", R"("zwölf")", R"("zwölf")", "format.integer"},
      {"integer", "", "9007199254740992", "9007199254740992", "number.too_large"},
      {"integer", "", "-9223372036854775808", "-9223372036854775808", "number.too_large"},
      {"integer", R"("min":0,"max":10)", "-1", "-1", "min"},
      {"integer", R"("min":0,"max":10)", "11", "11", "max"},
      {"integer", "", "true", "true", "type"},
      {"decimal", "", R"("１，２００．５０")", "1200.5", ""},
      {"decimal", R"("scale":1)", "0.25", "0.25", "scale"},
      {"decimal", "", "5", "5", ""},
      {"decimal", "", R"("1e9")", R"("1e9")", "format.number"},
      {"decimal", "", R"("12345678901234567")", R"("12345678901234567")", "number.too_precise"},
      {"decimal", "", "[]", "[]", "type"},
      {"money", "", R"("99.99")", "99.99", ""},
      {"money", "", "0.001", "0.001", "scale"},
      {"money", R"("max":1.5)", "2", "2", "max"},
      {"boolean", "", "false", "false", ""},
      {"boolean", "", R"("yes")", R"("yes")", "type"},
      {"boolean", R"("must_accept":true)", "false", "false", "must_accept"},
      {"boolean", R"("must_accept":true)", "null", "null", "must_accept"},
      {"boolean", R"("must_accept":true)", "true", "true", ""},
      {"date", "", R"("2026/1/5")", R"("2026-01-05")", ""},
      {"date", "", R"("2026-02-30")", R"("2026-02-30")", "format.date.calendar"},
      {"date", "", "20260105", "20260105", "type"},
      {"datetime", "", R"("2026-01-05 10:20")", R"("2026-01-05T02:20:00Z")", ""},
      {"datetime", "", R"("soon")", R"("soon")", "format.date_time"},
      {"choice", choices, R"("a")", R"("a")", ""},
      {"choice", choices, R"("x")", R"("x")", "choice.unknown"},
      {"choice", choices, R"("old")", R"("old")", "choice.retired"},
      {"choice", choices, "1", "1", "type"},
      {"choices", choices, R"(["a","b","a"])", R"(["b","a"])", ""},
      {"choices", choices, R"(["a","x"])", R"(["a","x"])", "choice.unknown"},
      {"choices", choices, R"([])", "null", ""},
      {"choices", choices, R"(["old","a"])", R"(["a","old"])", "choice.retired"},
      {"choices", choices, R"("a")", R"("a")", "type"},
      {"region", "", R"("320500")", R"("320500")", ""},
      {"region", "", R"("320000")", R"("320000")", "region.not_a_city"},
      {"region", "", R"("990000")", R"("990000")", "region.unknown"},
      {"lookup", R"("lookup":{"entity":"user"})", R"("u1")", R"("u1")", ""},
      {"lookup", R"("lookup":{"entity":"user"})", "{}", "{}", "type"},
      {"email", "", R"(" Li@INSPUR.com")", R"("Li@inspur.com")", ""},
      {"email", "", R"("li@")", R"("li@")", "format.email"},
      {"url", "", R"("www.Inspur.com")", R"("http://www.inspur.com")", ""},
      {"url", "", R"("ftp://x.y")", R"("ftp://x.y")", "format.url"},
      {"mobile", "", R"("+86 138 0013 8000")", R"("13800138000")", ""},
      {"mobile", "", R"("1380013800")", R"("1380013800")", "format.mobile"},
      {"phone", "", R"("053188886666")", R"("0531-88886666")", ""},
      {"phone", "", R"("12")", R"("12")", "format.phone"},
      {"landline", "", R"("(0531) 8888 6666 转 12")", R"("0531-88886666-12")", ""},
      {"landline", "", R"("88886666")", R"("88886666")", "format.landline.area_code"},
      {"postcode", "", R"("２５０１０１")", R"("250101")", ""},
      {"postcode", "", R"("25")", R"("25")", "format.postcode"},
      {"credit_code", "", R"("91110000600037341l")", R"("91110000600037341L")", ""},
      {"credit_code", "", R"("911100006000373410")", R"("911100006000373410")",
       "format.credit_code.check"},
      {"organisation_code", "", R"("60003734-1")", R"("600037341")", ""},
      {"organisation_code", "", R"("600037342")", R"("600037342")",
       "format.organisation_code.check"},
      {"tax_number", "", R"("370102600037341")", R"("370102600037341")", ""},
      {"tax_number", "", R"("12")", R"("12")", "format.tax_number"},
      {"attachments", files, R"([{"id":"1","type":"licence","name":" x "}])",
       R"([{"id":"1","name":"x","type":"licence"}])", ""},
      {"attachments", files, R"([{"url":"www.a.com/x","type":"licence"}])",
       R"([{"type":"licence","url":"http://www.a.com/x"}])", ""},
      {"attachments", files, "[]", "null", ""},
      {"attachments", files, R"([{"id":"1"}])", R"([{"id":"1"}])", "attachment.type_required"},
      {"attachments", files, R"([{"id":"1","type":"x"}])", R"([{"id":"1","type":"x"}])",
       "attachment.type_unknown"},
      {"attachments", files, R"([{"type":"licence"}])", R"([{"type":"licence"}])",
       "attachment.source"},
      {"attachments", files, R"([{"type":"licence","url":"x"}])",
       R"([{"type":"licence","url":"x"}])", "attachment.url"},
      {"attachments", files, R"([{"id":"1","size":0,"type":"licence"}])",
       R"([{"id":"1","size":0,"type":"licence"}])", "attachment.empty"},
      {"attachments", files, R"([{"id":"1","size":101,"type":"licence"}])",
       R"([{"id":"1","size":101,"type":"licence"}])", "attachment.too_large"},
      {"attachments", files,
       R"([{"id":"1","type":"licence"},{"id":"2","type":"licence"},{"id":"3","type":"licence"}])",
       R"([{"id":"1","type":"licence"},{"id":"2","type":"licence"},{"id":"3","type":"licence"}])",
       "attachment.too_many"},
      {"attachments", files, R"([{"id":1}])", R"([{"id":1}])", "type"},
      {"attachments", files, R"([{"id":"1","path":"/etc"}])", R"([{"id":"1","path":"/etc"}])",
       "type"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.kind, row.more, row.typed);
    Scenario form(one_field(row.kind, row.more));
    form.answer("f", row.typed);
    CHECK(form.value("f") == row.stored);
    CHECK(form.wrong("f") == row.wrong);
    // What is stored opens to the same: nothing typed is lost, nothing is read twice.
    Scenario again(one_field(row.kind, row.more), {.record = form.data()});
    CHECK(again.value("f") == row.stored);
  }
}

TEST_CASE("rules see null for an answer that is not of its kind, and the value for one that is "
          "only out of range") {
  Scenario form(one_field("integer", R"("max":10)"));
  CHECK(form.value("seen") == "false");
  form.answer("f", R"("ten")");
  CHECK(form.value("seen") == "false");
  form.answer("f", "11");
  CHECK(form.value("seen") == "true");
}

TEST_CASE("required asks in the words of the kind") {
  Scenario form(one_field("choice", R"("choices":{"dictionary":"d"},"required":true)")
                    .field("t", "text", R"("required":true)")
                    .text("required", "fill in {label}")
                    .text("required.choice", "choose {label}"));
  CHECK(form.wrong("f") == "required");
  CHECK(form.message("f") == "choose the f");
  CHECK(form.message("t") == "fill in the t");
}

TEST_CASE("a retired choice stays valid where it was stored, and is not offered") {
  const Form filtered =
      Form()
          .dictionary("d", {R"({"code":"new"})", R"({"code":"old","retired":true})"})
          .field("f", "choice",
                 R"("choices":{"dictionary":"d"},"choice_filter":"choice.code != 'x'")");
  Scenario form(filtered, {.record = R"({"f":"old"})"});
  CHECK(form.wrong("f").empty());
  CHECK(form.choices("f") == "new");
  form.answer("f", R"("new")");
  form.answer("f", R"("old")"); // the person may go back to what was stored
  CHECK(form.wrong("f").empty());
  Scenario fresh(filtered);
  fresh.answer("f", R"("old")");
  CHECK(fresh.wrong("f") == "choice.retired");
}

TEST_CASE("choices may come from an expression") {
  Scenario form(Form()
                    .also(R"("context":{"settings":"map"})")
                    .field("year", "choice",
                           R"j("choices":{"expression":"settings.years.map(y, string(y))"})j"),
                {.values = R"({"settings":{"years":[2025,2026]}})"});
  CHECK(form.choices("year") == "2025 2026");
  form.answer("year", R"("2026")");
  CHECK(form.wrong("year").empty());
  form.answer("year", R"("2031")");
  CHECK(form.wrong("year") == "choice.not_offered");
}

TEST_CASE("look-ups: rows by filter, unknown rows by how much the caller knows") {
  const Form contacts =
      Form()
          .field("firm", "lookup", R"("lookup":{"entity":"firm"})")
          .field("contact", "lookup",
                 R"("depends_on":["firm"],
                                      "lookup":{"entity":"contact","filter":"candidate.firm == firm"})")
          .field("name", "text",
                 R"("calculate":"contact_record == null ? null : contact_record.name")");
  Scenario form(contacts);
  CHECK(form.waits("contact") == "firm");
  form.answers(R"({"firm":"f1","contact":"c1"})");
  CHECK(form.wrong("contact").empty()); // taken on trust
  CHECK(form.value("name") == "null");
  form.provide("contact", "c1", R"({"firm":"f1","name":"Li"})");
  CHECK(form.value("name") == R"("Li")");
  CHECK(form.changed() == "name");
  form.answer("firm", R"("f2")");
  CHECK(form.cleared() == R"(contact="c1"<firm)");
  CHECK(form.value("name") == "null");

  form.answer("contact", R"("c9")");
  form.provide("contact", "c9", R"({"firm":"f1","name":"Wu"})");
  CHECK(form.cleared().empty()); // learning about it removes nothing
  CHECK(form.wrong("contact") == "lookup.not_offered");

  Scenario server(contacts, {.record = R"({"firm":"f1","contact":"c7"})",
                             .lookups = R"({"firm":{"f1":{}},"contact":{"c1":{"firm":"f1"}}})",
                             .lookups_complete = true});
  CHECK(server.wrong("firm").empty());
  CHECK(server.wrong("contact") == "lookup.unknown");
}

TEST_CASE("dates are moments to rules") {
  Scenario form(
      Form()
          .field("from", "date")
          .field("to", "date",
                 R"("constraint":[{"id":"order","expression":"from == null || to >= from",
                                            "message":{"zh-CN":"不早于{from}","en":"not before {from}"}}])")
          .field(
              "days", "integer",
              R"j("calculate":"from == null || to == null ? null : (to - from).getHours() / 24")j")
          .field("today_is", "date", R"("default":"today")")
          .field("made", "datetime", R"("calculate":"now")"));
  form.answers(R"({"from":"2026-01-05","to":"2026-01-02"})");
  CHECK(form.wrong("to") == "constraint:order");
  CHECK(form.message("to") == "not before 2026-01-05");
  form.answer("to", R"("2026-1-8")");
  CHECK(form.wrong("to").empty());
  CHECK(form.value("days") == "3");
  CHECK(form.value("today_is") == R"("2026-01-05")");
  CHECK(form.value("made") == R"("2026-01-05T02:00:00Z")");
}

TEST_CASE("one answer can be read outside of a form") {
  CHECK(write_json(*read_answer("mobile", json(R"("138 0013 8000")"))) == R"("13800138000")");
  CHECK(read_answer("mobile", json(R"("1")")).error() == "format.mobile");
  CHECK(write_json(*read_answer("datetime", json(R"("2026-01-05 10:00")"), 0)) ==
        R"("2026-01-05T10:00:00Z")");
  CHECK(read_answer("choice", json(R"("a")")).error() == "type");
  CHECK(read_answer("nothing", json("1")).error() == "type");
}

} // namespace qudao::form
