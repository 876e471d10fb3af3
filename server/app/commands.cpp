#include "server/app/commands.h"

#include <cstdio>

#include "server/app/archive.h"
#include "server/app/installation.h"
#include "server/audit/audit.h"

namespace qudao::app {

namespace fs = std::filesystem;

namespace {

constexpr int kBroken = 2;

// A folder beside the target that goes away with its content.
struct Scratch {
  explicit Scratch(fs::path folder) : path(std::move(folder)) { fs::create_directories(path); }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  fs::path path;
};

} // namespace

int verify_audit(const config::AuditVerify& options) {
  const Installation installation = open_installation(options.data, SystemClock(), false, 1);
  const audit::Verdict verdict = installation.database->read_now(
      [](storage::Connection& connection) { return audit::verify(connection); });
  if (verdict.fault) {
    std::printf("audit trail broken: tenant %s, entry %lld: %s\n", verdict.fault->tenant_id.c_str(),
                static_cast<long long>(verdict.fault->number), verdict.fault->reason.c_str());
    return kBroken;
  }
  std::printf("audit trail whole: %lld entries\n", static_cast<long long>(verdict.entries));
  return 0;
}

int migrate(const config::Migrate& options) {
  const Installation installation = open_installation(options.data, SystemClock(), false, 1);
  std::printf("%d migrations applied\n", installation.migrated);
  return 0;
}

int back_up(const config::Backup& options) {
  const Installation installation = open_installation(options.data, SystemClock(), false, 1);
  const Scratch scratch(options.to.string() + ".partial");
  const fs::path copy = scratch.path / kDatabaseName;
  // The database first: every attachment it names was on disk before it was recorded.
  installation.database->copy_to(copy);
  const fs::path unfinished = scratch.path / "backup.tar";
  {
    ArchiveWriter archive(unfinished);
    archive.add(std::string(kDatabaseName), copy);
    archive.add(std::string(kSecretName), options.data / kSecretName);
    for (const auto& entry : fs::recursive_directory_iterator(options.data / kFilesName)) {
      const fs::path name = fs::relative(entry.path(), options.data);
      const std::string text = name.generic_string();
      const bool on_its_way =
          text.rfind("files/incoming/", 0) == 0 || text.rfind("files/unfinished/", 0) == 0;
      if (entry.is_regular_file() && !on_its_way) {
        archive.add(name.generic_string(), entry.path());
      }
    }
    archive.finish();
  }
  fs::rename(unfinished, options.to);
  std::printf("backup written to %s\n", options.to.c_str());
  return 0;
}

int restore(const config::Restore& options) {
  if (fs::exists(options.data) && !fs::is_empty(options.data)) {
    std::fprintf(stderr, "qudao: %s is not empty\n", options.data.c_str());
    return 1;
  }
  fs::create_directories(options.data / kFilesName);
  const int files = extract_archive(options.from, options.data);
  const Installation installation = open_installation(options.data, SystemClock(), false, 1);
  std::printf("%d files restored to %s\n", files, options.data.c_str());
  return 0;
}

} // namespace qudao::app
