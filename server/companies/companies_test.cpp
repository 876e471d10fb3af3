// The jobs, whose time passes faster here: what is warned of and goes back, once, however many servers are at it. And what is
// kept of who owns what. The ways people take are tested through the API.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/value/json.h"
#include "server/companies/refusals.h"
#include "tests/support/catch.h"
#include "tests/support/library_office.h"

namespace qudao::companies {

namespace {

using test::kStart;
using test::Office;

const std::vector<std::string> kNames = {"苏州日东精密电子有限公司", "杭州云栖茶业有限公司",
                                         "扬州江都绿源水泵厂"};

} // namespace

TEST_CASE("companies: owners are warned once, and what they leave untouched goes back once, by "
          "whichever server") {
  Office office;
  const auto other = office.open(); // another server on the same data
  std::vector<std::string> ids;
  for (const std::string& name : kNames) {
    ids.push_back(office.enter("a", name, kStart));
  }
  // Entered on the 21st of June in Shanghai: untouched for 30 days when the 21st of July is over there.
  const Millis due = kStart + 31 * kDay - 8 * kHour;
  const Millis warning = due - 3 * kDay;
  CHECK(office.warn(*office.database, warning - 1) == 0);
  CHECK(office.warn(*other, warning) == 3);
  CHECK(office.mails("a") == 1); // one for all of them
  CHECK(office.warn(*office.database, warning) == 0);
  CHECK(office.mails("a") == 1);

  pool::Command note;
  note.action = pool::Action::note;
  note.note = {"call", "x", 1, {}, {}};
  office.act("a", ids[0], note, warning + kHour);
  CHECK(office.recycle(*office.database, due - 1) == 0);
  CHECK(office.recycle(*other, due) == 2);
  CHECK(office.recycle(*office.database, due) == 0);
  CHECK(office.owner(ids[0]) == "a");
  CHECK(office.owner(ids[1]).empty());
  CHECK(office.mails("a") == 2);

  // Who lost it waits; somebody else may claim it, and is warned in turn.
  pool::Command claim;
  claim.action = pool::Action::claim;
  office.act("b", ids[1], claim, due + kHour);
  CHECK(office.owner(ids[1]) == "b");
  CHECK(office.warn(*office.database, due + 40 * kDay) == 2);
  CHECK(office.mails("b") == 1);

  // In the audit trail the system did it.
  office.database->read_now([&](storage::Connection& connection) {
    CHECK(connection
              .one("SELECT count(*) FROM audit_entry WHERE action = 'company.recycled' AND user_id "
                   "= ''")
              ->integer(0) == 2);
    CHECK(!audit::verify(connection).fault);
    return 0;
  });
}

TEST_CASE("companies: more than a batch goes back in several, and none is left") {
  Office office;
  office.database->write_now([&](storage::Connection& connection) {
    for (int i = 0; i < Companies::kBatch + 30; ++i) {
      connection.execute("INSERT INTO company (tenant_id, id, library, pool, owner, version, "
                         "counts, name, entered_by,"
                         " entered_at, owned_since, name_wanted, due_rule, due_at, warn_at, "
                         "name_text, search_text, tags,"
                         " protections, data) VALUES ('main', $1, 'l', 'p', 'a', 1, 1, $1, 'a', "
                         "$2, $2, '', 'untouched',"
                         " $3, $3, $1, $1, '[]', '[]', '{}')",
                         {"c" + std::to_string(i), kStart, kStart + 60 * kDay});
    }
  });
  const Millis now = kStart + 61 * kDay;
  CHECK(office.recycle(*office.database, now) == Companies::kBatch);
  CHECK(office.recycle(*office.database, now) == 30);
  CHECK(office.recycle(*office.database, now) == 0);
}

TEST_CASE("companies: those that were there before lists could be narrowed are found by it as "
          "their keys are made anew") {
  Office office;
  const std::string id = office.enter("a", kNames[0], kStart);
  office.database->write_now([&](storage::Connection& connection) {
    connection.execute(R"(UPDATE company SET data = '{"name":"n","industry":"玻璃"}')");
    connection.execute("INSERT INTO company_rekey (tenant_id, after_id, done)"
                       " VALUES ('main', '', 0)");
    while (office.companies.rekey_some(connection, "main")) {
    }
    const auto row = connection.one("SELECT industry, source FROM company WHERE id = $1", {id});
    CHECK(row->text(0) == "玻璃");
    CHECK(row->text(1).empty());
  });
}

TEST_CASE("companies: rules that change move the day on which what people own goes back") {
  Office office;
  const std::string id = office.enter("a", kNames[0], kStart);
  const Millis due = kStart + 31 * kDay - 8 * kHour;
  office.database->write_now([&](storage::Connection& connection) {
    Office::publish(connection, Office::rules(2, 10));
    std::string after;
    CHECK(office.companies.work_out_due_again(connection, "main", after) == 1);
    CHECK(office.companies.work_out_due_again(connection, "main", after) == 0);
  });
  CHECK(office.recycle(*office.database, due - 20 * kDay - 1) == 0);
  CHECK(office.recycle(*office.database, due - 20 * kDay) == 1);
  CHECK(office.owner(id).empty());

  // One that is not due any more by the rules there are is left alone, and due later.
  const std::string second = office.enter("a", kNames[1], kStart);
  office.database->write_now(
      [&](storage::Connection& connection) { Office::publish(connection, Office::rules(3, 30)); });
  CHECK(office.recycle(*office.database, due - 20 * kDay) == 1); // looked at
  CHECK(office.owner(second) == "a");
  CHECK(office.recycle(*office.database, due - 1) == 0);
  CHECK(office.recycle(*office.database, due) == 1);
  CHECK(office.owner(second).empty());
}

TEST_CASE(
    "companies: who was handed a company is reminded once of following it up, and not when it was "
    "done") {
  Office office;
  const auto other = office.open();
  office.database->write_now([&](storage::Connection& connection) {
    Map document = Office::rules(2, 30).as_map();
    document.set("follow_up", *parse_json(R"({"within":{"hours":24},"remind_hours":6})"));
    Office::publish(connection, Value::map(std::move(document)));
  });
  const auto remind = [&](storage::Database& by, Millis now) {
    return by.write_now([&](storage::Connection& connection) {
      return office.companies.remind_follow_up(connection, "main", now);
    });
  };
  std::vector<std::string> ids;
  pool::Command hand_over;
  hand_over.action = pool::Action::hand_over;
  hand_over.person = "b";
  for (const std::string& name : kNames) {
    ids.push_back(office.enter("a", name, kStart));
    office.act("a", ids.back(), hand_over, kStart + kHour);
  }
  const std::int64_t told = office.mails("b"); // of what was handed over
  CHECK(remind(*office.database, kStart + 19 * kHour - 1) == 0);
  pool::Command note;
  note.action = pool::Action::note;
  note.note = {"call", "x", 1, {}, {}};
  office.act("b", ids[0], note, kStart + 2 * kHour);
  CHECK(remind(*other, kStart + 19 * kHour) == 2);
  CHECK(remind(*office.database, kStart + 19 * kHour) == 0);
  CHECK(office.mails("b") == told + 1);
  // Handed on, it is another's turn; with the same deadline nobody is reminded twice.
  note.note.maturity = 0;
  office.act("b", ids[1], note, kStart + 20 * kHour);
  CHECK(remind(*office.database, kStart + 21 * kHour) == 0);
  hand_over.person = "a";
  office.act("b", ids[1], hand_over, kStart + 22 * kHour);
  CHECK(remind(*office.database, kStart + 40 * kHour) == 1);
  CHECK(office.mails("a") == 2); // handed over, and reminded
}

TEST_CASE("companies: a company is changed only as it was seen, and a fact is one company's") {
  Office office;
  const std::string id = office.enter("a", kNames[0], kStart);
  office.database->write_now([&](storage::Connection& connection) {
    const auto refused = [&](std::string_view sql) {
      try {
        connection.execute(sql);
        return false;
      } catch (const storage::StorageError& error) {
        return error.is_unique("company_fact");
      }
    };
    const std::string fact = connection.one("SELECT fact FROM company_fact")->text(0);
    CHECK(fact == "m13810000001");
    CHECK(refused("INSERT INTO company_fact (tenant_id, fact, company_id)"
                  " VALUES ('main', 'm13810000001', 'other')"));
  });
  pool::Command release;
  release.action = pool::Action::release;
  release.reason = "any";
  office.act("a", id, release, kStart + kHour);
  office.database->read_now([&](storage::Connection& connection) {
    // In the pool its numbers keep nobody else from anything.
    CHECK(connection.one("SELECT count(*) FROM company_fact")->integer(0) == 0);
    return 0;
  });
}

TEST_CASE("companies: of refused entries the newest are kept, each once, and for a while") {
  Office office;
  const std::string tenant = "main";
  office.database->write_now([&](storage::Connection& connection) {
    records::Caller caller;
    caller.who.tenant_id = tenant;
    caller.who.user_id = "a";
    const auto keep = [&](const std::string& library, int number, Millis at) {
      caller.now = at;
      keep_refusal(connection, caller, library, match::company_rule(),
                   Value::map({{"name", Value::string("名称" + std::to_string(number))},
                               {"remark", Value::string("x")}}));
    };
    const auto newest = [&](const std::string& library) {
      return newest_refusals(connection, tenant, library, 1000);
    };
    keep("other", 1, kStart);
    for (int i = 0; i < 310; ++i) {
      keep("agents", i, kStart + i);
    }
    auto kept = newest("agents");
    REQUIRE(kept.size() == 300);
    CHECK(kept.front().at == kStart + 309);
    CHECK(kept.back().at == kStart + 10);
    CHECK(kept.front().data == Value::map({{"name", Value::string("名称309")}}));
    keep("agents", 20, kStart + 400); // again
    kept = newest("agents");
    CHECK(kept.size() == 300);
    CHECK(kept.front().at == kStart + 400);
    CHECK(newest("other").size() == 1); // each library its own
    Companies::forget_refusals(connection, tenant, kStart + 300 + 90 * kDay);
    CHECK(newest("agents").size() == 11);
    CHECK(newest("other").empty());
    return 0;
  });
}

} // namespace qudao::companies
