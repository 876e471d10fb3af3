#include "server/uploads/uploads.h"

#include "server/failure/failure.h"
#include "server/uploads/partial.h"
#include "server/uploads/table.h"

namespace qudao::uploads {

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kThreads = 2;
constexpr Millis kSilent = 3 * kSecond; // of a connection that another one may take the place of

std::string name_of(const audit::Actor& actor, std::string_view id) {
  return actor.tenant_id + '.' + std::string(id);
}

} // namespace

// While it lives, a body is known to be arriving.
class Uploads::Hearing {
 public:
  Hearing(Uploads& uploads, std::string name, std::weak_ptr<http::BodyStream> body)
      : uploads_(uploads), name_(std::move(name)) {
    const std::lock_guard lock(uploads_.mutex_);
    uploads_.arriving_[name_] = {std::move(body), uploads_.clock_.now()};
  }
  ~Hearing() {
    const std::lock_guard lock(uploads_.mutex_);
    uploads_.arriving_.erase(name_);
  }
  Hearing(const Hearing&) = delete;
  Hearing& operator=(const Hearing&) = delete;

  void heard() {
    const std::lock_guard lock(uploads_.mutex_);
    uploads_.arriving_[name_].heard = uploads_.clock_.now();
  }

 private:
  Uploads& uploads_;
  std::string name_;
};

Uploads::Uploads(files::Store& files, storage::Database& database, const Clock& clock,
                 Limits limits)
    : files_(files), database_(database), clock_(clock), limits_(limits),
      folder_(files.folder() / "unfinished"), disk_(kThreads) {
  fs::create_directories(folder_);
}

asio::awaitable<Upload> Uploads::load(audit::Actor actor, std::string id) {
  auto look = [actor, id, now = clock_.now()](storage::Connection& connection) {
    return own_upload(connection, actor, id, now);
  };
  co_return co_await database_.read(look);
}

// The upload's bytes, for this caller alone; the upload as it is now that nobody else appends.
asio::awaitable<Uploads::Held> Uploads::hold(audit::Actor actor, std::string id) {
  const std::string name = name_of(actor, id);
  Held held;
  std::function<void()> take = [&held, path = folder_ / name] {
    held.partial = Partial::hold(path);
  };
  co_await disk_.run(std::move(take));
  if (!held.partial) {
    cut_if_silent(name);
    Failure busy("upload.busy");
    busy.retry_after_seconds = 1;
    throw busy;
  }
  std::optional<Failure> refused; // no co_await inside a catch
  try {
    held.upload = co_await load(actor, id);
  } catch (const Failure& failure) {
    refused = failure;
  }
  if (held.upload.finished || (refused && refused->code == "not_found")) {
    std::function<void()> drop = [partial = held.partial.get()] { partial->remove(); };
    co_await disk_.run(std::move(drop));
  }
  if (refused) {
    throw *refused;
  }
  co_return held;
}

void Uploads::cut_if_silent(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = arriving_.find(name);
  if (found == arriving_.end() || clock_.now() - found->second.heard < kSilent) {
    return;
  }
  if (const auto body = found->second.body.lock()) {
    body->cut();
  }
}

asio::awaitable<Upload> Uploads::create(audit::Actor actor, Announcement about) {
  if (about.size == 0) {
    throw Failure("file.empty");
  }
  if (about.size > files_.largest()) {
    throw Failure("file.too_large");
  }
  if (!files::is_accepted(about.content_type)) {
    throw Failure("file.type_unknown");
  }
  const Millis now = clock_.now();
  if (about.id.empty()) {
    about.id = crypto::uuid_v7(now);
  }
  bool content_there = false;
  std::function<void()> look = [&content_there, path = files_.path_of(about.sha256)] {
    content_there = fs::exists(path);
  };
  co_await disk_.run(std::move(look));
  auto work = [actor, about, content_there, limits = limits_,
               now](storage::Connection& connection) {
    return begin(connection, actor, about, content_there, limits, now);
  };
  const Begun begun = co_await database_.write(work);
  if (begun.upload.finished) {
    co_return begun.upload;
  }
  if (begun.fresh) {
    // What a crash may have left of another upload with this id.
    std::function<void()> drop = [path = folder_ / name_of(actor, about.id)] {
      if (!fs::exists(path)) {
        return;
      }
      if (const auto partial = Partial::hold(path)) {
        partial->remove();
      }
    };
    co_await disk_.run(std::move(drop));
    co_return begun.upload;
  }
  co_return co_await find(actor, about.id);
}

asio::awaitable<Upload> Uploads::find(audit::Actor actor, std::string id) {
  Upload upload = co_await load(actor, id);
  if (upload.finished) {
    co_return upload;
  }
  std::function<void()> measure = [&upload, path = folder_ / name_of(actor, id)] {
    upload.offset = size_on_disk(path);
  };
  co_await disk_.run(std::move(measure));
  if (upload.offset < upload.about.size) {
    co_return upload;
  }
  Held held = co_await hold(actor, id);
  co_return co_await settle(actor, std::move(held));
}

asio::awaitable<Upload> Uploads::append(audit::Actor actor, std::string id, std::uint64_t offset,
                                        std::shared_ptr<http::BodyStream> body,
                                        std::optional<Checksum> checksum) {
  Held held;
  held.upload = co_await load(actor, id);
  if (!held.upload.finished) {
    held = co_await hold(actor, id);
  }
  const std::uint64_t there = held.upload.finished ? held.upload.about.size : held.partial->size();
  if (offset != there) {
    Failure failure("upload.offset");
    failure.members.set("offset", Value::integer(static_cast<std::int64_t>(there)));
    throw failure;
  }
  const std::uint64_t missing = held.upload.about.size - there;
  if (body->announced_size().value_or(0) > missing) {
    throw Failure("file.too_large");
  }
  if (held.upload.finished) {
    co_return held.upload;
  }
  std::exception_ptr broken; // what has come is kept all the same
  try {
    co_await receive(*held.partial, name_of(actor, id), body, missing, checksum);
  } catch (...) {
    broken = std::current_exception();
  }
  std::function<void()> flush = [partial = held.partial.get()] { partial->sync(); };
  co_await disk_.run(std::move(flush));
  if (broken) {
    std::rethrow_exception(broken);
  }
  co_return co_await settle(actor, std::move(held));
}

asio::awaitable<void> Uploads::receive(Partial& partial, std::string name,
                                       std::shared_ptr<http::BodyStream> body, std::uint64_t most,
                                       std::optional<Checksum> checksum) {
  Hearing hearing(*this, std::move(name), body);
  if (checksum) {
    std::function<void()> expect = [&partial, checksum] { partial.expect(*checksum); };
    co_await disk_.run(std::move(expect));
  }
  std::uint64_t taken = 0;
  for (;;) {
    std::string arrived = co_await body->next();
    auto piece = std::make_shared<std::string>(std::move(arrived));
    if (piece->empty()) {
      break;
    }
    hearing.heard();
    taken += piece->size();
    if (taken > most) {
      throw Failure("file.too_large");
    }
    std::function<void()> take = [&partial, piece] { partial.take(*piece); };
    co_await disk_.run(std::move(take));
  }
  std::function<void()> confirm = [&partial] { partial.confirm(); };
  co_await disk_.run(std::move(confirm));
}

// Makes it an attachment when its bytes are all there and are what was announced.
asio::awaitable<Upload> Uploads::settle(audit::Actor actor, Held held) {
  Upload& upload = held.upload;
  if (upload.finished) {
    co_return upload;
  }
  upload.offset = held.partial->size();
  if (upload.offset < upload.about.size) {
    co_return upload;
  }
  files::Content content;
  std::function<void()> inspect = [&content, partial = held.partial.get()] {
    content = files::inspect(partial->path());
  };
  co_await disk_.run(std::move(inspect));
  const bool right_hash = content.sha256 == upload.about.sha256;
  const bool right = right_hash && content.type == upload.about.content_type;
  if (!right) {
    auto forget = [actor, id = upload.about.id](storage::Connection& connection) {
      erase(connection, actor.tenant_id, id);
    };
    co_await database_.write(forget);
  } else {
    std::function<void()> keep = [this, &content, partial = held.partial.get()] {
      files_.adopt(partial->path(), content.sha256);
    };
    co_await disk_.run(std::move(keep));
    auto record = [actor, upload, now = clock_.now()](storage::Connection& connection) {
      finish(connection, actor, upload, now);
    };
    co_await database_.write(record);
    upload.finished = true;
  }
  std::function<void()> drop = [partial = held.partial.get()] { partial->remove(); };
  co_await disk_.run(std::move(drop));
  if (!right) {
    throw Failure(right_hash ? "file.type_mismatch" : "upload.hash_mismatch");
  }
  co_return upload;
}

asio::awaitable<void> Uploads::remove(audit::Actor actor, std::string id) {
  Held held;
  held.upload = co_await load(actor, id);
  if (!held.upload.finished) {
    held = co_await hold(actor, id);
  }
  auto forget = [actor, id](storage::Connection& connection) {
    erase(connection, actor.tenant_id, id);
  };
  co_await database_.write(forget);
  if (held.partial) {
    std::function<void()> drop = [partial = held.partial.get()] { partial->remove(); };
    co_await disk_.run(std::move(drop));
  }
}

} // namespace qudao::uploads
