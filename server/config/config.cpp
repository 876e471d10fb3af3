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
  app.add_option("--unfinished-uploads", serve.unfinished_uploads,
                 "Uploads a user may have begun and not finished")
      ->capture_default_str();
  app.add_option("--unfinished-bytes", serve.unfinished_bytes,
                 "Bytes that these may have together when finished")
      ->capture_default_str();
  app.add_option("--upload-days", serve.upload_days, "Unfinished uploads are removed after this")
      ->capture_default_str();
}

CLI::App* add_serve(CLI::App& app, Serve& serve) {
  CLI::App* command = app.add_subcommand("serve", "Run the server until SIGINT or SIGTERM");
  command->add_option("--data", serve.data, "Folder of the database and the attachments")
      ->capture_default_str();
  network_options(*command, serve);
  command->add_option("--packs", serve.packs, "Folder of definitions, dictionaries and texts")
      ->capture_default_str();
  command->add_flag("--demo", serve.demo, "Fill an empty database with a demo organisation");
  command->add_flag("--demo-companies", serve.demo_companies,
                    "Companies in the libraries of the demo organisation, too");
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

void format_option(CLI::App& command, std::string& format) {
  command.add_option("--format", format, "text, for people, or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
}

// Of the commands that look into a definition, and say something of it.
template <typename T>
void saying_options(CLI::App& command, T& options) {
  command
      .add_option("--packs", options.packs,
                  "Folder of the dictionaries and texts that do not lie beside it")
      ->check(CLI::ExistingDirectory)
      ->capture_default_str();
  command.add_option("--locale", options.locale, "Language of what is said: en, zh-CN")
      ->capture_default_str();
}

// Of the commands that read a definition from a file.
template <typename T>
void definition_options(CLI::App& command, T& options) {
  command.add_option("definition", options.definition, "The file: a definition, or a whole bundle")
      ->required()
      ->check(CLI::ExistingFile);
  saying_options(command, options);
  format_option(command, options.format);
}

CLI::App* add_check(CLI::App& app, Check& check) {
  CLI::App* command = app.add_subcommand(
      "check", "Say what is wrong with a definition; 0: nothing, 1: findings, 2: it is refused");
  definition_options(*command, check);
  return command;
}

// Of the commands that open a form.
template <typename T>
void context_options(CLI::App& command, T& options) {
  command.add_option("--context", options.context,
                     "File with what rules read besides: {\"values\", \"lookups\"}");
  command.add_option("--now", options.now,
                     "The moment rules call now, e.g. 2026-03-01T02:00:00Z; without it, the clock");
}

CLI::App* add_diff(CLI::App& app, Diff& diff) {
  CLI::App* command = app.add_subcommand(
      "diff", "Say what a new version of a definition changes, and what it does to a record; 0: "
              "nothing, 1: something, 2: one of them is refused");
  command->add_option("from", diff.from, "The file of the version there is")
      ->required()
      ->check(CLI::ExistingFile);
  definition_options(*command, diff);
  command->add_option("answers", diff.answers,
                      "File with the answers of a record under the version there is");
  context_options(*command, diff);
  return command;
}

CLI::App* add_explain(CLI::App& app, Explain& explain) {
  CLI::App* command =
      app.add_subcommand("explain", "Say why a field of a filled form is as it is: by which rule, "
                                    "from which answers");
  definition_options(*command, explain);
  command
      ->add_option("answers", explain.answers,
                   "File with the answers as a JSON object; - for standard input")
      ->required();
  command->add_option("field", explain.field,
                      "Its key; without it, those that are wrong or not asked");
  context_options(*command, explain);
  return command;
}

CLI::App* add_evaluate(CLI::App& app, Evaluate& evaluate) {
  CLI::App* command = app.add_subcommand(
      "eval", "Evaluate a CEL expression; 0: a value, 1: it fails, 2: it does not compile");
  command->add_option("expression", evaluate.expression, "For example 'a + 1'")->required();
  command->add_option("--variables", evaluate.variables,
                      "File with a JSON object of the variables it may name; - for standard input");
  format_option(*command, evaluate.format);
  return command;
}

void add_export(CLI::App& workbook, ExportWorkbook& options) {
  CLI::App* command = workbook.add_subcommand("export", "Write a definition as an .xlsx workbook");
  command->add_option("definition", options.definition, "The file: a definition, or a whole bundle")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("workbook", options.workbook, "The .xlsx file to write")->required();
}

void add_import(CLI::App& workbook, ImportWorkbook& options) {
  CLI::App* command = workbook.add_subcommand(
      "import", "Make a definition of an .xlsx workbook; 0: it is sound, 1: written with findings, "
                "2: refused, and nothing is written");
  command->add_option("workbook", options.workbook, "The .xlsx file")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("definition", options.definition, "The .json file to write")->required();
  saying_options(*command, options);
}

CLI::App* add_match(CLI::App& app, Match& match) {
  CLI::App* command = app.add_subcommand(
      "match", "Say of pairs of companies, a line each, whether they are one: verdict, score and "
               "reason, 0; 1: some lines were not read");
  command
      ->add_option("file", match.file,
                   "Two names a line with a tab between them, or columns as a first line says "
                   "(name_a, name_b, phone_a, credit_code_b, …); - for standard input")
      ->required();
  command->add_option("--rule", match.rule, "File with a matching rule in place of the usual one")
      ->check(CLI::ExistingFile);
  command->add_option("--words", match.words, "File with words of the organisation")
      ->check(CLI::ExistingFile);
  command->add_option("--locale", match.locale, "Language of the reasons: zh-CN or en")
      ->check(CLI::IsMember({"zh-CN", "en"}))
      ->capture_default_str();
  return command;
}

CLI::App* add_names(CLI::App& app, Names& names) {
  CLI::App* command = app.add_subcommand(
      "names", "Read company names, one a line, into region, trade name, industry and legal form, "
               "0; 1: some lines were not read");
  command->add_option("file", names.file, "The file; - for standard input")->required();
  command->add_option("--words", names.words, "File with words of the organisation")
      ->check(CLI::ExistingFile);
  return command;
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
  Check check;
  Evaluate evaluate;
  Explain explain;
  Diff diff;
  ExportWorkbook exported;
  ImportWorkbook imported;
  Match match;
  Names names;

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
  const CLI::App* checking = add_check(app, check);
  const CLI::App* evaluating = add_evaluate(app, evaluate);
  const CLI::App* explaining = add_explain(app, explain);
  const CLI::App* comparing = add_diff(app, diff);
  CLI::App* workbook = app.add_subcommand("workbook", "Definitions as tables for a spreadsheet");
  workbook->require_subcommand(1);
  add_export(*workbook, exported);
  add_import(*workbook, imported);
  const CLI::App* matching = add_match(app, match);
  const CLI::App* naming = add_names(app, names);

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
  if (*checking) {
    return check;
  }
  if (*evaluating) {
    return evaluate;
  }
  if (workbook->got_subcommand("export")) {
    return exported;
  }
  if (workbook->got_subcommand("import")) {
    return imported;
  }
  if (*matching) {
    return match;
  }
  if (*naming) {
    return names;
  }
  if (*comparing) {
    return diff;
  }
  if (*explaining) {
    return explain;
  }
  return *serving ? Command(serve) : Command(Exit{1});
}

} // namespace qudao::config
