// Source text of CEL to tokens, one at a time. Literals are told apart here and decoded in
// literal.h.
#pragma once

#include <cstdint>
#include <string_view>

namespace qudao::cel {

enum class TokenKind : std::uint8_t {
  end,
  identifier,
  escaped_identifier, // `a-b`, text without the quotes
  integer,
  unsigned_integer,
  real,
  string,
  bytes,
  left_paren,
  right_paren,
  left_bracket,
  right_bracket,
  left_brace,
  right_brace,
  comma,
  dot,
  colon,
  question,
  plus,
  minus,
  star,
  slash,
  percent,
  logical_not,
  logical_and,
  logical_or,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  keyword_in,
  invalid,
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t offset = 0;
  std::string_view text;              // of the whole token, quotes and prefixes included
  const char* problem = "cel.syntax"; // code, when invalid
};

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}
  Token next();

 private:
  void skip_blanks();
  Token take(TokenKind kind, std::size_t length);
  Token refuse(const char* problem);
  Token number();
  Token word();
  Token escaped_word();
  Token quoted(std::size_t prefix, bool raw, bool bytes);
  Token mark();
  char at(std::size_t ahead) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  std::string_view source_;
  std::size_t at_ = 0;
};

bool is_reserved(std::string_view word); // may name no variable

} // namespace qudao::cel
