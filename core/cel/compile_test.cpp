// What is accepted and what is refused, with which type and where.
#include <algorithm>

#include "core/cel/test_support.h"
#include "tests/support/catch.h"

using namespace qudao;
using namespace qudao::cel;
using namespace qudao::cel::test;

TEST_CASE("cel: literals in every form") {
  World world;
  for (const Case& c : {
           Case{"0x1F + 0Xa", "41"},
           {"0xFFu", "255"},
           {"12U", "12"},
           {"-9223372036854775808", "-9223372036854775808"},
           {"-0x8000000000000000", "-9223372036854775808"},
           {"9223372036854775808", "!cel.number"},
           {"18446744073709551616u", "!cel.number"},
           {"1.5e3 + .5 + 1e-1", "1500.6"},
           {"1e400", "!cel.number"},
           {"1.", "!cel.syntax"},
           {"12abc", "!cel.number"},
           {"'a\"b' + \"c'd\"", "\"a\\\"bc'd\""},
           {R"('\x41\u6e20\U0001F600\101\n\\\'\"\`\?')", "\"A渠😀A\\n\\\\'\\\"`?\""},
           {R"(r'\' + r"a")", R"("\\a")"},
           {R"(R"a\n" == "a\\n")", "true"},
           {"'''a\n'b'''", "\"a\\n'b\""},
           {"\"\"\"a\"\"b\"\"\"", "\"a\\\"\\\"b\""},
           {"r'''\\d\n'''", "\"\\\\d\\n\""},
           {"'''\r\n'''", "\"\\n\""},
           {R"(b'\xff\377é')", "\"///DqQ==\""},
           {R"(bR"\x" == b'\\x' && Br'a' == rb'a')", "true"},
           {"'a\nb'", "!cel.unterminated"},
           {"'abc", "!cel.unterminated"},
           {"'abc\\", "!cel.unterminated"},
           {"'''abc''", "!cel.unterminated"},
           {R"('\q')", "!cel.escape"},
           {R"('\u12')", "!cel.escape"},
           {R"('\ud800')", "!cel.escape"},
           {R"('\U00110000')", "!cel.escape"},
           {R"('\400')", "!cel.escape"},
           {R"(b'\u0041')", "!cel.escape"},
           {"true && !false && null == null", "true"},
           {"[1, 2,]", "[1,2]"},
           {"{'a': 1,}", "{\"a\":1}"},
           {"[,]", "!cel.syntax"},
           {"1 // a comment\n + 2 // another", "3"},
           {" \t\r\n\f1", "1"},
       }) {
    CAPTURE(c.source);
    CHECK(world.run(c.source) == c.expected);
  }
}

TEST_CASE("cel: what does not parse, and where") {
  World world;
  for (const Case& c : {
           Case{"", "cel.syntax@1:1"},
           {"1 +", "cel.syntax@1:4"},
           {"1 + + 2", "cel.syntax@1:5"},
           {"(1", "cel.syntax@1:3"},
           {"1)", "cel.syntax@1:2"},
           {"a b", "cel.syntax@1:3"},
           {"[1 2]", "cel.syntax@1:4"},
           {"{1}", "cel.syntax@1:3"},
           {"i ? 1", "cel.syntax@1:6"},
           {"i.", "cel.syntax@1:3"},
           {"i.1", "cel.syntax@1:2"},
           {"f(1,)", "cel.syntax@1:5"},
           {"1 = 2", "cel.syntax@1:3"},
           {"1 & 2", "cel.syntax@1:3"},
           {"i @ j", "cel.syntax@1:3"},
           {"for + 1", "cel.reserved@1:1"},
           {"in", "cel.syntax@1:1"},
           {"i +\n  'a\n", "cel.unterminated@2:3"},
           {"'渠道' + 1 +", "cel.syntax@1:11"},
           {"Message{a: 1}", "cel.unsupported@1:8"},
           {"i.?x", "cel.no_overload@1:2"},
           {"'\xFF'", "cel.encoding@1:2"},
           {"list.all(1, true)", "cel.macro@1:10"},
           {"list.all(x.y, true)", "cel.macro@1:11"},
           {"has(i)", "cel.macro@1:5"},
           {"list.exists(x, x, true)", "cel.macro@1:16"},
       }) {
    CAPTURE(c.source);
    CHECK(world.check(c.source) == c.expected);
  }
}

TEST_CASE("cel: types of results, and the errors a checker finds") {
  World world;
  for (const Case& c : {
           Case{"i + 1", "int"},
           {"i + 1.0", "cel.no_overload@1:3"},
           {"i + 'a'", "cel.no_overload@1:3"},
           {"absent + 1", "int"},
           {"absent", "nullable(int)"},
           {"i < d && u > i", "bool"},
           {"i < s", "cel.no_overload@1:3"},
           {"i == s", "cel.no_overload@1:3"},
           {"i == null", "bool"},
           {"i && yes", "cel.no_overload@1:3"},
           {"!i", "cel.no_overload@1:1"},
           {"-s", "cel.no_overload@1:1"},
           {"yes ? 1 : null", "nullable(int)"},
           {"yes ? 1 : 'a'", "cel.no_overload@1:5"},
           {"i ? 1 : 2", "cel.no_overload@1:3"},
           {"nothing", "cel.undefined_variable@1:1"},
           {"nothing + nobody", "cel.undefined_variable@1:1 cel.undefined_variable@1:11"},
           {"nothing()", "cel.undefined_function@1:1"},
           {"i.nothing()", "cel.undefined_function@1:2"},
           {"s.size() + size(list)", "int"},
           {"size(i)", "cel.no_overload@1:1"},
           {"size(s, s)", "cel.no_overload@1:1"},
           {"s.contains(i)", "cel.no_overload@1:2"},
           {"contains(s, s)", "cel.no_overload@1:1"},
           {"[1, 2]", "list(int)"},
           {"[1, null]", "list(nullable(int))"},
           {"[1, 'a']", "list(dyn)"},
           {"[]", "list(dyn)"},
           {"[map.a, 1.5].max()", "dyn"},
           {"math.round([map.a, 1.5].sum())", "double"},
           {"{'a': 1}", "map(string, int)"},
           {"list[0] + 1", "int"},
           {"list['a']", "cel.no_overload@1:5"},
           {"i[0]", "cel.no_overload@1:2"},
           {"map.a", "dyn"},
           {"i.a", "cel.no_overload@1:2"},
           {"s in words", "bool"},
           {"i in words", "cel.no_overload@1:3"},
           {"list.map(x, x > 1)", "list(bool)"},
           {"list.filter(x, x)", "cel.no_overload@1:16"},
           {"list.all(x, x + 1)", "cel.no_overload@1:15"},
           {"i.all(x, true)", "cel.not_iterable@1:1"},
           {"list.map(x, y)", "cel.undefined_variable@1:13"},
           {"list.map(x, x) == x", "cel.undefined_variable@1:19"},
           {"{'a': 1}.map(k, k + 1)", "cel.no_overload@1:19"},
           {"list.transformMap(i, v, string(v))", "map(int, string)"},
           {"coalesce(absent, 1)", "int"},
           {"coalesce(absent, present)", "nullable(int)"},
           {"coalesce(absent, 'a')", "cel.no_overload@1:1"},
           {"coalesce()", "cel.no_overload@1:1"},
           {"timestamp('2026-01-01T00:00:00Z') - when", "duration"},
           {"when + when", "cel.no_overload@1:6"},
           {"int", "type"},
           {"type(i)", "type"},
           {"cel.bind(x, 1, x + 1)", "int"},
           {"any.x.y + 1", "int"},
           {"math.greatest(1, 2)", "int"},
           {"math.nothing(1)", "cel.undefined_variable@1:1 cel.undefined_function@1:5"},
           {"deep.name + 'a'", "string"},
           {"deep.other", "cel.undefined_variable@1:1"},
           {"s.matches('(')", "cel.regex@1:11"},
           {"'a'.matches('(') || 'b'.matches('[')", "cel.regex@1:13"}, // found by fuzzing
       }) {
    CAPTURE(c.source);
    CHECK(world.check(c.source) == c.expected);
  }
}

TEST_CASE("cel: types may be left to run time") {
  World world;
  world.env.check_types = false;
  CHECK(world.check("i + 'a'") == "dyn");
  CHECK(world.run("i + 'a'") == "!no_such_overload");
  CHECK(world.run("i == 'a'") == "false");
  CHECK(world.run("nothing") == "!undefined_name");
  CHECK(world.run("i.nothing() || true") == "true");
}

TEST_CASE("cel: names are looked up in the container first") {
  World world;
  world.set("a.b.x", Type::integer(), Value::integer(1));
  world.set("a.x", Type::integer(), Value::integer(2));
  world.set("x", Type::integer(), Value::integer(3));
  world.env.container = "a.b";
  CHECK(world.run("[x, .x, a.x]") == "[1,3,2]");
  world.env.container = "a.c";
  CHECK(world.run("x") == "2");
}

TEST_CASE("cel: a program knows the slots it reads") {
  World world;
  auto names = [&](std::string_view source) {
    auto program = compile(source, world.env);
    std::string text;
    for (std::uint32_t slot : program->variables())
      text += world.env.variable(slot).name + ' ';
    return text;
  };
  CHECK(names("1 + 2").empty());
  CHECK(names("j + i * i") == "i j ");
  CHECK(names("has(map.a) && map.b > 1") == "map ");
  CHECK(names("list.all(i, i > j)") == "j list ");
  CHECK(names("cel.bind(s, list, size(s))") == "list ");
  CHECK(names("deep.name") == "deep.name ");
  CHECK(names("yes ? i : u == 9u ? 1 : 2") == "i u yes ");
}

TEST_CASE("cel: what needs no variable is computed once") {
  World world;
  for (const char* constant :
       {"1 + 2", "timestamp('2026-01-01T00:00:00Z') + duration('1h')", "['a', 'b'][0] + 'c'",
        "size({'a': [1, 2]}.a) > 1", "'x'.matches('^x$')", "{'a': 1}"})
    CHECK(compile(constant, world.env)->is_constant());
  for (const char* other : {"i", "1 / 0", "i + 1", "[i]"})
    CHECK_FALSE(compile(other, world.env)->is_constant());
}

TEST_CASE("cel: a problem is shown with its line and a caret") {
  World world;
  std::string source = "i > 1 &&\n  s == '渠道' + j";
  auto program = compile(source, world.env);
  REQUIRE_FALSE(program);
  CHECK(describe(program.error()[0], source) ==
        "2:13 cel.no_overload {\"arguments\":\"string, int\",\"function\":\"+\"}\n"
        "    s == '渠道' + j\n"
        "          \u3000\u3000  ^");
}

TEST_CASE("cel: limits of size, depth and cost") {
  World world;
  auto repeated = [](const std::string& part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
      text += part;
    return text;
  };
  CHECK(world.check(repeated("(", 90) + "1" + repeated(")", 90)) == "int");
  CHECK(world.check(repeated("(", 101) + "1" + repeated(")", 101)) == "cel.too_deep@1:101");
  CHECK(world.check(repeated("[", 5'000)) == "cel.too_deep@1:101");
  CHECK(world.check(repeated("!", 5'000) + "yes") == "cel.too_deep@1:100");
  CHECK(world.check(repeated("-", 5'000) + "i") == "cel.too_deep@1:100");
  CHECK(world.check("i" + repeated(" + 1", 90)) == "int");
  CHECK(world.check("i" + repeated(" + 1", 200)) == "cel.too_deep@1:399");
  CHECK(world.check("any" + repeated(".x", 200)) == "cel.too_deep@1:202");
  CHECK(world.check(repeated("yes ? 1 : ", 200) + "2") == "cel.too_deep@1:1001");
  CHECK(world.check("yes" + repeated(" && yes", 2'000)) == "bool"); // a row is not deep
  CHECK(world.check(repeated("/* ", 6'000)) == "cel.too_large@1:1");

  std::string nested = "1";
  for (int i = 0; i < 3; ++i)
    nested = "list.map(x, " + nested + ")";
  CHECK(world.check(nested) == "list(list(list(int)))");
  CHECK(world.check("list.map(x, " + nested + ")") == "cel.too_costly@1:1");
  auto program = compile("list.all(x, x > 1)", world.env);
  CHECK(program->estimated_cost() > 100);
  CHECK(program->estimated_cost() < 1'000);
  auto refused = compile("list.map(x, " + nested + ")", world.env);
  CHECK(refused.error()[0].params.find("limit")->as_int() == 10'000'000);
}

TEST_CASE("cel: functions of the caller") {
  World world;
  static constexpr Function kOwn[] = {
      {"twice", "i:i|.i:i",
       [](Call& call) {
         return call[0].kind() == Kind::integer ? call.give(Value::integer(call[0].as_int() * 2))
                                                : call.no_overload();
       }},
      {"own.fail", ":b", [](Call& call) { return call.fail("own_code"); }},
  };
  world.env.add(kOwn);
  CHECK(world.run("twice(i) + i.twice()") == "28");
  CHECK(world.check("twice(s)") == "cel.no_overload@1:1");
  CHECK(world.run("twice(dyn(s))") == "!no_such_overload");
  CHECK(world.run("own.fail()") == "!own_code");
}
