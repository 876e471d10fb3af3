#include <fstream>

#include "server/audit/audit.h"
#include "server/failure/failure.h"
#include "server/storage/migration.h"
#include "server/uploads/partial.h"
#include "server/uploads/table.h"
#include "server/uploads/uploads.h"
#include "tests/support/catch.h"

using namespace qudao;
using namespace qudao::uploads;
namespace fs = std::filesystem;

namespace {

struct Place {
  Place()
      : path(fs::temp_directory_path() /
             ("qudao-uploads-" + crypto::hex(crypto::random_bytes(8)))) {
    fs::create_directories(path);
    audit::set_key("key");
    storage::SqliteOptions options;
    options.file = path / "test.db";
    database = storage::open_sqlite(options);
    storage::migrate(*database, storage::migrations(), 1);
  }
  ~Place() {
    database.reset();
    fs::remove_all(path);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  fs::path path;
  std::unique_ptr<storage::Database> database;
};

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Announcement sample(std::string id, char digit) {
  return {std::move(id), std::string(64, digit), 10, "application/pdf", "a.pdf", "licence", ""};
}

const std::string kIdA = "00000000-0000-4000-8000-000000000001";
const std::string kIdB = "00000000-0000-4000-8000-000000000002";
const audit::Actor kOne{"main", "one", "address"};
const audit::Actor kTwo{"main", "two", "address"};

std::string code_of(storage::Database& database, const audit::Actor& actor,
                    const Announcement& about, const Limits& limits, Millis now) {
  try {
    database.write_now([&](storage::Connection& connection) {
      begin(connection, actor, about, true, limits, now);
    });
  } catch (const Failure& failure) {
    return failure.code;
  }
  return {};
}

} // namespace

TEST_CASE("one holds the bytes of an upload; with a checksum they come whole or not at all") {
  const Place place;
  const fs::path file = place.path / "main.x";
  CHECK(size_on_disk(file) == 0);
  auto partial = Partial::hold(file);
  REQUIRE(partial);
  CHECK(Partial::hold(file) == nullptr);
  partial->take("abc");
  partial->sync();
  CHECK(size_on_disk(file) == 3);

  crypto::Digester digester;
  digester.update("def");
  const Checksum checksum{crypto::Algorithm::sha256, digester.finish()};
  partial->expect(checksum);
  partial->take("deg");
  CHECK(size_on_disk(file) == 3);
  CHECK_THROWS_AS(partial->confirm(), Failure);
  CHECK(size_on_disk(file) == 3);
  partial->expect(checksum);
  partial->take("d");
  partial->take("ef");
  partial->confirm();
  partial->take("g"); // no checksum any more
  CHECK(content_of(file) == "abcdefg");

  // Whoever opened it before it was removed does not get it.
  partial.reset();
  const auto early = Partial::hold(file);
  early->remove();
  CHECK(Partial::hold(file) != nullptr);
  CHECK(size_on_disk(file) == 0);
  bool is_alone = true;
  for (const auto& entry : fs::directory_iterator(place.path)) {
    is_alone = is_alone && entry.path().filename().string().rfind("main.x.", 0) != 0;
  }
  CHECK(is_alone);
}

TEST_CASE("a full disk is said to be a matter of time") {
  const Place place;
  const fs::path file = place.path / "main.full";
  fs::create_symlink("/dev/full", file);
  const auto partial = Partial::hold(file);
  REQUIRE(partial);
  try {
    partial->take("abc");
    FAIL("nothing can be written there");
  } catch (const Failure& failure) {
    CHECK(failure.code == "server.unavailable");
  }
}

TEST_CASE("an id belongs to one file of one user, whoever asks in whatever order") {
  const Place place;
  storage::Database& database = *place.database;
  const Limits limits;
  CHECK(code_of(database, kOne, sample(kIdA, 'a'), limits, 1).empty());
  CHECK(code_of(database, kOne, sample(kIdA, 'a'), limits, 2).empty());
  CHECK(code_of(database, kTwo, sample(kIdA, 'a'), limits, 2) == "upload.id_taken");
  CHECK(code_of(database, kOne, sample(kIdA, 'b'), limits, 2) == "upload.id_taken");
  // Another tenant has ids of its own.
  CHECK(code_of(database, {"other", "two", ""}, sample(kIdA, 'b'), limits, 2).empty());
  // Expired, it is still not for anybody else.
  const Millis later = limits.lifetime + 2;
  CHECK(code_of(database, kTwo, sample(kIdA, 'a'), limits, later) == "upload.id_taken");
  CHECK(code_of(database, kOne, sample(kIdA, 'a'), limits, later).empty());
  const auto row = database.read_now(
      [](storage::Connection& connection) { return find_row(connection, "main", kIdA); });
  CHECK(row->upload.expires_at == later + limits.lifetime);
}

TEST_CASE("a command can ask which contents its sender has not uploaded") {
  const Place place;
  storage::Database& database = *place.database;
  const Limits limits;
  const Announcement about = sample(kIdA, 'a');
  CHECK(code_of(database, kOne, about, limits, 1).empty());
  const auto missing = [&](std::string_view user) {
    return database.read_now([&](storage::Connection& connection) {
      return files::missing_contents(connection, "main", user,
                                     {std::string(64, 'a'), std::string(64, 'b')});
    });
  };
  CHECK(missing("one").size() == 2);
  const auto record = [&] {
    database.write_now([&](storage::Connection& connection) {
      Upload upload;
      upload.about = about;
      finish(connection, kOne, upload, 5);
    });
  };
  record();
  record(); // the answer was lost: once is enough
  CHECK(missing("one") == std::vector<std::string>{std::string(64, 'b')});
  CHECK(missing("two").size() == 2);
  // What is known is finished at once, for its user only.
  database.write_now([&](storage::Connection& connection) {
    CHECK(begin(connection, kOne, sample(kIdB, 'a'), true, limits, 6).upload.finished);
  });
  database.write_now([&](storage::Connection& connection) {
    erase(connection, "main", kIdB);
    connection.execute("DELETE FROM attachment WHERE id = $1", {kIdB});
    CHECK_FALSE(begin(connection, kTwo, sample(kIdB, 'a'), true, limits, 6).upload.finished);
  });
}
