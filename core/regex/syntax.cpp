#include "core/regex/syntax.h"

#include <optional>

#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace qudao::regex {

namespace {

constexpr int kMostRepeats = 1'000;

struct Flags {
  bool ignore_case = false;
  bool dot_takes_newline = false;
  bool multi_line = false;
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_word(char c) {
  return is_digit(c) || is_letter(c) || c == '_';
}

class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}

  Result<Tree, Error> run() {
    if (std::size_t at = text::find_invalid(pattern_); at != std::string_view::npos)
      return Unexpected{Error{"regex.syntax", at}};
    tree_.root = choice();
    if (!error_ && !done()) refuse("regex.syntax"); // a closing bracket nobody opened
    if (error_) return Unexpected{*error_};
    return std::move(tree_);
  }

 private:
  bool done() const { return at_ >= pattern_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }
  bool accept(std::string_view expected) {
    if (pattern_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }
  std::uint32_t refuse(const char* code) {
    if (!error_) error_ = Error{code, at_};
    return 0;
  }

  std::uint32_t push(Node node) {
    if (tree_.nodes.size() > 4 * kMostInstructions) return refuse("regex.too_large");
    tree_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
  }
  std::uint32_t push(NodeKind kind, std::vector<std::uint32_t> children = {}) {
    Node node;
    node.kind = kind;
    node.children = std::move(children);
    return push(std::move(node));
  }
  std::uint32_t push(CharSet set) {
    set.normalize();
    Node node;
    node.kind = NodeKind::chars;
    node.set = static_cast<std::uint32_t>(tree_.sets.size());
    tree_.sets.push_back(std::move(set));
    return push(std::move(node));
  }
  std::uint32_t push_char(char32_t c) {
    CharSet set;
    set.add(c, c);
    if (flags_.ignore_case) set.fold_case();
    return push(std::move(set));
  }

  std::uint32_t choice() {
    std::vector<std::uint32_t> branches{sequence()};
    while (!error_ && accept("|"))
      branches.push_back(sequence());
    return branches.size() == 1 ? branches[0] : push(NodeKind::choice, std::move(branches));
  }

  std::uint32_t sequence() {
    std::vector<std::uint32_t> parts;
    while (!error_ && !done() && peek() != '|' && peek() != ')') {
      std::optional<std::uint32_t> part = accept("\\Q") ? literal_text(parts) : atom();
      if (part) parts.push_back(repeats(*part));
    }
    if (parts.size() == 1) return parts[0];
    NodeKind kind = parts.empty() ? NodeKind::empty : NodeKind::sequence;
    return push(kind, std::move(parts));
  }

  // Up to \E; all but the last character are put down, the last may be repeated.
  std::optional<std::uint32_t> literal_text(std::vector<std::uint32_t>& parts) {
    std::optional<std::uint32_t> last;
    while (!error_ && !done() && !accept("\\E")) {
      if (last) parts.push_back(*last);
      last = push_char(text::next_code_point(pattern_, at_));
    }
    return last;
  }

  // * + ? {n,m} behind an atom, each with an optional ? that changes nothing here; `a**` is an error as in RE2.
  std::uint32_t repeats(std::uint32_t operand) {
    bool repeated = false;
    for (;;) {
      int least = 0;
      int most = kUnbounded;
      std::size_t before = at_;
      if (accept("+")) {
        least = 1;
      } else if (accept("?")) {
        most = 1;
      } else if (!accept("*") && !counts(least, most)) {
        return operand;
      }
      accept("?");
      if (repeated) {
        at_ = before;
        return refuse("regex.repeat");
      }
      repeated = true;
      Node node;
      node.kind = NodeKind::repeat;
      node.least = least;
      node.most = most;
      node.children = {operand};
      operand = push(std::move(node));
    }
  }

  // {n}, {n,}, {n,m}; anything else is not a repetition but plain text.
  bool counts(int& least, int& most) {
    std::size_t before = at_;
    if (!accept("{")) return false;
    bool valid = count(least);
    most = least;
    if (valid && accept(",")) {
      most = kUnbounded;
      if (peek() != '}') valid = count(most);
    }
    if (!valid || !accept("}")) {
      at_ = before;
      return false;
    }
    if (least > kMostRepeats || most > kMostRepeats || (most != kUnbounded && most < least)) {
      at_ = before;
      refuse("regex.repeat");
    }
    return true;
  }

  bool count(int& n) {
    if (!is_digit(peek())) return false;
    for (n = 0; is_digit(peek()); ++at_)
      n = n > kMostRepeats ? n : n * 10 + (peek() - '0');
    return true;
  }

  // Nothing for what only sets flags.
  std::optional<std::uint32_t> atom() {
    switch (peek()) {
    case '(':
      return group();
    case '[':
      return bracket();
    case '\\':
      return escape();
    case '.': {
      ++at_;
      CharSet set;
      set.add('\n', '\n');
      if (flags_.dot_takes_newline) set = CharSet();
      set.negate();
      return push(std::move(set));
    }
    case '^':
      ++at_;
      return push(flags_.multi_line ? NodeKind::begin_line : NodeKind::begin_text);
    case '$':
      ++at_;
      return push(flags_.multi_line ? NodeKind::end_line : NodeKind::end_text);
    case '*':
    case '+':
    case '?':
      return refuse("regex.repeat");
    default:
      if (int least = 0, most = 0; counts(least, most)) return refuse("regex.repeat");
      return push_char(text::next_code_point(pattern_, at_));
    }
  }

  std::optional<std::uint32_t> group() {
    Flags outer = flags_;
    ++at_;
    if (++depth_ > kDeepest) return refuse("regex.too_deep");
    bool only_flags = false;
    if (accept("?") && !(accept("P<") || accept("<") ? group_name() : group_flags(only_flags)))
      return refuse("regex.syntax");
    if (only_flags) { // until the end of the group around it
      --depth_;
      return std::nullopt;
    }
    std::uint32_t inner = choice();
    if (!error_ && !accept(")")) return refuse("regex.syntax");
    flags_ = outer;
    --depth_;
    return inner;
  }

  bool group_name() {
    std::size_t start = at_;
    while (is_word(peek()))
      ++at_;
    return at_ > start && accept(">");
  }

  // The flags of (?ims-U:…) and (?i).
  bool group_flags(bool& only_flags) {
    bool on = true;
    for (;;) {
      char c = peek();
      if (done()) return false;
      ++at_;
      switch (c) {
      case 'i':
        flags_.ignore_case = on;
        break;
      case 's':
        flags_.dot_takes_newline = on;
        break;
      case 'm':
        flags_.multi_line = on;
        break;
      case 'U':
        break; // which match is found does not matter here
      case '-':
        if (!on) return false;
        on = false;
        break;
      case ')':
        only_flags = true;
        return true;
      case ':':
        return true;
      default:
        return false;
      }
    }
  }

  std::uint32_t escape() {
    switch (peek(1)) {
    case 'A':
      at_ += 2;
      return push(NodeKind::begin_text);
    case 'z':
      at_ += 2;
      return push(NodeKind::end_text);
    case 'b':
      at_ += 2;
      return push(NodeKind::word_edge);
    case 'B':
      at_ += 2;
      return push(NodeKind::no_word_edge);
    default:
      break;
    }
    CharSet set;
    if (class_escape(set)) {
      if (flags_.ignore_case) set.fold_case();
      return push(std::move(set));
    }
    char32_t c = 0;
    if (error_ || !char_escape(c)) return refuse("regex.syntax");
    return push_char(c);
  }

  // \d, \pL, \p{Han}, …
  bool class_escape(CharSet& set) {
    char letter = peek(1);
    if (add_perl_class(set, letter)) {
      at_ += 2;
      return true;
    }
    if (letter != 'p' && letter != 'P') return false;
    std::size_t start = at_;
    at_ += 2;
    std::string_view name = pattern_.substr(at_, 1);
    std::size_t length = 1;
    bool negated = letter == 'P';
    if (name == "{") {
      std::size_t end = pattern_.find('}', at_);
      name = pattern_.substr(at_ + 1, end == std::string_view::npos ? 0 : end - at_ - 1);
      length = name.size() + 2;
    }
    if (name.substr(0, 1) == "^") {
      negated = !negated;
      name.remove_prefix(1);
    }
    if (!add_unicode_class(set, name, negated)) {
      at_ = start;
      refuse("regex.class");
      return false;
    }
    at_ += length;
    return true;
  }

  bool char_escape(char32_t& c) {
    constexpr std::string_view kNames = "aftnrv";
    constexpr std::string_view kMeant = "\a\f\t\n\r\v";
    ++at_;
    if (done()) return false;
    char letter = pattern_[at_];
    if (std::size_t i = kNames.find(letter); i != std::string_view::npos) {
      ++at_;
      c = static_cast<char32_t>(kMeant[i]);
      return true;
    }
    if (letter == 'x') return hex_escape(c);
    if (letter >= '0' && letter <= '7') return octal_escape(c);
    if (is_word(letter) || static_cast<unsigned char>(letter) >= 0x80) return false;
    ++at_;
    c = static_cast<char32_t>(letter);
    return true;
  }

  // \0, \123; a single \1 would be a back reference.
  bool octal_escape(char32_t& c) {
    std::size_t digits = 0;
    for (; digits < 3 && peek() >= '0' && peek() <= '7'; ++digits)
      c = c * 8 + static_cast<char32_t>(pattern_[at_++] - '0');
    return digits > 1 || c == 0;
  }

  // \x7F, \x{10FFFF}
  bool hex_escape(char32_t& c) {
    ++at_;
    bool braces = accept("{");
    std::size_t digits = 0;
    for (; digits < (braces ? 6 : 2) && hex_digit(peek()) >= 0; ++digits)
      c = c * 16 + static_cast<char32_t>(hex_digit(pattern_[at_++]));
    bool whole = braces ? digits > 0 && accept("}") : digits == 2;
    return whole && c <= kLastCodePoint;
  }

  std::uint32_t bracket() {
    std::size_t start = at_++;
    bool negated = accept("^");
    CharSet set;
    bool first = true;
    while (first || peek() != ']') {
      first = false;
      if (done() || !bracket_item(set)) {
        if (done()) at_ = start;
        return refuse("regex.syntax");
      }
    }
    ++at_;
    if (flags_.ignore_case) set.fold_case();
    set.normalize();
    if (negated) set.negate();
    return push(std::move(set));
  }

  bool bracket_item(CharSet& set) {
    if (accept("[:")) {
      std::size_t end = pattern_.find(":]", at_);
      bool negated = accept("^");
      if (end == std::string_view::npos || end < at_ ||
          !add_posix_class(set, pattern_.substr(at_, end - at_), negated)) {
        refuse("regex.class");
        return false;
      }
      at_ = end + 2;
      return true;
    }
    if (peek() == '\\' && class_escape(set)) return true;
    char32_t low = 0;
    if (error_ || !bracket_char(low)) return false;
    char32_t high = low;
    if (peek() == '-' && peek(1) != ']' && at_ + 1 < pattern_.size()) {
      ++at_;
      if (!bracket_char(high) || high < low) return false;
    }
    set.add(low, high);
    return true;
  }

  bool bracket_char(char32_t& c) {
    if (done()) return false;
    if (peek() == '\\') return char_escape(c);
    c = text::next_code_point(pattern_, at_);
    return true;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  Flags flags_;
  Tree tree_;
  std::optional<Error> error_;
};

} // namespace

Result<Tree, Error> parse(std::string_view pattern) {
  return Parser(pattern).run();
}

} // namespace qudao::regex
