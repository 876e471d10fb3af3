// For tests: a folder of their own, gone afterwards.
#pragma once

#include <filesystem>

#include "server/crypto/digest.h"

namespace qudao::test {

struct Folder {
  Folder()
      : path(std::filesystem::temp_directory_path() /
             ("qudao-" + crypto::hex(crypto::random_bytes(8)))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path path;
};

} // namespace qudao::test
