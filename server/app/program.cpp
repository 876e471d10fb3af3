#include "server/app/program.h"

#include <csignal>
#include <cstdio>
#include <ctime>
#include <exception>

#include "server/app/commands.h"
#include "server/app/serving.h"
#include "server/authoring/authoring.h"
#include "server/demo/demo.h"
#include "server/log/log.h"
#include "server/naming/naming.h"

namespace qudao::app {

namespace {

constexpr std::time_t kSweepSeconds = 60;

// Blocked in every thread, so that only `wait_for_stop` receives them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

void wait_for_stop(const sigset_t& signals, Serving& serving) {
  const timespec pause{kSweepSeconds, 0};
  while (sigtimedwait(&signals, nullptr, &pause) < 0) {
    serving.sweep();
  }
}

log::Level level_of(const std::string& name) {
  if (name == "debug") {
    return log::Level::debug;
  }
  if (name == "warning") {
    return log::Level::warning;
  }
  return name == "error" ? log::Level::error : log::Level::info;
}

int serve(const config::Serve& options) {
  const sigset_t signals = block_stop_signals();
  log::start(level_of(options.log_level));
  const SystemClock clock;
  {
    Serving serving(options, clock);
    // Scripts and tests wait for this line.
    std::printf("Qudao is ready at %s\n", serving.address().c_str());
    if (const std::string link = serving.setup_link(); !link.empty()) {
      std::printf("Create the administrator (works once, for a day): %s\n", link.c_str());
    }
    if (options.demo) {
      std::printf("Demo accounts: %s. Password of all: %s\n", demo::user_names().c_str(),
                  demo::kPassword);
    }
    std::fflush(stdout);
    wait_for_stop(signals, serving);
    log::info("server.stopping");
  }
  log::info("server.stopped");
  log::stop();
  return 0;
}

struct Run {
  int operator()(const config::Exit& exit) const { return exit.status; }
  int operator()(const config::Serve& options) const { return serve(options); }
  int operator()(const config::AuditVerify& options) const { return verify_audit(options); }
  int operator()(const config::Migrate& options) const { return migrate(options); }
  int operator()(const config::Backup& options) const { return back_up(options); }
  int operator()(const config::Restore& options) const { return restore(options); }
  int operator()(const config::Check& options) const { return authoring::check(options); }
  int operator()(const config::Evaluate& options) const { return authoring::evaluate(options); }
  int operator()(const config::Diff& options) const { return authoring::diff(options); }
  int operator()(const config::ExportWorkbook& options) const {
    return authoring::export_workbook(options);
  }
  int operator()(const config::ImportWorkbook& options) const {
    return authoring::import_workbook(options);
  }
  int operator()(const config::Match& options) const { return naming::match(options); }
  int operator()(const config::Names& options) const { return naming::names(options); }
  int operator()(const config::Explain& options) const { return authoring::explain(options); }
};

} // namespace

int run_program(int argc, const char* const* argv) {
  try {
    return std::visit(Run(), config::parse(argc, argv));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "qudao: %s\n", error.what());
    log::stop();
    return 1;
  }
}

} // namespace qudao::app
