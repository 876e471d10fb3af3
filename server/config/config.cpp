#include "server/config/config.h"

#include <CLI/CLI.hpp>

namespace qudao::config {

namespace {

void network_options(CLI::App& app, Serve& serve) {
  app.add_option("--host", serve.host, "Address to listen on")->capture_default_str();
  app.add_option("--port", serve.port, "Port to listen on; 0 takes any free one")
      ->capture_default_str();
  app.add_option("--web", serve.web, "Folder of the built web app")->check(CLI::ExistingDirectory);
  app.add_option("--public-url", serve.public_url,
                 "How users reach the server; https:// switches strict transport on");
  app.add_option("--trusted-proxy", serve.trusted_proxies,
                 "Address or block (10.0.0.0/8) whose X-Forwarded-* headers count; repeatable");
  app.add_option("--threads", serve.threads, "Event loops; 0: one per processor")
      ->capture_default_str();
}

void mail_options(CLI::App& app, Serve& serve) {
  app.add_option(
      "--smtp-url", serve.smtp_url,
      "Mail server, smtp://host:port or smtps://host:port; without it mail stays queued");
  app.add_option("--smtp-user", serve.smtp_user, "User at the mail server");
  app.add_option("--smtp-password-file", serve.smtp_password_file, "File with that user's password")
      ->check(CLI::ExistingFile);
  app.add_option("--mail-from", serve.mail_from, "Sender of the mails")->capture_default_str();
  app.add_option("--mail-retry-seconds", serve.mail_retry_seconds,
                 "First pause after a failed delivery; doubles up to six hours")
      ->capture_default_str();
}

void guard_options(CLI::App& app, Serve& serve) {
  app.add_option("--session-idle-minutes", serve.session_idle_minutes,
                 "A session unused this long ends")
      ->capture_default_str();
  app.add_option("--session-days", serve.session_days, "Every session ends after this")
      ->capture_default_str();
  app.add_option("--sign-in-failures", serve.sign_in_failures,
                 "Failures in a row after which a user name is blocked for a time")
      ->capture_default_str();
  app.add_option("--sign-in-block-seconds", serve.sign_in_block_seconds, "How long it is blocked")
      ->capture_default_str();
  app.add_option("--requests-per-minute", serve.requests_per_minute,
                 "Of one address on the routes open to everybody")
      ->capture_default_str();
  app.add_option("--file-bytes", serve.file_bytes, "Largest attachment")->capture_default_str();
}

CLI::App* add_serve(CLI::App& app, Serve& serve) {
  CLI::App* command = app.add_subcommand("serve", "Run the server until SIGINT or SIGTERM");
  command->add_option("--data", serve.data, "Folder of the database and the attachments")
      ->capture_default_str();
  network_options(*command, serve);
  command->add_option("--packs", serve.packs, "Folder of definitions, dictionaries and texts")
      ->capture_default_str();
  command->add_flag("--demo", serve.demo, "Fill an empty database with a demo organisation");
  command->add_option("--log-level", serve.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
  mail_options(*command, serve);
  guard_options(*command, serve);
  return command;
}

template <typename T>
void data_option(CLI::App& command, T& options) {
  command.add_option("--data", options.data, "Folder of the database and the attachments")
      ->required();
}

} // namespace

Command parse(int argc, const char* const* argv) {
  CLI::App app{"Qudao: partner signing, approval and records, one program", "qudao"};
  app.require_subcommand(1);
  Serve serve;
  AuditVerify verify;
  Migrate migrate;
  Backup backup;
  Restore restore;

  const CLI::App* serving = add_serve(app, serve);
  CLI::App* audit = app.add_subcommand("audit", "The audit trail");
  audit->require_subcommand(1);
  CLI::App* verifying = audit->add_subcommand("verify", "Check the chain of every entry");
  data_option(*verifying, verify);
  CLI::App* migrating = app.add_subcommand("migrate", "Bring the database to this version");
  data_option(*migrating, migrate);
  CLI::App* backing =
      app.add_subcommand("backup", "Write database and attachments to one tar file");
  data_option(*backing, backup);
  backing->add_option("--to", backup.to, "The file to write")->required();
  CLI::App* restoring = app.add_subcommand("restore", "Fill an empty data folder from a backup");
  data_option(*restoring, restore);
  restoring->add_option("--from", restore.from, "The file to read")
      ->required()
      ->check(CLI::ExistingFile);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    return Exit{app.exit(stop)};
  }
  if (*verifying) {
    return verify;
  }
  if (*migrating) {
    return migrate;
  }
  if (*backing) {
    return backup;
  }
  if (*restoring) {
    return restore;
  }
  return *serving ? Command(serve) : Command(Exit{1});
}

} // namespace qudao::config
