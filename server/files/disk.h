// Files that report every error and reach the disk; for the rooms that keep bytes.
#pragma once

#include <cstdint>
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
  void rewind();                      // reads go on at the start
  std::uint64_t size() const;

  // Keeps every other Descriptor of this file, in any process, from locking it until this one is
  // gone. False: another one has it, or the file was removed since it was opened.
  bool lock();

 private:
  int handle_;
};

// Makes a rename or a new name survive a power cut.
void sync_folder(const std::filesystem::path& folder);

} // namespace qudao::files
