#include "core/text/utf8.h"
#include "server/files/files.h"

namespace qudao::files {

namespace {

constexpr std::size_t kLongestName = 200;

} // namespace

std::string plain_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) {
    name.remove_prefix(slash + 1);
  }
  std::string plain;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t point = text::next_code_point(name, at);
    const bool printable = point != text::kInvalid && point >= 0x20 && point != 0x7F;
    const std::size_t before = plain.size();
    text::append_code_point(plain, printable ? point : U' ');
    if (plain.size() > kLongestName) {
      plain.resize(before);
      break;
    }
  }
  return plain.empty() ? "file" : plain;
}

} // namespace qudao::files
