#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <thread>

#include "server/crypto/digest.h"
#include "server/failure/failure.h"
#include "server/storage/database.h"
#include "server/storage/migration.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace qudao;
using namespace qudao::storage;
using test::Folder;

namespace {

std::unique_ptr<Database> open_in(const Folder& folder) {
  SqliteOptions options;
  options.file = folder.path / "test.db";
  auto database = open_sqlite(options);
  database->write_now([](Connection& connection) {
    connection.execute(
        "CREATE TABLE IF NOT EXISTS item (id TEXT PRIMARY KEY, size INTEGER) STRICT");
  });
  return database;
}

void insert(Connection& connection, const std::string& id, std::int64_t size) {
  connection.execute("INSERT INTO item (id, size) VALUES ($1, $2)", {id, size});
}

std::int64_t count(Database& database) {
  return database.read_now([](Connection& connection) {
    return connection.one("SELECT count(*) FROM item")->integer(0);
  });
}

} // namespace

TEST_CASE("parameters are bound by number, cells come back in their kinds") {
  const Folder folder;
  const auto database = open_in(folder);
  database->read_now([](Connection& connection) {
    const auto row =
        connection.one("SELECT $2, $1, $3, $2 || $2, $4, 1.5", {7, "a", nullptr, true});
    CHECK(row->text(0) == "a");
    CHECK(row->integer(1) == 7);
    CHECK(row->is_null(2));
    CHECK(row->text(3) == "aa");
    CHECK(row->flag(4));
    CHECK(row->real(5) == 1.5);
    CHECK(row->text_or(2, "none") == "none");
    CHECK_THROWS_AS(row->integer(0), StorageError);
    CHECK_THROWS_AS(row->text(6), StorageError);
    CHECK_THROWS_AS(connection.query("SELECT $1", {}), StorageError);
  });
}

TEST_CASE("a closure that throws undoes itself only, and its exception comes out") {
  const Folder folder;
  const auto database = open_in(folder);
  CHECK_THROWS_AS(database->write_now([](Connection& connection) {
    insert(connection, "a", 1);
    throw Failure("record.frozen");
  }),
                  Failure);
  database->write_now([](Connection& connection) { insert(connection, "b", 1); });
  CHECK(count(*database) == 1);
}

TEST_CASE("a taken key says whose it is") {
  const Folder folder;
  const auto database = open_in(folder);
  try {
    database->write_now([](Connection& connection) {
      insert(connection, "a", 1);
      insert(connection, "a", 2);
    });
    FAIL("no error");
  } catch (const StorageError& error) {
    CHECK(error.is_unique("item"));
  }
  CHECK(count(*database) == 0);
}

TEST_CASE("writes of many threads share commits; each is there or told why not") {
  const Folder folder;
  const auto database = open_in(folder);
  constexpr int kThreads = 8;
  constexpr int kEach = 100;
  std::atomic<int> refused{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&database, &refused] {
      for (int i = 0; i < kEach; ++i) {
        try {
          // Every thread wants the same hundred names: one of them gets each.
          database->write_now([i](Connection& c) { insert(c, "name " + std::to_string(i), i); });
        } catch (const StorageError& error) {
          if (error.is_unique("item")) {
            ++refused;
          }
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(count(*database) == kEach);
  CHECK(refused == kEach * (kThreads - 1));
  CHECK(database->counters().commits < database->counters().writes);
}

TEST_CASE("of a batch only what throws is undone, whether it had changed something or not") {
  const Folder folder;
  const auto database = open_in(folder);
  constexpr int kJobs = 60;
  std::atomic<int> refused{0};
  std::promise<void> all;
  std::atomic<int> left{kJobs};
  const auto note = [&](const std::exception_ptr& failure) {
    refused += failure ? 1 : 0;
    if (--left == 0) {
      all.set_value();
    }
  };
  // The first one holds the writer until the others wait: they become one batch.
  std::promise<void> queued;
  database->submit_write([&queued](Connection&) { queued.get_future().wait(); },
                         [](const std::exception_ptr&) {});
  for (int i = 0; i < kJobs; ++i) {
    database->submit_write(
        [i](Connection& connection) {
          if (i % 3 == 1) {
            throw Failure("record.frozen"); // before any change
          }
          insert(connection, "job " + std::to_string(i), i);
          if (i % 3 == 2) {
            throw Failure("record.frozen"); // after one
          }
        },
        note);
  }
  queued.set_value();
  all.get_future().wait();
  CHECK(refused == kJobs / 3 * 2);
  CHECK(count(*database) == kJobs / 3);
  CHECK(database->read_now([](Connection& connection) {
    return connection.one("SELECT sum(size) FROM item")->integer(0);
  }) == 19 * 20 / 2 * 3);
}

TEST_CASE("a reader cannot write, and sees one state throughout its closure") {
  const Folder folder;
  const auto database = open_in(folder);
  CHECK_THROWS_AS(database->read_now([](Connection& c) { insert(c, "a", 1); }), StorageError);
  database->read_now([&database](Connection& connection) {
    CHECK(connection.one("SELECT count(*) FROM item")->integer(0) == 0);
    database->write_now([](Connection& c) { insert(c, "a", 1); });
    CHECK(connection.one("SELECT count(*) FROM item")->integer(0) == 0);
  });
  CHECK(count(*database) == 1);
}

TEST_CASE("what was acknowledged is there after opening again, and in a copy") {
  const Folder folder;
  {
    const auto database = open_in(folder);
    database->write_now([](Connection& c) { insert(c, "a", 1); });
    database->copy_to(folder.path / "copy.db");
  }
  CHECK(count(*open_in(folder)) == 1);
  SqliteOptions options;
  options.file = folder.path / "copy.db";
  CHECK(count(*open_sqlite(options)) == 1);
}

namespace {

// Commits of a hundred pages each; answers how many there were when the log had started anew, at most `most`.
int commits_until_log_is_in_file(Database& database, const std::filesystem::path& log, int most) {
  constexpr std::uintmax_t kCommitted = 100 * 4096;
  for (int i = 1; i <= most; ++i) {
    database.write_now([](Connection& connection) {
      connection.execute("UPDATE blob SET data = randomblob(4000)");
    });
    // What was written is more than the log is long.
    if (std::filesystem::file_size(log) < static_cast<std::uintmax_t>(i) * kCommitted / 2) return i;
  }
  return most;
}

} // namespace

TEST_CASE("the log goes into the file beside the writer, and starts anew while there is writing") {
  constexpr int kMost = 500;
  const Folder folder;
  SqliteOptions options;
  options.file = folder.path / "test.db";
  {
    const auto database = open_sqlite(options);
    database->write_now([](Connection& connection) {
      connection.execute("CREATE TABLE blob (id INTEGER PRIMARY KEY, data BLOB)");
      for (int i = 0; i < 100; ++i) {
        connection.execute("INSERT INTO blob (data) VALUES (randomblob(4000))");
      }
    });
    CHECK(commits_until_log_is_in_file(*database, folder.path / "test.db-wal", kMost) < kMost);
    database->write_now(
        [](Connection& connection) { connection.execute("UPDATE blob SET data = 'last'"); });
  }
  const auto again = open_sqlite(options);
  CHECK(again->read_now([](Connection& connection) {
    return connection.one("SELECT count(*) FROM blob WHERE data = 'last'")->integer(0);
  }) == 100);
}

TEST_CASE("migrations in the common subset become STRICT tables of SQLite") {
  const auto statements =
      sqlite_statements("-- a comment; with BIGINT\n"
                        "CREATE TABLE a (id TEXT, n BIGINT, d DOUBLE PRECISION,\n"
                        "  t TEXT DEFAULT 'BIGINT; -- no')\n;\n"
                        "CREATE TABLE b (\n  -- clustered\n  id TEXT PRIMARY KEY);\n"
                        "CREATE INDEX a_id ON a (id);\n");
  REQUIRE(statements.size() == 3);
  CHECK(statements[0].find("n INTEGER, d REAL") != std::string::npos);
  CHECK(statements[0].find("'BIGINT; -- no'") != std::string::npos);
  CHECK(statements[0].find(") STRICT") == std::string::npos);
  CHECK(statements[0].find("STRICT") != std::string::npos);
  CHECK(statements[1].find("STRICT, WITHOUT ROWID") != std::string::npos);
  CHECK(statements[2].find("STRICT") == std::string::npos);
}

TEST_CASE("migrations are applied once, in order, and never to a foreign history") {
  const Folder folder;
  SqliteOptions options;
  options.file = folder.path / "test.db";
  const auto database = open_sqlite(options);
  const std::vector<Migration> first{{1, "0001_a.sql", "CREATE TABLE a (id BIGINT);"}};
  const std::vector<Migration> both{first[0], {2, "0002_b.sql", "CREATE TABLE b (id BIGINT);"}};
  const std::vector<Migration> edited{{1, "0001_a.sql", "CREATE TABLE a (id TEXT);"}};
  CHECK(migrate(*database, first, 0) == 1);
  CHECK(migrate(*database, first, 0) == 0);
  CHECK(migrate(*database, both, 0) == 1);
  CHECK_THROWS_AS(migrate(*database, first, 0), StorageError);
  CHECK_THROWS_AS(migrate(*database, edited, 0), StorageError);
}

TEST_CASE("a migration that fails half-way leaves nothing") {
  const Folder folder;
  SqliteOptions options;
  options.file = folder.path / "test.db";
  const auto database = open_sqlite(options);
  const std::vector<Migration> broken{{1, "0001_a.sql", "CREATE TABLE a (id BIGINT); nonsense;"}};
  const std::vector<Migration> whole{{1, "0001_a.sql", "CREATE TABLE a (id BIGINT);"}};
  CHECK_THROWS_AS(migrate(*database, broken, 0), StorageError);
  CHECK(migrate(*database, whole, 0) == 1);
}

TEST_CASE(
    "keys of companies that were there before there were keys for missing letters are made anew") {
  const Folder folder;
  SqliteOptions options;
  options.file = folder.path / "test.db";
  const auto database = open_sqlite(options);
  std::vector<Migration> before = migrations();
  before.erase(std::find_if(before.begin(), before.end(),
                            [](const Migration& each) { return each.number == 69; }),
               before.end());
  migrate(*database, before, 0);
  database->write_now([](Connection& connection) {
    for (const char* id : {"a", "b"}) {
      connection.execute(
          "INSERT INTO company (tenant_id, id, library, pool, owner, version, counts, name,"
          " entered_by, entered_at, owned_since, name_wanted, due_rule, name_text, search_text,"
          " tags, protections, data) VALUES ('t', $1, 'l', 'p', '', 1, 1, 'n', 'u', 0, 0, '', '',"
          " '', '', '[]', '[]', '{}')",
          {id});
    }
  });
  migrate(*database, migrations(), 0);
  const Rows rows = database->read_now([](Connection& connection) {
    return connection.query("SELECT tenant_id, after_id, done FROM company_rekey", {});
  });
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].text(0) == "t");
  CHECK(rows[0].text(1).empty());
}

TEST_CASE("the migrations of this program apply to an empty database") {
  const Folder folder;
  SqliteOptions options;
  options.file = folder.path / "test.db";
  const auto database = open_sqlite(options);
  CHECK(migrate(*database, migrations(), 0) == static_cast<int>(migrations().size()));
}
