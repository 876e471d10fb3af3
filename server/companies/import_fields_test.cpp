// What the columns of a file mean, by their headings, and what a row says then.
#include "core/value/json.h"
#include "server/companies/import_fields.h"
#include "tests/support/catch.h"

namespace qudao::companies {

namespace {

using Texts = std::vector<std::string>;

Value row(const Texts& cells) {
  List out;
  for (const std::string& each : cells) {
    out.push_back(Value::string(each));
  }
  return Value::list(std::move(out));
}

std::string contact(const Texts& columns, const Texts& cells) {
  const auto said = typed_contact(columns, row(cells));
  return said ? write_json(*said) : "";
}

} // namespace

TEST_CASE("imports: what headings suggest") {
  struct Row {
    Texts headings;
    Texts columns;
  };
  for (const Row& each : std::vector<Row>{
           // Of companies: a column that may be a company's is.
           {{"公司名称*", "联系人", "联系人手机", "手机", "E-mail", "客户等级"},
            {"name", "contact_name", "mobile", "mobile", "email", ""}},
           {{"Company", "Contact", "Phone"}, {"name", "contact_name", "phone"}},
           {{"名称", "职务", "手机"}, {"name", "", "mobile"}}, // whose?
           // Of people.
           {{"客户名称", "姓名", "职位", "手机", "联系人邮箱"},
            {"name", "contact.name", "contact.position", "mobile", "contact.email"}},
           {{"名称", "联系人", "联系人姓名", "联系人职务", "手机", "联系人手机"},
            {"name", "contact_name", "contact.name", "contact.position", "mobile",
             "contact.mobile"}},
           {{"Company name", "Contact", "Contact name", "Contact title", "Is main contact"},
            {"name", "contact_name", "contact.name", "contact.position", "contact.main"}},
           {{"公司", "联系人", "联系人电话", "联系人备注", "是否主要联系人"},
            {"name", "contact.name", "contact.phone", "contact.remark", "contact.main"}},
           {{"公司", "人员姓名", "联系人", "职务", "岗位"},
            {"name", "contact.name", "contact_name", "contact.position", ""}},
       }) {
    CHECK(suggested_columns(each.headings) == each.columns);
  }
  CHECK(is_field("contact.main"));
  CHECK_FALSE(is_field("contact."));
  CHECK_FALSE(is_field("contact.id"));
  CHECK(names_people({"name", "contact.name"}));
  CHECK_FALSE(names_people({"name", "contact_name", ""}));
}

TEST_CASE("imports: somebody of a row") {
  const Texts columns = {"name", "contact.name", "contact.mobile", "contact.mobile",
                         "contact.main"};
  CHECK(contact(columns, {"甲厂", " 张伟 ", "", "13800138000", "是"}) ==
        R"({"main":true,"mobile":"13800138000","name":" 张伟 "})");
  CHECK(contact(columns, {"甲厂", "张伟", "1", "2"}) == R"({"mobile":"1","name":"张伟"})");
  for (const char* no : {"否", "No", " false ", "0", "×"}) {
    CHECK(contact(columns, {"甲厂", "张伟", "", "", no}) == R"({"main":false,"name":"张伟"})");
  }
  for (const char* yes : {"YES", "1", "√", "true"}) {
    CHECK(contact(columns, {"甲厂", "张伟", "", "", yes}) == R"({"main":true,"name":"张伟"})");
  }
  CHECK(contact(columns, {"甲厂", "张伟", "", "", "也许"}) == R"({"main":"也许","name":"张伟"})");
  CHECK(contact(columns, {"甲厂", "", " ", "\t", "否"}).empty());
  CHECK(contact({"name", "mobile"}, {"甲厂", "1"}).empty());
  CHECK(write_json(typed_data(columns, row({"甲厂", "张伟", "1", "2", "是"}))) ==
        R"({"name":"甲厂"})");
}

TEST_CASE("imports: the cell that a violation speaks of") {
  const Texts columns = {"name", "mobile", "", "mobile", "contact.mobile", "contact.name"};
  const Value cells = row({"甲厂", "1；2", "x", "3", "4", "张伟"});
  const auto column = [&](std::string_view path) {
    const auto at = column_of(columns, cells, path);
    return at ? static_cast<int>(*at) : -1;
  };
  CHECK(column("/name") == 0);
  CHECK(column("/mobile/0") == 1);
  CHECK(column("/mobile/1") == 1);
  CHECK(column("/mobile/2") == 3);
  CHECK(column("/mobile") == 1);
  CHECK(column("/contact/mobile") == 4);
  CHECK(column("/contact") == 5);
  CHECK(column("/phone") == -1);
  CHECK(column("/contact/email") == -1);
  CHECK(column("") == -1);
}

} // namespace qudao::companies
