#include "core/sync/cursor.h"

#include <algorithm>
#include <charconv>

namespace qudao::sync {

namespace {

constexpr std::string_view kForm = "1.";

// The number behind the last dot, which is cut off.
bool cut_number(std::string_view& text, std::int64_t& number) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos) return false;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + dot + 1, end, number);
  text = text.substr(0, dot);
  return read.ec == std::errc() && read.ptr == end && number >= 0;
}

bool parse(std::string_view text, Cursor& cursor) {
  if (text.substr(0, kForm.size()) != kForm) return false;
  text.remove_prefix(kForm.size());
  if (!cut_number(text, cursor.started) || !cut_number(text, cursor.position)) return false;
  cursor.epoch = text;
  return true;
}

} // namespace

std::string to_text(const Cursor& cursor) {
  return std::string(kForm) + cursor.epoch + '.' + std::to_string(cursor.position) + '.' +
         std::to_string(cursor.started);
}

Start start_of(std::string_view text, std::string_view epoch, std::int64_t purged,
               std::int64_t head) {
  Start start;
  const bool read = parse(text, start.cursor);
  const std::int64_t known = std::max(start.cursor.position, start.cursor.started);
  if (!read || start.cursor.epoch != epoch || known < purged || known > head) {
    start.again = true;
    start.cursor = {std::string(epoch), 0, head};
  }
  return start;
}

} // namespace qudao::sync
