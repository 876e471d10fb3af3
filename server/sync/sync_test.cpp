#include <filesystem>

#include "server/changes/changes.h"
#include "server/crypto/digest.h"
#include "server/storage/database.h"
#include "server/storage/migration.h"
#include "server/sync/clients.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace qudao;
using namespace qudao::sync_server;
using test::Folder;

namespace {

sync::Command command(std::int64_t seq) {
  sync::Command command;
  command.seq = seq;
  command.id = "c" + std::to_string(seq);
  command.name = "save";
  command.entity = "signing";
  command.record = "00000000-0000-7000-8000-000000000001";
  return command;
}

sync::Verdict verdict(std::int64_t seq, sync::Outcome outcome) {
  sync::Verdict verdict;
  verdict.seq = seq;
  verdict.id = "c" + std::to_string(seq);
  verdict.outcome = outcome;
  return verdict;
}

} // namespace

TEST_CASE("sync: verdicts are kept until they are acknowledged, final and old") {
  const Folder folder;
  storage::SqliteOptions options;
  options.file = folder.path / "test.db";
  const auto database = storage::open_sqlite(options);
  storage::migrate(*database, storage::migrations(), 0);
  database->write_now([](storage::Connection& connection) {
    records::Caller caller;
    caller.who.tenant_id = "main";
    caller.who.user_id = "u";
    caller.now = kDay;
    Client client = add_client(connection, caller, "client");
    for (std::int64_t seq = 1; seq <= 4; ++seq) {
      const auto outcome = seq == 2 ? sync::Outcome::held : sync::Outcome::applied;
      add_verdict(connection, "main", client.id, command(seq), verdict(seq, outcome),
                  seq == 3 ? 20 * kDay : kDay);
    }
    client.last_seq = 4;
    client.acknowledged = 3;
    store_client(connection, caller, client);
    const auto kept = [&] {
      std::string text;
      for (const auto& row : connection.query("SELECT seq FROM sync_verdict ORDER BY seq")) {
        text += std::to_string(row.integer(0));
      }
      return text;
    };
    sweep(connection, "main", kDay + kVerdictsKept);
    CHECK(kept() == "1234");
    // 2 is held, 3 is younger, 4 is not acknowledged.
    sweep(connection, "main", kDay + kVerdictsKept + 1);
    CHECK(kept() == "234");
    CHECK(held_commands(connection, "main", client.id).size() == 1);
    sweep(connection, "main", 20 * kDay + kVerdictsKept + 1);
    CHECK(kept() == "24");
  });
}

TEST_CASE("sync: what can be read of a command, and what is wrong with it") {
  const auto at = [](const sync::Command& wrong) {
    const auto read = incoming(to_value(wrong));
    REQUIRE(read);
    return read->unreadable ? std::string(read->unreadable->params.find("at")->as_string()) : "";
  };
  CHECK(at(command(1)).empty());
  sync::Command wrong = command(2);
  wrong.name = "undeliverable";
  CHECK(at(wrong) == "name");
  wrong = command(2);
  wrong.after = 3;
  CHECK(at(wrong) == "after");
  wrong = command(2);
  wrong.attachments.assign(kMostAttachments + 1, wrong.record);
  CHECK(at(wrong) == "attachments");
  wrong = command(2);
  wrong.name = "create";
  wrong.record[14] = '4';
  CHECK(at(wrong) == "record");
  CHECK_FALSE(incoming(Value::map({{"id", Value::string("a")}})));
  CHECK_FALSE(incoming(Value::map({{"seq", Value::real(1.5)}, {"id", Value::string("a")}})));
  CHECK_FALSE(incoming(Value::string("x")));
}
