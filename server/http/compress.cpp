#include "server/http/compress.h"

#include <stdexcept>
#include <zlib.h>

namespace qudao::http {

std::string gzip(std::string_view content, int level) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16; // 32 KiB, with a gzip header
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot be initialised");
  }
  std::string packed(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int status = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) {
    throw std::runtime_error("zlib failed");
  }
  return packed;
}

} // namespace qudao::http
