#include "server/files/disk.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace qudao::files {

namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

} // namespace

Descriptor::Descriptor(const std::filesystem::path& path, int flags)
    : handle_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
  if (handle_ < 0) {
    fail("open");
  }
}

Descriptor::~Descriptor() {
  ::close(handle_);
}

void Descriptor::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(handle_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      fail("write");
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::string Descriptor::read(std::size_t most) {
  std::string bytes(most, '\0');
  ssize_t count = -1;
  do {
    count = ::read(handle_, bytes.data(), bytes.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) {
    fail("read");
  }
  bytes.resize(static_cast<std::size_t>(count));
  return bytes;
}

void Descriptor::sync() {
  if (::fsync(handle_) != 0) {
    fail("fsync");
  }
}

void Descriptor::rewind() {
  if (::lseek(handle_, 0, SEEK_SET) < 0) {
    fail("lseek");
  }
}

std::uint64_t Descriptor::size() const {
  struct stat facts {};
  if (::fstat(handle_, &facts) != 0) {
    fail("fstat");
  }
  return static_cast<std::uint64_t>(facts.st_size);
}

bool Descriptor::lock() {
  if (::flock(handle_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return false;
    }
    fail("flock");
  }
  struct stat facts {};
  if (::fstat(handle_, &facts) != 0) {
    fail("fstat");
  }
  return facts.st_nlink > 0;
}

void sync_folder(const std::filesystem::path& folder) {
  Descriptor(folder, O_RDONLY | O_DIRECTORY).sync();
}

} // namespace qudao::files
