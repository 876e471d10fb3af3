// Internal of the room: the bytes of an upload that have come so far, held by whoever appends to them.
// Every function blocks.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "server/files/disk.h"
#include "server/uploads/uploads.h"

namespace qudao::uploads {

// Bytes on disk, forced there; 0 when there is no file.
std::uint64_t size_on_disk(const std::filesystem::path& path);

class Partial {
 public:
  // Opens or makes the file and locks it; nullptr: somebody else holds it.
  static std::unique_ptr<Partial> hold(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  std::uint64_t size() const { return file_.size(); }

  void expect(const Checksum& checksum); // what is taken from now on waits for `confirm`
  void take(std::string_view piece);
  void confirm(); // Failure upload.checksum_mismatch: nothing of it is kept
  void sync();
  void remove();

 private:
  // Bytes whose checksum is still to be seen, in a file without a name.
  struct Waiting {
    Waiting(const std::filesystem::path& path, const Checksum& checksum);
    files::Descriptor file;
    crypto::Digester digester;
    std::string digest;
  };

  explicit Partial(const std::filesystem::path& path);
  void append(std::string_view piece);

  std::filesystem::path path_;
  files::Descriptor file_;
  bool is_new_;
  std::unique_ptr<Waiting> waiting_;
};

} // namespace qudao::uploads
