// People at companies: who is the same, and what is known of them then.
#include "core/match/people.h"
#include "core/value/json.h"
#include "tests/support/catch.h"

namespace qudao::match {
namespace {

Value read_person(std::string_view text) {
  const auto value = parse_json(text);
  REQUIRE(value);
  return *value;
}

} // namespace

TEST_CASE("people: who is the same") {
  struct Row {
    const char* a;
    const char* b;
    bool same;
  };
  for (const Row& row : std::initializer_list<Row>{
           // By the name, where nothing contradicts.
           {R"({"name":"张伟"})", R"({"name":"张伟"})", true},
           {R"({"name":"张伟"})", R"({"name":" 张　伟 "})", true},
           {R"({"name":"Zhang Wei"})", R"({"name":"ＺＨＡＮＧ wei"})", true},
           {R"({"name":"张伟"})", R"({"name":"张玮"})", false},
           {R"({"name":"张伟","position":"经理"})", R"({"name":"张伟","position":"采购"})", true},
           {R"({"name":"张伟","mobile":"13800138000"})", R"({"name":"张伟"})", true},
           {R"({"name":"张伟","mobile":"13800138000"})",
            R"({"name":"张伟","mobile":"13900139000"})", false},
           {R"({"name":"张伟","email":"a@b.cn"})", R"({"name":"张伟","email":"A@B.CN"})", true},
           {R"({"name":"张伟","email":"a@b.cn"})", R"({"name":"张伟","email":"c@b.cn"})", false},
           {R"({"name":"张伟","phone":"0531-88886666"})",
            R"({"name":"张伟","phone":"0531-88887777"})", true},
           // By a mobile number, however it is written and wherever it stands.
           {R"({"name":"张伟","mobile":"13800138000"})",
            R"({"name":"张总","mobile":"+86 138-0013-8000"})", true},
           {R"({"name":"张伟","mobile":"13800138000"})",
            R"({"name":"张总","phone":"138 0013 8000"})", true},
           {R"({"name":"张伟","mobile":"13800138000; 13900139000"})",
            R"({"name":"李娜","mobile":"13900139000"})", true},
           {R"({"name":"张伟","mobile":"13800138000","email":"a@b.cn"})",
            R"({"name":"张伟","mobile":"13800138000","email":"c@b.cn"})", true},
           // What is a company's often enough says nothing.
           {R"({"name":"张伟","phone":"0531-88886666"})",
            R"({"name":"李娜","phone":"0531-88886666"})", false},
           {R"({"name":"张伟","mobile":"0531-88886666"})",
            R"({"name":"李娜","mobile":"0531-88886666"})", false},
           {R"({"name":"张伟","email":"info@b.cn"})", R"({"name":"李娜","email":"info@b.cn"})",
            false},
           {R"({})", R"({})", false},
       }) {
    INFO(row.a << " and " << row.b);
    CHECK(same_person(read_person(row.a), read_person(row.b)) == row.same);
    CHECK(same_person(read_person(row.b), read_person(row.a)) == row.same);
  }
}

TEST_CASE("people: what was known stays, more is added, what is said otherwise is in the remark") {
  struct Row {
    const char* known;
    const char* more;
    const char* merged;
  };
  for (const Row& row : std::initializer_list<Row>{
           {R"({"id":"1","name":"张伟","main":false})",
            R"({"id":"2","name":"张伟","mobile":"13800138000","position":"经理","main":true})",
            R"({"id":"1","name":"张伟","mobile":"13800138000","position":"经理","main":true})"},
           {R"({"name":"张伟","mobile":"13800138000","position":"经理","remark":"左撇子"})",
            R"({"name":"张总","mobile":"138 0013 8000","position":"总经理","email":"z@b.cn",
                "remark":"爱喝茶\n左撇子"})",
            R"({"name":"张伟","mobile":"13800138000","position":"经理","email":"z@b.cn",
                "remark":"左撇子\n张总\n总经理\n爱喝茶"})"},
           {R"({"name":"张伟","mobile":"13800138000"})",
            R"({"name":"张伟","mobile":"13800138000 13900139000","phone":"+8613800138000"})",
            R"({"name":"张伟","mobile":"13800138000","remark":"13800138000 13900139000"})"},
           {R"({"name":"张伟","phone":"13800138000"})",
            R"({"name":"张伟","mobile":"13800138000","phone":"0531-88886666"})",
            R"({"name":"张伟","phone":"13800138000","remark":"0531-88886666"})"},
       }) {
    const Value known = read_person(row.known);
    const Value more = read_person(row.more);
    const Value merged = merged_person(known, more);
    INFO(write_json(merged));
    CHECK(merged == read_person(row.merged));
    CHECK(merged_person(merged, more) == merged);
    CHECK(merged_person(known, known) == known);
  }
  Map full = read_person(R"({"name":"张伟","mobile":"13800138000"})").as_map();
  full.set("remark", Value::string(std::string(kLongestPersonRemark - 3, 'x')));
  const Value known = Value::map(full);
  CHECK(merged_person(known, read_person(R"({"name":"张总","mobile":"13800138000"})"))
            .find("remark")
            ->as_string()
            .size() == kLongestPersonRemark - 3 + std::string("\n张总").size());
  CHECK(merged_person(known, read_person(R"({"name":"张总经理","mobile":"13800138000"})")) ==
        known);
}

TEST_CASE("people: each once, the mobile number before the name, one of them the main one") {
  List people = read_person(R"([{"id":"1","name":"张伟","main":true},
                                {"id":"2","name":"李娜","mobile":"13800138000","main":false}])")
                    .as_list();
  const WithPerson other = with_person(
      people, read_person(R"({"id":"3","name":"张伟","mobile":"13800138000","main":true})"));
  CHECK(other.at == 1);
  CHECK_FALSE(other.added);
  CHECK(other.changed);
  CHECK(other.people[1] ==
        read_person(
            R"({"id":"2","name":"李娜","mobile":"13800138000","remark":"张伟","main":false})"));
  CHECK_FALSE(with_person(other.people, other.people[1]).changed);
  CHECK_FALSE(with_person(people, people[0]).changed);
  const WithPerson third = with_person(people, read_person(R"({"name":"王芳","main":true})"));
  CHECK(third.at == 2);
  CHECK(third.added);
  CHECK_FALSE(third.people[2].find("main")->as_bool());
  const WithPerson first = with_person({}, read_person(R"({"name":"王芳","main":true})"));
  CHECK(first.people[0].find("main")->as_bool());
  CHECK(with_people(people, people) == people);
}

} // namespace qudao::match
