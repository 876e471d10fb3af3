// Sets of code points as sorted, separate ranges.
#pragma once

#include <string_view>
#include <vector>

namespace qudao::regex {

struct Range {
  char32_t low;
  char32_t high; // included
};

class CharSet {
 public:
  void add(char32_t low, char32_t high) { ranges_.push_back({low, high}); }
  void add(const CharSet& other);
  void fold_case(); // adds the other case of every letter
  void normalize(); // sorts and merges; the operations below need it
  void negate();

  const std::vector<Range>& ranges() const { return ranges_; }

 private:
  std::vector<Range> ranges_;
};

constexpr char32_t kLastCodePoint = 0x10FFFF;

// d, w, s, and their negations D, W, S.
bool add_perl_class(CharSet& set, char letter);
// The name between [: and :], "alpha" say.
bool add_posix_class(CharSet& set, std::string_view name, bool negated);
// The name in \p{name}.
bool add_unicode_class(CharSet& set, std::string_view name, bool negated);

} // namespace qudao::regex
