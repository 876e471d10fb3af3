#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <sqlite3.h>
#include <thread>

#include "server/storage/checkpoints.h"
#include "server/storage/database.h"
#include "server/storage/sqlite_connection.h"

namespace qudao::storage {

namespace {

struct Job {
  Database::Work work;
  Database::Done done;
  std::exception_ptr failure;
};

std::exception_ptr closed() {
  return std::make_exception_ptr(
      StorageError(StorageError::Kind::closed, "the storage is closing"));
}

// Jobs from any thread, taken by a few; what is queued when it closes is still handed out.
class JobQueue {
 public:
  bool push(Job job) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) {
        return false;
      }
      jobs_.push_back(std::move(job));
    }
    ready_.notify_one();
    return true;
  }

  // Waits; an empty answer means: closed and nothing left.
  std::deque<Job> take(std::size_t most) {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    std::deque<Job> taken;
    if (jobs_.size() <= most) {
      taken.swap(jobs_);
    } else {
      while (taken.size() < most) {
        taken.push_back(std::move(jobs_.front()));
        jobs_.pop_front();
      }
    }
    return taken;
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  bool closed_ = false;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const SqliteOptions& options)
      : options_(options), writer_(options.file.string(), true, options.busy_timeout_ms),
        checkpoints_(options.file.string(), options.busy_timeout_ms) {
    checkpoints_.watch(writer_);
    for (int i = 0; i < options.readers; ++i) {
      readers_.push_back(std::make_unique<SqliteConnection>(options.file.string(), false,
                                                            options.busy_timeout_ms));
    }
    // Threads start last: nothing can fail any more.
    writer_thread_ = std::thread([this] { write_loop(); });
    for (const auto& reader : readers_) {
      reader_threads_.emplace_back([this, connection = reader.get()] { read_loop(*connection); });
    }
  }

  ~SqliteDatabase() override {
    reads_.close();
    writes_.close();
    writer_thread_.join();
    for (std::thread& thread : reader_threads_) {
      thread.join();
    }
  }

  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  void submit_read(Work work, Done done) override {
    submit(reads_, std::move(work), std::move(done));
  }
  void submit_write(Work work, Done done) override {
    submit(writes_, std::move(work), std::move(done));
  }

  void copy_to(const std::filesystem::path& file) override;

  Counters counters() const override {
    return {read_count_.load(), write_count_.load(), commit_count_.load(), writes_.size()};
  }

 private:
  static void submit(JobQueue& queue, Work work, Done done) {
    Done refused = done;
    if (!queue.push({std::move(work), std::move(done), {}})) {
      refused(closed());
    }
  }

  void read_loop(SqliteConnection& connection);
  void write_loop();
  bool write_together(std::deque<Job>& batch);
  void write_apart(std::deque<Job>& batch);
  void write_in_savepoint(Job& job);
  void commit(std::size_t jobs);

  SqliteOptions options_;
  SqliteConnection writer_;
  Checkpoints checkpoints_; // gone before the writer, whose thread has ended by then
  std::vector<std::unique_ptr<SqliteConnection>> readers_;
  JobQueue reads_;
  JobQueue writes_;
  std::atomic<std::uint64_t> read_count_{0};
  std::atomic<std::uint64_t> write_count_{0};
  std::atomic<std::uint64_t> commit_count_{0};
  std::thread writer_thread_;
  std::vector<std::thread> reader_threads_;
};

void SqliteDatabase::read_loop(SqliteConnection& connection) {
  for (;;) {
    std::deque<Job> taken = reads_.take(1);
    if (taken.empty()) {
      return;
    }
    Job& job = taken.front();
    try {
      connection.execute("BEGIN");
      job.work(connection);
    } catch (...) {
      job.failure = std::current_exception();
    }
    if (connection.in_transaction()) {
      connection.execute("ROLLBACK");
    }
    ++read_count_;
    job.work = nullptr;
    job.done(job.failure);
  }
}

void SqliteDatabase::write_loop() {
  for (;;) {
    std::deque<Job> batch = writes_.take(static_cast<std::size_t>(options_.largest_batch));
    if (batch.empty()) {
      return;
    }
    std::exception_ptr failure;
    try {
      if (!write_together(batch)) {
        write_apart(batch);
      }
    } catch (...) {
      failure = std::current_exception();
      if (writer_.in_transaction()) {
        writer_.execute("ROLLBACK");
      }
    }
    for (Job& job : batch) {
      job.work = nullptr;
      // A closure's own verdict stands only when the batch around it was committed.
      job.done(failure ? failure : job.failure);
    }
  }
}

// The whole batch without savepoints: SQLite then need not copy every page a closure is about to
// change (a quarter of the writer's time). A closure that throws having changed nothing is refused on
// the spot. False, and all undone, when one throws later than that: then each is run again.
bool SqliteDatabase::write_together(std::deque<Job>& batch) {
  writer_.execute("BEGIN IMMEDIATE");
  for (Job& job : batch) {
    const std::int64_t before = writer_.changing_statements();
    try {
      job.work(writer_);
    } catch (...) {
      if (!writer_.in_transaction()) {
        throw;
      }
      if (writer_.changing_statements() != before) {
        writer_.execute("ROLLBACK");
        return false;
      }
      job.failure = std::current_exception();
    }
  }
  commit(batch.size());
  return true;
}

void SqliteDatabase::write_apart(std::deque<Job>& batch) {
  writer_.execute("BEGIN IMMEDIATE");
  for (Job& job : batch) {
    job.failure = nullptr;
    write_in_savepoint(job);
  }
  commit(batch.size());
}

void SqliteDatabase::write_in_savepoint(Job& job) {
  writer_.execute("SAVEPOINT job");
  try {
    job.work(writer_);
  } catch (...) {
    job.failure = std::current_exception();
    // A full disk makes SQLite roll the whole transaction back: then the batch is lost, not just
    // this closure.
    if (!writer_.in_transaction()) {
      throw;
    }
    writer_.execute("ROLLBACK TO job");
  }
  writer_.execute("RELEASE job");
}

void SqliteDatabase::commit(std::size_t jobs) {
  writer_.execute("COMMIT");
  write_count_ += jobs;
  ++commit_count_;
}

void SqliteDatabase::copy_to(const std::filesystem::path& file) {
  SqliteConnection source(options_.file.string(), false, options_.busy_timeout_ms);
  sqlite3* target = nullptr;
  int status = sqlite3_open(file.string().c_str(), &target);
  if (status == SQLITE_OK) {
    sqlite3_backup* copy = sqlite3_backup_init(target, "main", source.handle(), "main");
    status = copy == nullptr ? sqlite3_errcode(target) : SQLITE_OK;
    if (copy != nullptr) {
      sqlite3_backup_step(copy, -1);
      status = sqlite3_backup_finish(copy);
    }
  }
  const std::string reason = status == SQLITE_OK ? "" : sqlite3_errmsg(target);
  sqlite3_close(target);
  if (status != SQLITE_OK) {
    throw StorageError(StorageError::Kind::failed, "copying the database failed: " + reason);
  }
}

} // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
  return std::make_unique<SqliteDatabase>(options);
}

} // namespace qudao::storage
