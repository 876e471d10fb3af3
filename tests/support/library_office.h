// A library of companies with three people and a database of its own, for tests and benches of server/companies: a and b are
// members of its pool, boss administers it.
#pragma once

#include <cstdlib>
#include <filesystem>

#include "core/value/json.h"
#include "server/companies/companies.h"
#include "server/crypto/digest.h"
#include "server/definitions/documents.h"
#include "server/stamps/stamps.h"
#include "server/storage/database.h"
#include "server/storage/migration.h"

namespace qudao::companies::test {

inline constexpr Millis kStart = 1'782'000'000'000; // 2026-06-21T00:00:00Z

struct Office {
  Office()
      : folder(std::filesystem::temp_directory_path() /
               ("qudao-" + crypto::hex(crypto::random_bytes(8)))) {
    std::filesystem::create_directories(folder);
    audit::set_key(std::string(32, 'k'));
    database = open();
    storage::migrate(*database, storage::migrations(), 0);
    database->write_now([&](storage::Connection& connection) {
      connection.execute("INSERT INTO tenant (id, name, created_at) VALUES ('main', 'x', 0)");
      for (const char* id : {"a", "b", "boss"}) {
        add_user(connection, id);
      }
      publish(connection, rules(1, 30));
    });
  }
  ~Office() {
    database.reset();
    std::filesystem::remove_all(folder);
  }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  std::unique_ptr<storage::Database> open() const {
    storage::SqliteOptions options;
    options.file = folder / "test.db";
    return storage::open_sqlite(options);
  }

  static void add_user(storage::Connection& connection, const std::string& id) {
    connection.execute(
        "INSERT INTO user_account (tenant_id, id, user_name, display_name, employee_no, department,"
        " area, province, industry, email, mobile, roles, partner_id, locale, state, password_hash,"
        " must_change_password, created_at, updated_at, version) VALUES ('main', $1, $1, $1, '', "
        "'east',"
        " '', '', '', $1 || '@x.example', '', $2, '', 'en', 'active', '', 0, 0, 0, 1)",
        {id, id == "boss" ? "admin" : "manager"});
  }

  static Value rules(int version, int days) {
    auto document = parse_json(
        R"({"library":"l","version":)" + std::to_string(version) +
        R"(,"label":{"zh-CN":"库"},"zone":"Asia/Shanghai","pools":[{"id":"p","label":{"zh-CN":"海"},
        "members":{"roles":["manager"]},"administrators":{"roles":["admin"]}}],"contacts":{"counts_from_maturity":1},
        "recycle":[{"id":"untouched","without":"contact","warn_days":3,"after":{"days":)" +
        std::to_string(days) + "}}]}");
    if (!document) std::abort();
    return *document;
  }

  static void publish(storage::Connection& connection, const Value& document) {
    definitions::store_document(
        connection, "main", {"library", "l", document.find("version")->as_int(), "pack", document},
        0);
    stamps::raise(connection, "main", stamps::kDefinitions);
  }

  records::Caller caller(const std::string& id, Millis now) const {
    records::Caller out;
    out.who.tenant_id = "main";
    out.who.user_id = id;
    out.who.locale = "en";
    out.actor = {"main", id, ""};
    out.now = now;
    return out;
  }

  std::string enter(const std::string& who, const std::string& name, Millis now) {
    return database->write_now([&](storage::Connection& connection) {
      Entry entry;
      entry.library = "l";
      entry.data = Value::map(
          {{"name", Value::string(name)},
           {"mobile",
            Value::list({Value::string("138" + std::to_string(10'000'000 + ++numbers))})}});
      const Result result = companies.enter(connection, caller(who, now), entry);
      throw_if_refused(result);
      return std::string(result.shown.find("company")->find("id")->as_string());
    });
  }

  void act(const std::string& who, const std::string& id, const pool::Command& command,
           Millis now) {
    database->write_now([&](storage::Connection& connection) {
      companies.act(connection, caller(who, now), {"l", id, command});
    });
  }

  std::string owner(const std::string& id) {
    return database->read_now([&](storage::Connection& connection) {
      return connection.one("SELECT owner FROM company WHERE id = $1", {id})->text(0);
    });
  }

  std::int64_t mails(const std::string& to) {
    return database->read_now([&](storage::Connection& connection) {
      return connection
          .one("SELECT count(*) FROM mail_message WHERE recipient = $1", {to + "@x.example"})
          ->integer(0);
    });
  }

  int recycle(storage::Database& by, Millis now) {
    return by.write_now([&](storage::Connection& connection) {
      return companies.recycle_due(connection, "main", now);
    });
  }

  int warn(storage::Database& by, Millis now) {
    return by.write_now([&](storage::Connection& connection) {
      return companies.warn_due(connection, "main", now);
    });
  }

  std::filesystem::path folder;
  std::unique_ptr<storage::Database> database;
  definitions::Library library;
  notifications::Notifications notices{library};
  Companies companies{notices};
  int numbers = 0;
};

} // namespace qudao::companies::test
