// Groups and templates written out: what comes out, what is wrong, and where that was written.
#include <fstream>
#include <iterator>

#include "core/lint/lint.h"
#include "core/reuse/reuse.h"
#include "tests/support/form_scenario.h"
#include "tests/support/json_schema.h"

namespace qudao::reuse {
namespace {

using form::json;
using Found = std::vector<std::string>;

constexpr const char* kAddress = R"("address":{
  "parameters":["which"],
  "order":["street","postcode","owner"],
  "fields":{
    "street":{"kind":"text","label":{"zh-CN":"{which}地址","en":"{which} address"}},
    "postcode":{"kind":"text","label":{"zh-CN":"{which}邮编"},"required":"street != null && name != null",
      "depends_on":["street","name"],
      "constraint":[{"id":"digits","expression":"postcode.matches('^[0-9]+$') && street != postcode",
        "message":{"zh-CN":"{which}：{street} {name} {label} {nothing"}}]},
    "owner":{"kind":"lookup","label":{"zh-CN":"{which}联系人"},
      "lookup":{"entity":"contact","filter":"candidate.street == street || candidate.id == owner"}}},
  "rules":[{"id":"owned","expression":"owner == null || owner_record.street == street",
    "fieldPath":"owner","message":{"zh-CN":"{street}"}}]})";

std::string definition(const std::string& groups, const std::string& items,
                       const std::string& more = "") {
  return R"({"entity":"e","version":1,"label":{"zh-CN":"e"},"groups":{)" + groups +
         R"(},"sections":[{"id":"s","label":{"zh-CN":"s"},"fields":[)" + items +
         R"(]}],"fields":{"name":{"kind":"text","label":{"zh-CN":"n"}},)"
         R"("last":{"kind":"integer","label":{"zh-CN":"l"}}})" +
         more + "}";
}

const std::string kUse =
    R"({"group":"address","prefix":"home_","with":{"which":{"zh-CN":"家庭","en":"Home"}}})";

Value expanded(const std::string& document) {
  const auto result = expand(json(document));
  if (!result)
    for (const Issue& issue : result.error())
      UNSCOPED_INFO(issue.path << ": " << issue.message);
  REQUIRE(result);
  return result->document;
}

std::string field(const Value& document, const char* name) {
  const Value* found = document.find("fields")->find(name);
  return found == nullptr ? "none" : write_json(*found);
}

Value bundle(const std::string& document) {
  return Value::map({{"definition", json(document)}});
}

// "code path", with line:column of rules.
Found issues_of(const std::string& document) {
  Found found;
  const auto compiled = compile(bundle(document));
  if (compiled) return found;
  for (const Issue& issue : compiled.error()) {
    found.push_back(issue.code + ' ' + issue.path);
    if (issue.line != 0)
      found.back() += ' ' + std::to_string(issue.line) + ':' + std::to_string(issue.column);
  }
  return found;
}

Value published_schema() {
  std::ifstream file(QUDAO_SOURCE_DIR "/core/form/definition.schema.json");
  return json(std::string(std::istreambuf_iterator<char>(file), {}));
}

// For every place of an expression below a part of the schema, a document that has `y` there and nothing else.
std::vector<Value> with_expressions(const Value& schema, const Value& part) {
  std::vector<Value> out;
  if (const Value* ref = part.find("$ref")) {
    const std::string name(ref->as_string().substr(std::string_view("#/$defs/").size()));
    if (name == "expression") return {Value::string("y")};
    return with_expressions(schema, *schema.find("$defs")->find(name));
  }
  if (const Value* ways = part.find("anyOf")) {
    for (const Value& way : ways->as_list())
      for (Value& each : with_expressions(schema, way))
        out.push_back(std::move(each));
  }
  if (const Value* items = part.find("items")) {
    for (Value& each : with_expressions(schema, *items))
      out.push_back(Value::list({std::move(each)}));
  }
  if (const Value* properties = part.find("properties")) {
    for (const auto& [key, property] : properties->as_map())
      for (Value& each : with_expressions(schema, property))
        out.push_back(Value::map({{key.as_string(), std::move(each)}}));
  }
  return out;
}

// A group "g" with one field "x" of this inside, included as a_x in front of the field "name".
std::string with_field(const std::string& inside, const std::string& inclusion = "") {
  return definition(R"("g":{"order":["x"],"fields":{"x":{"kind":"text","label":{"zh-CN":"x"},)" +
                        inside + "}}}",
                    R"({"group":"g","prefix":"a_")" + inclusion + R"(},"name","last")");
}

} // namespace

TEST_CASE("a group comes out under the names of its inclusion") {
  const Value out = expanded(definition(kAddress, R"("name",)" + kUse + R"(,"last")"));
  CHECK(out.find("groups") == nullptr);
  CHECK(write_json(*out.find("sections")->as_list()[0].find("fields")) ==
        R"(["name","home_street","home_postcode","home_owner","last"])");
  CHECK(field(out, "home_street") ==
        R"({"kind":"text","label":{"en":"Home address","zh-CN":"家庭地址"}})");
  CHECK(
      field(out, "home_postcode") ==
      R"j({"constraint":[{"expression":"home_postcode.matches('^[0-9]+$') && home_street != home_postcode","id":"home_digits","message":{"zh-CN":"家庭：{home_street} {name} {label} {nothing"}}],"depends_on":["home_street","name"],"kind":"text","label":{"zh-CN":"家庭邮编"},"required":"home_street != null && name != null"})j");
  CHECK(
      field(out, "home_owner") ==
      R"({"kind":"lookup","label":{"zh-CN":"家庭联系人"},"lookup":{"entity":"contact","filter":"candidate.street == home_street || candidate.id == home_owner"}})");
  CHECK(
      write_json(*out.find("rules")) ==
      R"([{"expression":"home_owner == null || home_owner_record.street == home_street","fieldPath":"home_owner","id":"home_owned","message":{"zh-CN":"{home_street}"}}])");
  CHECK(compile(bundle(definition(kAddress, R"("name",)" + kUse + R"(,"last")"))));
}

TEST_CASE("every rule of a field is read under the new names") {
  struct Row {
    std::string kind;
    std::string key;
    std::string before;
    std::string after;
  };
  const std::vector<Row> rows = {
      {"text", "relevant", R"("y == name")", R"("a_y == name")"},
      {"text", "required", R"("y == name")", R"("a_y == name")"},
      {"text", "required", "true", "true"},
      {"text", "readonly", R"("y == x.y")", R"("a_y == a_x.y")"},
      {"text", "calculate", R"("y")", R"("a_y")"},
      {"text", "default", R"("'y' + y")", R"("'y' + a_y")"},
      {"choice", "choice_filter", R"("choice.y == y")", R"("choice.y == a_y")"},
      {"choice", "choices", R"({"expression":"[y]"})", R"({"expression":"[a_y]"})"},
      {"choice", "choices", R"({"dictionary":"y"})", R"({"dictionary":"y"})"},
      {"text", "depends_on", R"(["y","name"])", R"(["a_y","name"])"},
      {"text", "pattern", R"("y")", R"("y")"},
      {"text", "hint", R"({"zh-CN":"{y}"})", R"({"zh-CN":"{y}"})"},
      {"text", "constraint",
       R"([{"expression":"y == x","fieldPath":"y","id":"y","messageExpression":"y"}])",
       R"([{"expression":"a_y == a_x","fieldPath":"a_y","id":"a_y","messageExpression":"a_y"}])"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.key, row.before);
    const Value out = expanded(definition(R"("g":{"order":["x","y"],"fields":{"y":{},"x":{")" +
                                              row.key + R"(":)" + row.before + "}}}",
                                          R"({"group":"g","prefix":"a_"})"));
    CHECK(write_json(*out.find("fields")->find("a_x")->find(row.key)) == row.after);
  }
}

TEST_CASE("every place where the schema has an expression is one where names are renamed") {
  const Value schema = published_schema();
  const std::vector<Value> fields = with_expressions(schema, *schema.find("$defs")->find("field"));
  CHECK(fields.size() >= 10);
  for (const Value& each : fields) {
    const std::string written = write_json(each);
    CAPTURE(written);
    const Value out =
        expanded(definition(R"("g":{"order":["x","y"],"fields":{"y":{},"x":)" + written + "}}",
                            R"({"group":"g","prefix":"a_"})"));
    std::string renamed = written;
    renamed.replace(renamed.find(R"("y")"), 3, R"("a_y")");
    CHECK(field(out, "a_x") == renamed);
  }
}

TEST_CASE("groups are included in groups, and their texts are filled from outside in") {
  const std::string inner =
      R"("place":{"parameters":["of"],"order":["city"],"fields":{"city":{"kind":"text","label":{"zh-CN":"{of}市"},"relevant":"city != name"}}})";
  const std::string outer =
      R"("firm":{"parameters":["what"],"order":["title",{"group":"place","prefix":"seat_","with":{"of":{"zh-CN":"{what}所在"}},"fields":{"city":{"required":"title != null"}}}],
         "fields":{"title":{"kind":"text","label":{"zh-CN":"{what}"},"relevant":"seat_city != null"}}})";
  const Value out = expanded(definition(
      inner + "," + outer,
      R"({"group":"firm","prefix":"buyer_","with":{"what":"买方"},"fields":{"seat_city":{"readonly":"last == 1","relevant":null}}},)"
      R"({"group":"firm","prefix":"seller_","with":{"what":"卖方"}})"));
  CHECK(write_json(*out.find("sections")->as_list()[0].find("fields")) ==
        R"(["buyer_title","buyer_seat_city","seller_title","seller_seat_city"])");
  CHECK(field(out, "seller_title") ==
        R"({"kind":"text","label":{"zh-CN":"卖方"},"relevant":"seller_seat_city != null"})");
  CHECK(
      field(out, "seller_seat_city") ==
      R"({"kind":"text","label":{"zh-CN":"卖方所在市"},"relevant":"seller_seat_city != name","required":"seller_title != null"})");
  CHECK(
      field(out, "buyer_seat_city") ==
      R"({"kind":"text","label":{"zh-CN":"买方所在市"},"readonly":"last == 1","required":"buyer_title != null"})");
}

TEST_CASE("an inclusion replaces keys of a field, in the names of where it stands") {
  const Value out = expanded(with_field(
      R"("required":"x != name","max_length":5)",
      R"(,"fields":{"x":{"required":"a_x == name","max_length":null,"label":{"zh-CN":"另"}}})"));
  CHECK(field(out, "a_x") == R"({"kind":"text","label":{"zh-CN":"另"},"required":"a_x == name"})");
  const Value same = expanded(definition(
      R"("g":{"order":["x"],"fields":{"x":{"kind":"text","label":{"zh-CN":"x"},"required":"x == 'x'"}}})",
      R"({"group":"g"})"));
  CHECK(field(same, "x") == R"({"kind":"text","label":{"zh-CN":"x"},"required":"x == 'x'"})");
}

TEST_CASE("a group may have rows, and rows may have a group") {
  const std::string groups =
      R"j("order":{"order":["lines","total"],"fields":{
        "lines":{"kind":"repeat","label":{"zh-CN":"l"},"fields":["amount"]},
        "amount":{"kind":"integer","label":{"zh-CN":"a"}},
        "total":{"kind":"integer","label":{"zh-CN":"t"},
          "calculate":"lines.exists(l, l.amount == null) ? 0 : amount.sum()"}}},
      "place":{"order":["city"],"fields":{"city":{"kind":"text","label":{"zh-CN":"c"}}}})j";
  const std::string rows =
      definition(groups, R"({"group":"order","prefix":"next_"},"name","last","sites")");
  const std::string with_sites =
      rows.substr(0, rows.size() - 2) +
      R"(,"sites":{"kind":"repeat","label":{"zh-CN":"s"},"fields":[{"group":"place","prefix":"site_"}]}}})";
  const Value out = expanded(with_sites);
  CHECK(write_json(*out.find("sections")->as_list()[0].find("fields")) ==
        R"(["next_lines","next_total","name","last","sites"])");
  CHECK(field(out, "next_lines") ==
        R"({"fields":["next_amount"],"kind":"repeat","label":{"zh-CN":"l"},"row_prefix":"next_"})");
  CHECK(field(out, "sites") == R"({"fields":["site_city"],"kind":"repeat","label":{"zh-CN":"s"}})");
  const auto compiled = compile(bundle(with_sites));
  REQUIRE(compiled);
  form::Session session = form::Session::open(
      *compiled,
      json(R"({"next_lines":[{"next_amount":2},{"next_amount":3}],"sites":[{"site_city":"x"}]})"),
      {});
  CHECK(session.state("next_total").value == Value::integer(5));
  CHECK(session.state("sites/0/site_city").value == Value::string("x"));
  (void)session.set("next_lines/2", json("{}"));
  CHECK(session.state("next_total").value == Value::integer(0));
}

TEST_CASE("messages are made of templates") {
  const std::string templates =
      R"(,"templates":{"least":{"zh-CN":"{label}不能少于{n}{unit}，见{name}","en":"{label}: at least {n}{unit}, see {name}"}})";
  const std::string message =
      R"({"template":"least","with":{"n":3,"unit":{"zh-CN":"个","en":" pieces"}}})";
  const std::string texts =
      R"({"en":"{label}: at least 3 pieces, see {name}","zh-CN":"{label}不能少于3个，见{name}"})";
  const Value out = expanded(definition(
      R"("g":{"order":["name"],"fields":{"name":{"constraint":[{"id":"c","expression":"true","message":)" +
          message + "}]}}}",
      R"("name",{"group":"g","prefix":"a_"})",
      R"(,"rules":[{"id":"r","message":)" + message + R"(}],"unique":[{"message":)" + message +
          R"(}],"approval":{"guards":[{"message":)" + message + "}]}" + templates));
  CHECK(out.find("templates") == nullptr);
  CHECK(write_json(*out.find("rules")->as_list()[0].find("message")) == texts);
  CHECK(write_json(*out.find("unique")->as_list()[0].find("message")) == texts);
  CHECK(write_json(*out.find("approval")->find("guards")->as_list()[0].find("message")) == texts);
  // In a group its braces name the fields of the group.
  CHECK(
      write_json(
          *out.find("fields")->find("a_name")->find("constraint")->as_list()[0].find("message")) ==
      R"({"en":"{label}: at least 3 pieces, see {a_name}","zh-CN":"{label}不能少于3个，见{a_name}"})");
}

TEST_CASE("what cannot be written out is refused where it was written") {
  const std::string at = "/sections/0/fields/";
  const std::string g =
      R"("g":{"order":["x"],"fields":{"x":{"kind":"text","label":{"zh-CN":"x"}}}})";
  struct Row {
    std::string groups;
    std::string items;
    std::string more;
    Found issues;
  };
  const std::vector<Row> rows = {
      {"", R"({"group":"g"})", "", {"definition.unknown_group " + at + "0/group"}},
      {g,
       R"("name",{"grp":"g"})",
       "",
       {"definition.missing_key " + at + "1", "definition.unknown_key " + at + "1/grp"}},
      {g, R"({"group":5})", "", {"definition.type " + at + "0/group"}},
      {g, R"({"group":"g","prefix":"A-"})", "", {"definition.field_name " + at + "0/prefix"}},
      {g, R"({"group":"g","prefix":5})", "", {"definition.type " + at + "0/prefix"}},
      {g,
       R"({"group":"g","with":{"n":"1"}})",
       "",
       {"definition.unknown_parameter " + at + "0/with/n"}},
      {g,
       R"({"group":"g","fields":{"z":{}}})",
       "",
       {"definition.unknown_field " + at + "0/fields/z"}},
      {g, R"({"group":"g","fields":{"x":5}})", "", {"definition.type " + at + "0/fields/x"}},
      {g, R"({"group":"g"},"name",{"group":"g"})", "", {"definition.duplicate " + at + "2"}},
      {kAddress, R"({"group":"address"})", "", {"definition.missing_parameter " + at + "0"}},
      {kAddress,
       R"({"group":"address","with":{"which":[1]}})",
       "",
       {"definition.type " + at + "0/with/which", "definition.missing_parameter " + at + "0"}},
      {R"("g":5)", R"({"group":"g"})", "", {"definition.type /groups/g"}},
      {R"("g":{"fields":{}})",
       R"({"group":"g"},{"group":"g"})",
       "",
       {"definition.missing_key /groups/g"}},
      {R"("g":{"fields":{"x":{}},"order":["y","x","x",5]})",
       R"({"group":"g"})",
       "",
       {"definition.unknown_field /groups/g/order/0", "definition.duplicate /groups/g/order/2",
        "definition.unknown_field /groups/g/order/3"}},
      {R"("g":{"fields":{"x":{"kind":"repeat","fields":["x","y"]}},"order":["x"]})",
       R"({"group":"g"})",
       "",
       {"definition.duplicate /groups/g/fields/x/fields/0",
        "definition.unknown_field /groups/g/fields/x/fields/1"}},
      {R"("g":{"fields":{"x":{}},"order":[]})",
       R"("name")",
       "",
       {"definition.no_section /groups/g/fields/x"}},
      {R"("g":{"fields":{},"order":[{"group":"h"}]},"h":{"fields":{},"order":[{"group":"g"}]})",
       R"({"group":"g"},{"group":"h"})",
       "",
       {"definition.group_cycle /groups/h/order/0/group"}},
      {R"("g":{"fields":{},"order":[{"group":"no"}]})",
       R"({"group":"g"},{"group":"g"})",
       "",
       {"definition.unknown_group /groups/g/order/0/group"}},
      {"",
       R"("name")",
       R"(,"rules":[{"message":{"template":"t"}}])",
       {"definition.unknown_template /rules/0/message/template"}},
      {"",
       R"("name")",
       R"(,"rules":[{"message":{"template":"t","with":{"m":"1"}}}],"templates":{"t":{"zh-CN":"{n}"}})",
       {"definition.unknown_parameter /rules/0/message/with/m"}},
      {"",
       R"("name")",
       R"(,"templates":{"t":{"en":"{n}"},"u":"x"})",
       {"definition.missing_text /templates/t", "definition.type /templates/u"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.groups, row.items, row.more);
    CHECK(issues_of(definition(row.groups, row.items, row.more)) == row.issues);
  }
}

TEST_CASE("what compile finds leads to the place as written") {
  struct Row {
    std::string document;
    std::string issue;
  };
  const std::string group = "/groups/g/fields/x";
  const std::vector<Row> rows = {
      {with_field(R"("required":"x == 'a' && nobody")"),
       "cel.undefined_variable " + group + "/required 1:13"},
      {with_field(R"("required":"x == 'a' &&\n  x == x + nobody")"),
       "cel.undefined_variable " + group + "/required 2:12"},
      {with_field(R"("required":"x +")"), "cel.syntax " + group + "/required 1:4"},
      {with_field(R"("min":1)"), "definition.not_for_kind " + group + "/min"},
      {with_field(
           R"("constraint":[{"id":"c","expression":"x == nobody","message":{"zh-CN":"m"}}])"),
       "cel.undefined_variable " + group + "/constraint/0/expression 1:6"},
      {with_field(R"("max_length":1)", R"(,"fields":{"x":{"max_length":"1"}})"),
       "definition.type /sections/0/fields/0/fields/x/max_length"},
      {with_field(R"("required":"x == nobody")",
                  R"(,"fields":{"x":{"required":"a_x == nothing"}})"),
       "cel.undefined_variable /sections/0/fields/0/fields/x/required 1:8"},
      {definition(
           R"("g":{"order":[],"fields":{},"rules":[{"id":"r","expression":"1","fieldPath":"name","message":{"zh-CN":"m"}}]})",
           R"("name","last",{"group":"g"})",
           R"(,"rules":[{"id":"q","expression":"true","fieldPath":"name","message":{"zh-CN":"m"}}])"),
       "definition.expression_type /groups/g/rules/0/expression"},
      {definition(R"("g":{"order":["x"],"fields":{"x":{"kind":"text","label":{"zh-CN":"x"}}}})",
                  R"({"group":"g"},"name","last","nobody")"),
       "definition.unknown_field /sections/0/fields/3"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.document);
    CHECK(issues_of(row.document) == Found{row.issue});
  }
}

TEST_CASE("the message of a rule shows the words as written, with the caret below them") {
  const auto compiled = compile(bundle(with_field(R"("required":"x == x + nobody")")));
  REQUIRE_FALSE(compiled);
  CHECK(compiled.error().front().message ==
        "1:10 cel.undefined_variable {\"name\":\"nobody\"}\n  x == x + nobody\n           ^");
}

TEST_CASE("the linter speaks of the document as written, and of what nothing uses") {
  const auto report = lint::check(bundle(definition(
      R"("g":{"order":["y","x"],"fields":{"y":{"kind":"text","label":{"zh-CN":"y","en":"y"}},
         "x":{"kind":"text","label":{"zh-CN":"x","en":"x"},"relevant":"y == y && name == null && name != null"}}},
         "idle":{"order":[],"fields":{}})",
      R"({"group":"g","prefix":"a_"},"name","last")", R"(,"templates":{"t":{"zh-CN":"t"}})")));
  REQUIRE(report.loads);
  Found found;
  std::string excerpt;
  for (const lint::Finding& finding : report.findings) {
    if (finding.code == "lint.missing_translation") continue;
    found.push_back(finding.code + ' ' + finding.path);
    if (finding.code == "lint.never_relevant") excerpt = finding.excerpt;
  }
  CHECK(found == Found{"lint.never_relevant /groups/g/fields/x/relevant",
                       "lint.unused_group /groups/idle", "lint.unused_template /templates/t"});
  CHECK(excerpt.substr(0, excerpt.find('\n')) == "  y == y && name == null && name != null");
}

TEST_CASE("what reuses nothing comes out as it is") {
  for (const char* name : {"signing", "agent"}) {
    std::ifstream file(QUDAO_SOURCE_DIR "/core/packs/channel-signing/" + std::string(name) +
                       ".json");
    const Value document = json(std::string(std::istreambuf_iterator<char>(file), {}));
    CHECK(expanded(write_json(document)) == document);
  }
  for (const char* document : {"5", "[]", R"({"fields":5,"sections":{},"rules":5})"})
    (void)expand(json(document));
  CHECK(expanded("[]") == json("[]"));
}

TEST_CASE("the published schema knows groups and templates") {
  const test::JsonSchema schema(published_schema());
  const std::string templates =
      R"(,"rules":[{"id":"r","expression":"true","fieldPath":"name","message":{"template":"t","with":{"n":3,"m":{"zh-CN":"m"}}}}],"templates":{"t":{"zh-CN":"{n}{m}"}})";
  const std::string whole = definition(kAddress, R"("name",)" + kUse + R"(,"last")", templates);
  CHECK(schema.check(json(whole)) == "ok");
  CHECK(compile(bundle(whole)));
  // What it refuses, so does expand, at the same place.
  const std::vector<std::pair<std::string, std::string>> rows = {
      {definition(kAddress, R"("name",{"prefix":"a_"})"), "/sections/0/fields/1"},
      {definition(kAddress, R"({"group":"address","prefix":"A"})"), "/sections/0/fields/0/prefix"},
      {definition(R"("g":{"order":[]})", R"("name")"), "/groups/g"},
      {definition(R"("g":{"order":[],"fields":{},"label":{}})", R"("name")"), "/groups/g/label"},
      {definition("", R"("name")", R"(,"templates":{"t":5})"), "/templates/t"},
  };
  for (const auto& [document, path] : rows) {
    CAPTURE(document);
    CHECK(schema.check(json(document)) == path);
    const auto result = expand(json(document));
    REQUIRE_FALSE(result);
    CHECK(result.error().front().path == path);
  }
}

TEST_CASE("what grows beyond all measure is refused, and soon") {
  // Each group includes the one before twice.
  std::string doubling = R"("g0":{"order":["x"],"fields":{"x":{}}})";
  for (int i = 1; i <= 15; ++i) {
    const std::string inner = R"({"group":"g)" + std::to_string(i - 1) + R"(","prefix":)";
    doubling += R"(,"g)" + std::to_string(i) + R"(":{"fields":{},"order":[)" + inner + R"("a"},)" +
                inner + R"("b"}]})";
  }
  const auto refused = [](const std::string& document) {
    const auto result = expand(json(document));
    REQUIRE_FALSE(result);
    return result.error().front().code;
  };
  CHECK(refused(definition(doubling, R"({"group":"g15"})")) == "definition.too_large");
  std::string many;
  for (int i = 0; i < 1'200; ++i)
    many += (i == 0 ? "" : ",") + std::string(R"({"group":"g"})");
  CHECK(refused(definition(R"("g":{"fields":{},"order":[]})", many)) == "definition.too_large");
  // Many inclusions of one that is large and wrong: said once.
  std::string order = "5";
  for (int i = 0; i < 20'000; ++i)
    order += ",5";
  std::string uses;
  for (int i = 0; i < 1'000; ++i)
    uses += (i == 0 ? "" : ",") + std::string(R"({"group":"g"})");
  CHECK(refused(definition(R"("g":{"fields":{},"order":[)" + order + "]}", uses)) ==
        "definition.unknown_field");
  const std::string long_text(100'000, 'x');
  std::string rules;
  for (int i = 0; i < 50; ++i)
    rules += (i == 0 ? "" : ",") + std::string(R"({"message":{"template":"t"}})");
  CHECK(refused(definition("", R"("name")",
                           R"(,"rules":[)" + rules + R"(],"templates":{"t":{"zh-CN":")" +
                               long_text + R"("}})")) == "definition.too_large");
}

} // namespace qudao::reuse
