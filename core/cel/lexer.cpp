#include "core/cel/lexer.h"

#include <algorithm>

#include "core/text/ascii.h"

namespace qudao::cel {

namespace {

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool starts_word(char c) {
  return is_letter(c) || c == '_';
}
bool in_word(char c) {
  return starts_word(c) || is_digit(c);
}

} // namespace

bool is_reserved(std::string_view word) {
  constexpr std::string_view kReserved[] = {
      "as",        "break",   "const",  "continue", "else", "false", "for",
      "function",  "if",      "import", "in",       "let",  "loop",  "null",
      "namespace", "package", "return", "true",     "var",  "void",  "while"};
  return std::any_of(std::begin(kReserved), std::end(kReserved), [&](std::string_view each) {
    return each[0] == word[0] && each == word; // most differ in their first letter
  });
}

void Lexer::skip_blanks() {
  while (at_ < source_.size()) {
    char c = source_[at_];
    if (c == '/' && at(1) == '/') {
      at_ = std::min(source_.find('\n', at_), source_.size());
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++at_;
    } else {
      return;
    }
  }
}

Token Lexer::take(TokenKind kind, std::size_t length) {
  Token token;
  token.kind = kind;
  token.offset = static_cast<std::uint32_t>(at_);
  token.text = source_.substr(at_, length);
  at_ += length;
  return token;
}

Token Lexer::refuse(const char* problem) {
  Token token = take(TokenKind::invalid, 1);
  token.problem = problem;
  at_ = source_.size();
  return token;
}

Token Lexer::next() {
  skip_blanks();
  if (at_ >= source_.size()) return take(TokenKind::end, 0);
  char c = at(0);
  if (is_digit(c) || (c == '.' && is_digit(at(1)))) return number();
  if (c == '"' || c == '\'') return quoted(0, false, false);
  if (starts_word(c)) return word();
  if (c == '`') return escaped_word();
  return mark();
}

Token Lexer::number() {
  std::size_t n = 0;
  auto kind = TokenKind::integer;
  if (at(0) == '0' && (at(1) == 'x' || at(1) == 'X') && is_hex(at(2))) {
    n = 2;
    while (is_hex(at(n)))
      ++n;
  } else {
    while (is_digit(at(n)))
      ++n;
    if (at(n) == '.' && is_digit(at(n + 1))) {
      kind = TokenKind::real;
      ++n;
      while (is_digit(at(n)))
        ++n;
    }
    std::size_t sign = at(n + 1) == '+' || at(n + 1) == '-' ? 1 : 0;
    if ((at(n) == 'e' || at(n) == 'E') && is_digit(at(n + 1 + sign))) {
      kind = TokenKind::real;
      n += 1 + sign;
      while (is_digit(at(n)))
        ++n;
    }
  }
  if (kind == TokenKind::integer && (at(n) == 'u' || at(n) == 'U')) {
    kind = TokenKind::unsigned_integer;
    ++n;
  }
  if (in_word(at(n))) return refuse("cel.number");
  return take(kind, n);
}

// A word, unless its letters are the prefix of a string: r"…", b'…', rb"""…""".
Token Lexer::word() {
  std::size_t n = 0;
  while (in_word(at(n)))
    ++n;
  if (n <= 2 && (at(n) == '"' || at(n) == '\'')) {
    bool raw = false;
    bool bytes = false;
    bool other = false;
    for (std::size_t i = 0; i < n; ++i) {
      bool is_raw = at(i) == 'r' || at(i) == 'R';
      bool is_bytes = at(i) == 'b' || at(i) == 'B';
      other = other || !(is_raw || is_bytes) || (is_raw && raw) || (is_bytes && bytes);
      raw = raw || is_raw;
      bytes = bytes || is_bytes;
    }
    if (!other) return quoted(n, raw, bytes);
  }
  Token token = take(TokenKind::identifier, n);
  if (token.text == "in") token.kind = TokenKind::keyword_in;
  return token;
}

Token Lexer::escaped_word() {
  std::size_t n = 1;
  auto allowed = [](char c) { return in_word(c) || c == '.' || c == '-' || c == '/' || c == ' '; };
  while (allowed(at(n)))
    ++n;
  if (at(n) != '`' || n == 1) return refuse("cel.syntax");
  Token token = take(TokenKind::escaped_identifier, n + 1);
  token.text = token.text.substr(1, n - 1);
  return token;
}

Token Lexer::quoted(std::size_t prefix, bool raw, bool bytes) {
  char quote = at(prefix);
  bool triple = at(prefix + 1) == quote && at(prefix + 2) == quote;
  std::size_t n = prefix + (triple ? 3 : 1);
  for (;; ++n) {
    if (at_ + n >= source_.size()) return refuse("cel.unterminated");
    char c = at(n);
    if (c == '\\' && !raw) {
      ++n;
    } else if (!triple && (c == '\n' || c == '\r')) {
      return refuse("cel.unterminated");
    } else if (c == quote && (!triple || (at(n + 1) == quote && at(n + 2) == quote))) {
      return take(bytes ? TokenKind::bytes : TokenKind::string, n + (triple ? 3 : 1));
    }
  }
}

Token Lexer::mark() {
  struct Mark {
    char first;
    char second; // NUL: there is none
    TokenKind kind;
  };
  // Longer ones first. Characters, not texts: comparing texts was a tenth of compiling.
  constexpr Mark kMarks[] = {
      {'&', '&', TokenKind::logical_and}, {'|', '|', TokenKind::logical_or},
      {'=', '=', TokenKind::equal},       {'!', '=', TokenKind::not_equal},
      {'<', '=', TokenKind::less_equal},  {'>', '=', TokenKind::greater_equal},
      {'<', 0, TokenKind::less},          {'>', 0, TokenKind::greater},
      {'(', 0, TokenKind::left_paren},    {')', 0, TokenKind::right_paren},
      {'[', 0, TokenKind::left_bracket},  {']', 0, TokenKind::right_bracket},
      {'{', 0, TokenKind::left_brace},    {'}', 0, TokenKind::right_brace},
      {',', 0, TokenKind::comma},         {'.', 0, TokenKind::dot},
      {':', 0, TokenKind::colon},         {'?', 0, TokenKind::question},
      {'+', 0, TokenKind::plus},          {'-', 0, TokenKind::minus},
      {'*', 0, TokenKind::star},          {'/', 0, TokenKind::slash},
      {'%', 0, TokenKind::percent},       {'!', 0, TokenKind::logical_not},
  };
  const char c = at(0);
  const char next = at(1);
  for (const Mark& mark : kMarks) {
    if (mark.first == c && (mark.second == 0 || mark.second == next))
      return take(mark.kind, mark.second == 0 ? 1 : 2);
  }
  return refuse("cel.syntax");
}

} // namespace qudao::cel
