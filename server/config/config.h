// The command line, as structures. Every option has a default that is safe for one machine;
// `--help` explains each.
//
// Errors: parse answers an exit code instead of a command when there is nothing (more) to run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace qudao::config {

struct Serve {
  std::filesystem::path data = "data";
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::filesystem::path web;                        // the built web app; empty: API only
  std::filesystem::path packs = QUDAO_PACKS_FOLDER; // definitions, dictionaries, texts
  std::string public_url; // how users reach it, e.g. https://crm.example.com
  std::vector<std::string> trusted_proxies;
  int threads = 0; // event loops; 0: one per processor
  bool demo = false;
  bool demo_companies = false;
  std::string log_level = "info";

  std::string smtp_url; // smtp://host:25, smtps://…; empty: mail stays queued
  std::string smtp_user;
  std::filesystem::path smtp_password_file;
  std::string mail_from = "qudao@localhost";
  int mail_retry_seconds = 60; // first pause after a failure; doubles up to six hours

  int session_idle_minutes = 12 * 60;
  int session_days = 14;
  int sign_in_failures = 5; // of one user name, then it is blocked for a time
  int sign_in_block_seconds = 300;
  int requests_per_minute = 120; // of one address, on the routes open to everybody
  std::uint64_t file_bytes = std::uint64_t{20} << 20;
  int unfinished_uploads = 100;                            // of one user
  std::uint64_t unfinished_bytes = std::uint64_t{1} << 30; // announced in them
  int upload_days = 7; // an unfinished one is removed after this
};

struct AuditVerify {
  std::filesystem::path data;
};

struct Migrate {
  std::filesystem::path data;
};

struct Backup {
  std::filesystem::path data;
  std::filesystem::path to;
};

struct Restore {
  std::filesystem::path data;
  std::filesystem::path from;
};

struct Check {
  std::filesystem::path definition;
  std::filesystem::path packs =
      QUDAO_PACKS_FOLDER; // dictionaries and texts that do not lie beside it
  std::string format = "text";
  std::string locale = "en";
};

struct Evaluate {
  std::string expression;
  std::string variables; // file with a JSON object, or -; empty: none
  std::string format = "text";
};

struct Explain {
  std::filesystem::path definition;
  std::string answers; // file with a JSON object, or -
  std::string field;   // empty: those that are wrong or not asked
  std::string context; // file with {"values", "lookups"}; empty: none
  std::string now;     // RFC 3339; empty: the clock
  std::filesystem::path packs = QUDAO_PACKS_FOLDER;
  std::string format = "text";
  std::string locale = "en";
};

struct Diff {
  std::filesystem::path from;       // the version there is
  std::filesystem::path definition; // the one to be published
  std::string answers;              // file with a JSON object, or -; empty: none
  std::string context;              // as of Explain
  std::string now;
  std::filesystem::path packs = QUDAO_PACKS_FOLDER;
  std::string format = "text";
  std::string locale = "en";
};

struct ExportWorkbook {
  std::filesystem::path definition; // or a bundle
  std::filesystem::path workbook;   // written anew
};

struct ImportWorkbook {
  std::filesystem::path workbook;
  std::filesystem::path definition; // written anew
  std::filesystem::path packs = QUDAO_PACKS_FOLDER;
  std::string locale = "en";
};

struct Match {
  std::string file;            // or -
  std::filesystem::path rule;  // a matching rule; empty: the one for companies
  std::filesystem::path words; // words of the organisation; empty: none
  std::string locale = "zh-CN";
};

struct Names {
  std::string file; // or -
  std::filesystem::path words;
};

struct Exit {
  int status = 0;
};

using Command = std::variant<Exit, Serve, AuditVerify, Migrate, Backup, Restore, Check, Evaluate,
                             Explain, Diff, ExportWorkbook, ImportWorkbook, Match, Names>;

Command parse(int argc, const char* const* argv);

} // namespace qudao::config
