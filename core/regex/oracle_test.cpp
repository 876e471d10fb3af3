// The same verdicts as RE2, on patterns and texts made by chance. RE2 is there natively only.
#ifdef QUDAO_RE2

#include <algorithm>
#include <random>
#include <re2/re2.h>

#include "core/regex/regex.h"
#include "tests/support/catch.h"

using namespace qudao;

namespace {

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}

  std::size_t below(std::size_t n) { return engine_() % n; }

  template <std::size_t N>
  std::string one_of(const char* const (&choices)[N]) {
    return choices[below(N)];
  }

  std::string pattern(int depth) {
    static constexpr const char* kAtoms[] = {
        "a",         "b",         "ab",       ".",   "渠",        "é",   "[ab]",
        "[^a]",      "[a-c渠]",   "\\d",      "\\w", "\\s",       "\\W", "\\D",
        "\\b",       "\\B",       "^",        "$",   "\\A",       "\\z", "[[:alpha:]]",
        "[^\\d\\s]", "\\x{6e20}", "\\p{Han}", "\\n", "\\Qa.b\\E", "",    "(?s).",
        "(?m)^",     "\\x41",     "[\\w-]",   "\\.", "A"};
    static constexpr const char* kRepeats[] = {"*",  "+",   "?",     "*?",   "+?",
                                               "??", "{2}", "{0,2}", "{1,}", "{3,5}"};
    if (depth == 0) return one_of(kAtoms);
    switch (below(6)) {
    case 0:
      return pattern(depth - 1) + pattern(depth - 1);
    case 1:
      return pattern(depth - 1) + '|' + pattern(depth - 1);
    case 2:
      return '(' + pattern(depth - 1) + ')';
    case 3:
      return "(?:" + pattern(depth - 1) + ')' + one_of(kRepeats);
    case 4:
      return pattern(depth - 1) + one_of(kRepeats);
    default:
      return one_of(kAtoms) + pattern(depth - 1);
    }
  }

  std::string text() {
    static constexpr const char* kParts[] = {"a",  "b",  "c", "A", "1", " ", "\n",
                                             "渠", "道", "é", "_", "-", ".", "a.b"};
    std::string out;
    for (std::size_t length = below(9); length > 0; --length)
      out += one_of(kParts);
    return out;
  }

 private:
  std::mt19937 engine_;
};

// RE2 looks at octets: inside of a character of several no word begins or ends, so \B holds there.
// We look between characters only.
bool octets_matter(std::string_view pattern, std::string_view text) {
  const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return pattern.find("\\B") != std::string_view::npos &&
         std::any_of(text.begin(), text.end(), beyond_ascii);
}

} // namespace

TEST_CASE("regex: patterns and texts made by chance match as RE2 has it") {
  Chance chance(20261122);
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);
  int compared = 0;
  for (int i = 0; i < 4'000; ++i) {
    // Folding for the whole pattern only: RE2 forgets the A of [a-c]|(?i)a.
    std::string pattern = chance.below(8) == 0 ? "(?i)" : "";
    pattern += chance.pattern(1 + static_cast<int>(chance.below(4)));
    CAPTURE(pattern);
    RE2 theirs(pattern, options);
    auto ours = regex::compile(pattern);
    REQUIRE(ours.has_value() == theirs.ok());
    if (!ours) continue;
    for (int j = 0; j < 5; ++j, ++compared) {
      std::string text = chance.text();
      CAPTURE(text);
      if (octets_matter(pattern, text)) continue;
      if (ours->found_in(text) != RE2::PartialMatch(text, theirs)) FAIL("RE2 says otherwise");
    }
  }
  CHECK(compared > 10'000);
}

#endif
