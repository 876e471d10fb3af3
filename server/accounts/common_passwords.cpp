#include "server/accounts/common_passwords.h"

#include <algorithm>

#include "server/embedded/embedded.h"

namespace qudao::accounts {

namespace {

bool repeats(std::string_view text, std::size_t period) {
  for (std::size_t i = period; i < text.size(); ++i) {
    if (text[i] != text[i - period]) {
      return false;
    }
  }
  return true;
}

// Compares a password with the line that begins at or before the middle of what is left of the sorted list.
bool listed(std::string_view sorted_lines, std::string_view wanted) {
  while (!sorted_lines.empty()) {
    const std::size_t middle = sorted_lines.size() / 2;
    const std::size_t before = sorted_lines.rfind('\n', middle == 0 ? 0 : middle - 1);
    const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(sorted_lines.find('\n', start), sorted_lines.size());
    const std::string_view line = sorted_lines.substr(start, end - start);
    if (line == wanted) {
      return true;
    }
    sorted_lines = wanted < line ? sorted_lines.substr(0, start == 0 ? 0 : start - 1)
                                 : sorted_lines.substr(std::min(end + 1, sorted_lines.size()));
  }
  return false;
}

} // namespace

bool is_common_password(std::string_view folded) {
  constexpr std::size_t kLongestPiece = 4;
  for (std::size_t period = 1; period <= kLongestPiece && period * 2 <= folded.size(); ++period) {
    if (repeats(folded, period)) {
      return true;
    }
  }
  return listed(embedded::common_passwords().front().content, folded);
}

} // namespace qudao::accounts
