#include "server/uploads/partial.h"

#include <fcntl.h>
#include <system_error>

#include "server/failure/failure.h"

namespace qudao::uploads {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPiece = std::size_t{256} * 1024;

} // namespace

std::uint64_t size_on_disk(const fs::path& path) {
  if (!fs::exists(path)) {
    return 0;
  }
  try {
    files::Descriptor file(path, O_RDONLY);
    const std::uint64_t size = file.size(); // before the flush, so that all of it is flushed
    file.sync();
    return size;
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::no_such_file_or_directory) {
      return 0; // gone in between
    }
    throw;
  }
}

Partial::Waiting::Waiting(const fs::path& path, const Checksum& checksum)
    : file(path, O_RDWR | O_CREAT | O_EXCL), digester(checksum.algorithm), digest(checksum.digest) {
  fs::remove(path);
}

Partial::Partial(const fs::path& path)
    : path_(path), file_(path, O_RDWR | O_CREAT | O_APPEND), is_new_(file_.size() == 0) {}

std::unique_ptr<Partial> Partial::hold(const fs::path& path) {
  std::unique_ptr<Partial> partial(new Partial(path));
  if (!partial->file_.lock()) {
    return nullptr;
  }
  return partial;
}

void Partial::expect(const Checksum& checksum) {
  fs::path beside = path_;
  beside += '.' + crypto::hex(crypto::random_bytes(8));
  waiting_ = std::make_unique<Waiting>(beside, checksum);
}

void Partial::append(std::string_view piece) {
  try {
    (waiting_ ? waiting_->file : file_).write(piece);
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::no_space_on_device) {
      throw Failure("server.unavailable");
    }
    throw;
  }
}

void Partial::take(std::string_view piece) {
  append(piece);
  if (waiting_) {
    waiting_->digester.update(piece);
  }
}

void Partial::confirm() {
  if (!waiting_) {
    return;
  }
  const std::unique_ptr<Waiting> waiting = std::move(waiting_);
  if (waiting->digester.finish() != waiting->digest) {
    throw Failure("upload.checksum_mismatch");
  }
  waiting->file.rewind();
  for (;;) {
    const std::string piece = waiting->file.read(kPiece);
    if (piece.empty()) {
      return;
    }
    append(piece); // one that breaks off here leaves bytes that were checked
  }
}

void Partial::sync() {
  file_.sync();
  if (is_new_) {
    files::sync_folder(path_.parent_path());
    is_new_ = false;
  }
}

void Partial::remove() {
  fs::remove(path_);
}

} // namespace qudao::uploads
