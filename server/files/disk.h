// Internal of the room: files that report every error and reach the disk.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace qudao::files {

// A file descriptor that closes itself. Every call throws std::system_error.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags);
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write(std::string_view bytes);
  std::string read(std::size_t most); // empty at the end
  void sync();                        // to the disk itself

 private:
  int handle_;
};

// Makes a rename or a new name survive a power cut.
void sync_folder(const std::filesystem::path& folder);

} // namespace qudao::files
