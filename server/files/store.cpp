#include <algorithm>
#include <array>
#include <fcntl.h>

#include "server/crypto/digest.h"
#include "server/failure/failure.h"
#include "server/files/disk.h"
#include "server/files/files.h"

namespace qudao::files {

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kThreads = 2;
constexpr std::size_t kPiece = std::size_t{64} * 1024;
constexpr std::size_t kStart = 16;
constexpr std::size_t kEnd = std::size_t{64} * 1024; // holds the directory of an Office package

constexpr std::array<std::string_view, 7> kAccepted{
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

// What has to be known of a content, taken in piece by piece.
struct Reading {
  void take(std::string_view piece) {
    hash.update(piece);
    size += piece.size();
    if (start.size() < kStart) {
      start += piece.substr(0, kStart - start.size());
    }
    end += piece;
    if (end.size() > 2 * kEnd) {
      end.erase(0, end.size() - kEnd);
    }
  }
  Content finish() { return {hash.finish_hex(), size, sniff(start, end)}; }

  crypto::Digester hash;
  std::uint64_t size = 0;
  std::string start;
  std::string end;
};

// An upload under way; what was not kept is removed.
struct Incoming {
  explicit Incoming(fs::path file)
      : path(std::move(file)), descriptor(path, O_WRONLY | O_CREAT | O_EXCL) {}
  ~Incoming() {
    std::error_code ignored;
    fs::remove(path, ignored);
  }
  Incoming(const Incoming&) = delete;
  Incoming& operator=(const Incoming&) = delete;

  void take(const std::string& piece) {
    descriptor.write(piece);
    reading.take(piece);
  }

  fs::path path;
  Descriptor descriptor;
  Reading reading;
};

class FileSource final : public http::BodySource {
 public:
  FileSource(WorkerPool& threads, std::unique_ptr<Descriptor> descriptor, std::uint64_t size)
      : threads_(threads), descriptor_(std::move(descriptor)), size_(size) {}

  std::uint64_t size() const override { return size_; }

  asio::awaitable<std::string> next() override {
    std::string piece;
    std::function<void()> work = [this, &piece] { piece = descriptor_->read(kPiece); };
    co_await threads_.run(std::move(work));
    sent_ += piece.size();
    // Fewer bytes than promised: breaking off is the only way left to say so.
    if (piece.empty() && sent_ != size_) {
      throw std::runtime_error("attachment is incomplete");
    }
    co_return piece;
  }

 private:
  WorkerPool& threads_;
  std::unique_ptr<Descriptor> descriptor_;
  std::uint64_t size_;
  std::uint64_t sent_ = 0;
};

} // namespace

bool is_accepted(std::string_view content_type) {
  return std::find(kAccepted.begin(), kAccepted.end(), content_type) != kAccepted.end();
}

Content inspect(const fs::path& file) {
  Descriptor descriptor(file, O_RDONLY);
  Reading reading;
  for (;;) {
    const std::string piece = descriptor.read(kPiece);
    if (piece.empty()) {
      return reading.finish();
    }
    reading.take(piece);
  }
}

Store::Store(fs::path folder, std::uint64_t largest)
    : folder_(std::move(folder)), largest_(largest), disk_(kThreads) {
  fs::create_directories(folder_ / "incoming");
  // What a crash left behind; younger ones may belong to another process on this folder.
  const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
  for (const auto& entry : fs::directory_iterator(folder_ / "incoming")) {
    if (entry.last_write_time() < yesterday) {
      fs::remove(entry.path());
    }
  }
}

fs::path Store::path_of(std::string_view sha256) const {
  return folder_ / sha256.substr(0, 2) / sha256.substr(2);
}

void Store::adopt(const fs::path& file, std::string_view sha256) const {
  const fs::path target = path_of(sha256);
  fs::create_directories(target.parent_path());
  Descriptor(file, O_RDONLY).sync();
  std::error_code error;
  fs::create_hard_link(file, target, error);
  if (error && error != std::errc::file_exists) {
    throw std::system_error(error, "link");
  }
  sync_folder(target.parent_path());
  sync_folder(target.parent_path().parent_path());
}

asio::awaitable<Attachment> Store::receive(std::shared_ptr<http::BodyStream> body, Upload upload) {
  if (!is_accepted(upload.content_type)) {
    throw Failure("file.type_unknown");
  }
  if (body->announced_size().value_or(1) == 0) {
    throw Failure("file.empty");
  }
  auto incoming = std::make_shared<Incoming>(folder_ / "incoming" / crypto::random_token());
  for (;;) {
    std::string arrived = co_await body->next();
    auto piece = std::make_shared<std::string>(std::move(arrived));
    if (piece->empty()) {
      break;
    }
    if (incoming->reading.size + piece->size() > largest_) {
      throw Failure("file.too_large");
    }
    std::function<void()> write = [incoming, piece] { incoming->take(*piece); };
    co_await disk_.run(std::move(write));
  }
  const Content content = incoming->reading.finish();
  if (content.size == 0) {
    throw Failure("file.empty");
  }
  if (content.type != upload.content_type) {
    throw Failure("file.type_mismatch");
  }
  Attachment attachment;
  attachment.sha256 = content.sha256;
  attachment.size = content.size;
  attachment.content_type = upload.content_type;
  attachment.file_name = upload.file_name;
  attachment.type = upload.type;
  const fs::path target = path_of(attachment.sha256);
  std::function<void()> keep = [incoming, target] {
    incoming->descriptor.sync();
    fs::create_directories(target.parent_path());
    fs::rename(incoming->path, target); // equal content replaces itself
    sync_folder(target.parent_path());
    sync_folder(target.parent_path().parent_path());
  };
  co_await disk_.run(std::move(keep));
  co_return attachment;
}

asio::awaitable<std::shared_ptr<http::BodySource>> Store::open(const Attachment& attachment) {
  const fs::path path = path_of(attachment.sha256);
  std::unique_ptr<Descriptor> descriptor;
  std::function<void()> work = [&descriptor, path] {
    descriptor = std::make_unique<Descriptor>(path, O_RDONLY);
  };
  co_await disk_.run(std::move(work));
  co_return std::make_shared<FileSource>(disk_, std::move(descriptor), attachment.size);
}

} // namespace qudao::files
