// Internal of the room: backups are plain tar files (POSIX ustar), so that any system can look into them.
//
// Sizes of 8 GiB and more are written in base 256, as GNU tar does. Errors: std::runtime_error, std::system_error.
#pragma once

#include <filesystem>
#include <string>

#include "server/files/disk.h"

namespace qudao::app {

class ArchiveWriter {
 public:
  explicit ArchiveWriter(const std::filesystem::path& file);
  void add(const std::string& name,
           const std::filesystem::path& content); // a name of at most 100 bytes
  void finish();                                  // on disk afterwards

 private:
  files::Descriptor descriptor_;
};

// Answers how many files. Refuses names that leave the folder.
int extract_archive(const std::filesystem::path& file, const std::filesystem::path& folder);

} // namespace qudao::app
