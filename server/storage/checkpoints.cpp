#include "server/storage/checkpoints.h"

namespace qudao::storage {

namespace {

constexpr int kLongLog =
    4000; // pages: those written again and again go into the file once per 16 MB of log
constexpr int kRest = 250; // pages that the writer itself adds
constexpr int kMostRounds = 5;

} // namespace

Checkpoints::Checkpoints(const std::string& file, int busy_timeout_ms)
    : connection_(file, true, busy_timeout_ms), thread_([this] { loop(); }) {}

Checkpoints::~Checkpoints() {
  {
    const std::lock_guard lock(mutex_);
    state_ = State::closed;
  }
  changed_.notify_all();
  thread_.join();
}

void Checkpoints::watch(SqliteConnection& writer) {
  sqlite3_wal_hook(writer.handle(), &Checkpoints::committed, this);
}

int Checkpoints::committed(void* self, sqlite3* writer, const char* /*name*/, int pages) {
  static_cast<Checkpoints*>(self)->after_commit(writer, pages);
  return SQLITE_OK;
}

void Checkpoints::after_commit(sqlite3* writer, int pages) {
  if (pages < asked_at_) asked_at_ = 0; // the log has started anew
  if (!asked_) {
    if (pages - asked_at_ >= kLongLog) ask();
    return;
  }
  if (!copied_.exchange(false)) return;
  asked_ = false;
  if (pages - in_file_ > kRest && rounds_ < kMostRounds) {
    ask();
  } else {
    finish(writer, pages);
  }
}

void Checkpoints::ask() {
  asked_ = true;
  ++rounds_;
  {
    const std::lock_guard lock(mutex_);
    if (state_ == State::idle) state_ = State::asked;
  }
  changed_.notify_all();
}

void Checkpoints::finish(sqlite3* writer, int pages) {
  rounds_ = 0;
  asked_at_ = pages; // whatever is left waits until as much is there again
  sqlite3_wal_checkpoint_v2(writer, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void Checkpoints::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return state_ != State::idle; });
    if (state_ == State::closed) return;
    lock.unlock();
    copy();
    lock.lock();
    if (state_ == State::closed) return;
    state_ = State::idle;
    copied_ = true;
  }
}

void Checkpoints::copy() {
  sqlite3* handle = connection_.handle();
  int pages = 0;
  int in_file = 0;
  sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &in_file);
  in_file_ = in_file;
  // It waits for the disk itself only when nothing was written meanwhile.
  sqlite3_file* file = nullptr;
  if (in_file > 0 && in_file < pages &&
      sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, static_cast<void*>(&file)) ==
          SQLITE_OK &&
      file != nullptr && file->pMethods != nullptr) {
    file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
  }
}

} // namespace qudao::storage
