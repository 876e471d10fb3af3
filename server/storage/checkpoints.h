// Internal of the room: what is in SQLite's log goes into the database file beside the writer, not while it holds everybody up.
//
//   Checkpoints checkpoints(file, busy_timeout_ms);
//   checkpoints.watch(writer);   // before its first commit; it must be gone before the checkpoints are
//
// SQLite itself does so within the commit that makes the log too long: thousands of pages all over the file, and a wait for the disk,
// for whoever happens to write then. Here a thread copies and syncs them; the writer, when that is done, only adds the few pages
// that were written meanwhile, for the log starts anew only when all of it is in the file. While the log grows as fast as it is copied
// it is copied again, a few times; then the writer does the rest, so that it doesn't grow for ever.
//
// Cost: nothing to the writer but the rest. Errors: what cannot be copied now (another process is at it, a reader needs the log)
// is tried again when the log has grown. A crash loses nothing: what is committed is in the log until it is in the file.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "server/storage/sqlite_connection.h"

namespace qudao::storage {

class Checkpoints {
 public:
  Checkpoints(const std::string& file, int busy_timeout_ms);
  ~Checkpoints();
  Checkpoints(const Checkpoints&) = delete;
  Checkpoints& operator=(const Checkpoints&) = delete;

  void watch(SqliteConnection& writer);

 private:
  enum class State : std::uint8_t { idle, asked, closed };

  static int committed(void* self, sqlite3* writer, const char* name, int pages);
  void after_commit(sqlite3* writer, int pages);
  void ask();
  void finish(sqlite3* writer, int pages);
  void loop();
  void copy();

  SqliteConnection connection_;
  std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::idle;
  std::atomic<bool> copied_{false};
  std::atomic<int> in_file_{0}; // pages of the log
  int asked_at_ = 0;            // pages of the log; of the writer's thread, as the two below
  int rounds_ = 0;
  bool asked_ = false;
  std::thread thread_;
};

} // namespace qudao::storage
