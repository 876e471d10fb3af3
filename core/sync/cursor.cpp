#include "core/sync/cursor.h"

#include <charconv>

namespace qudao::sync {

namespace {

constexpr std::string_view kForm = "1.";

bool parse(std::string_view text, Cursor& cursor) {
  if (text.substr(0, kForm.size()) != kForm) return false;
  text.remove_prefix(kForm.size());
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos) return false;
  cursor.epoch = text.substr(0, dot);
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + dot + 1, end, cursor.position);
  return read.ec == std::errc() && read.ptr == end && cursor.position >= 0;
}

} // namespace

std::string to_text(const Cursor& cursor) {
  return std::string(kForm) + cursor.epoch + '.' + std::to_string(cursor.position);
}

Start start_of(std::string_view text, std::string_view epoch, std::int64_t purged,
               std::int64_t head) {
  Start start;
  const bool read = parse(text, start.cursor);
  if (!read || start.cursor.epoch != epoch || start.cursor.position < purged ||
      start.cursor.position > head) {
    start.again = true;
    start.cursor = {std::string(epoch), 0};
  }
  return start;
}

} // namespace qudao::sync
