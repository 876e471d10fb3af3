#include "server/app/archive.h"

#include <array>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>

namespace qudao::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kPiece = 128 * kBlock;
constexpr std::size_t kNameLength = 100;
constexpr std::size_t kSizeAt = 124;
constexpr std::size_t kSumAt = 148;
constexpr std::size_t kTypeAt = 156;
constexpr std::size_t kMagicAt = 257;

using Header = std::array<char, kBlock>;

void put_octal(Header& header, std::size_t at, std::size_t length, std::uint64_t value) {
  for (std::size_t i = length - 1; i-- > 0;) {
    header[at + i] = static_cast<char>('0' + (value & 7U));
    value >>= 3U;
  }
}

void put_size(Header& header, std::uint64_t size) {
  constexpr std::uint64_t kOctalLimit = std::uint64_t{1} << 33U;
  if (size < kOctalLimit) {
    return put_octal(header, kSizeAt, 12, size);
  }
  header[kSizeAt] = '\x80';
  for (std::size_t i = 11; i > 0; --i) {
    header[kSizeAt + i] = static_cast<char>(size & 0xFFU);
    size >>= 8U;
  }
}

std::uint64_t get_number(const Header& header, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  if (header[at] == '\x80') {
    for (std::size_t i = 1; i < length; ++i) {
      value = value << 8U | static_cast<unsigned char>(header[at + i]);
    }
    return value;
  }
  for (std::size_t i = 0; i < length && header[at + i] >= '0' && header[at + i] <= '7'; ++i) {
    value = value * 8 + static_cast<std::uint64_t>(header[at + i] - '0');
  }
  return value;
}

// Bytes added up, the sum's own place counted as spaces.
std::uint64_t sum_of(const Header& header) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const bool own = i >= kSumAt && i < kSumAt + 8;
    sum += own ? std::uint64_t{' '} : static_cast<unsigned char>(header[i]);
  }
  return sum;
}

Header header_for(const std::string& name, std::uint64_t size) {
  if (name.size() > kNameLength) {
    throw std::runtime_error("name too long for tar: " + name);
  }
  Header header{};
  std::memcpy(header.data(), name.data(), name.size());
  put_octal(header, 100, 8, 0600);
  put_octal(header, 108, 8, 0);
  put_octal(header, 116, 8, 0);
  put_size(header, size);
  put_octal(header, 136, 12, 0);
  header[kTypeAt] = '0';
  std::memcpy(header.data() + kMagicAt, "ustar\00000", 8);
  put_octal(header, kSumAt, 7, sum_of(header));
  header[kSumAt + 7] = ' ';
  return header;
}

std::size_t padding(std::uint64_t size) {
  return static_cast<std::size_t>((kBlock - size % kBlock) % kBlock);
}

// Exactly `count` bytes.
std::string read_all(files::Descriptor& source, std::size_t count) {
  std::string bytes;
  while (bytes.size() < count) {
    const std::string piece = source.read(count - bytes.size());
    if (piece.empty()) {
      throw std::runtime_error("the archive ends too early");
    }
    bytes += piece;
  }
  return bytes;
}

void extract_one(files::Descriptor& source, const fs::path& target, std::uint64_t size) {
  fs::create_directories(target.parent_path());
  files::Descriptor file(target, O_WRONLY | O_CREAT | O_EXCL);
  std::uint64_t left = size;
  while (left > 0) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece));
    file.write(read_all(source, count));
    left -= count;
  }
  read_all(source, padding(size));
  file.sync();
}

bool leaves_folder(const fs::path& name) {
  if (name.is_absolute()) {
    return true;
  }
  for (const fs::path& part : name) {
    if (part == "..") {
      return true;
    }
  }
  return false;
}

} // namespace

ArchiveWriter::ArchiveWriter(const fs::path& file)
    : descriptor_(file, O_WRONLY | O_CREAT | O_TRUNC) {}

void ArchiveWriter::add(const std::string& name, const fs::path& content) {
  const std::uint64_t size = fs::file_size(content);
  const Header header = header_for(name, size);
  descriptor_.write({header.data(), header.size()});
  files::Descriptor source(content, O_RDONLY);
  for (std::uint64_t left = size; left > 0;) {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece));
    const std::string piece = read_all(source, most);
    descriptor_.write(piece);
    left -= piece.size();
  }
  descriptor_.write(std::string(padding(size), '\0'));
}

void ArchiveWriter::finish() {
  descriptor_.write(std::string(2 * kBlock, '\0'));
  descriptor_.sync();
}

int extract_archive(const fs::path& file, const fs::path& folder) {
  files::Descriptor source(file, O_RDONLY);
  for (int count = 0;; ++count) {
    Header header{};
    const std::string bytes = read_all(source, kBlock);
    std::memcpy(header.data(), bytes.data(), kBlock);
    if (header[0] == '\0') {
      return count;
    }
    if (get_number(header, kSumAt, 8) != sum_of(header) || header[kTypeAt] != '0') {
      throw std::runtime_error(file.string() + " is not a backup of Qudao");
    }
    const fs::path name(std::string(header.data(), strnlen(header.data(), kNameLength)));
    if (leaves_folder(name)) {
      throw std::runtime_error("the archive names " + name.string());
    }
    extract_one(source, folder / name, get_number(header, kSizeAt, 12));
  }
}

} // namespace qudao::app
