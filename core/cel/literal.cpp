#include "core/cel/literal.h"

#include <charconv>
#include <cmath>

#include "core/text/utf8.h"
#include "core/value/number_text.h"

namespace qudao::cel {

namespace {

using Decoded = Result<Value, LiteralError>;

Decoded integer_literal(std::string_view text, bool negative, bool is_unsigned) {
  if (is_unsigned) text.remove_suffix(1);
  int base = 10;
  if (text.size() > 2 && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.remove_prefix(2);
  }
  std::uint64_t n = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), n, base);
  constexpr std::uint64_t kMost = static_cast<std::uint64_t>(INT64_MAX);
  bool fits = is_unsigned ? !negative : n <= kMost + (negative ? 1 : 0);
  if (read.ec != std::errc() || !fits) return Unexpected{LiteralError{"cel.number", 0}};
  if (is_unsigned) return Value::unsigned_integer(n);
  return Value::integer(static_cast<std::int64_t>(negative ? 0 - n : n));
}

Decoded real_literal(std::string_view text, bool negative) {
  auto number = parse_real(text);
  if (!number || std::isinf(*number)) return Unexpected{LiteralError{"cel.number", 0}};
  return Value::real(negative ? -*number : *number);
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

class Unescaper {
 public:
  Unescaper(std::string_view body, bool bytes) : body_(body), bytes_(bytes) {}

  bool run(std::string& out) {
    while (at_ < body_.size()) {
      char c = body_[at_++];
      if (c == '\\') {
        if (!escape(out)) return false;
      } else if (c == '\r') { // line ends are always LF inside a literal
        if (at_ < body_.size() && body_[at_] == '\n') ++at_;
        out += '\n';
      } else {
        out += c;
      }
    }
    return true;
  }

  std::size_t at() const { return at_; }

 private:
  bool escape(std::string& out) {
    if (at_ >= body_.size()) return false;
    char c = body_[at_++];
    constexpr std::string_view kNames = "abfnrtv\\?\"'`";
    constexpr std::string_view kMeant = "\a\b\f\n\r\t\v\\?\"'`";
    if (std::size_t i = kNames.find(c); i != std::string_view::npos) {
      out += kMeant[i];
      return true;
    }
    switch (c) {
    case 'x':
    case 'X':
      return number(out, 2, 16, bytes_);
    case 'u':
      return !bytes_ && number(out, 4, 16, false);
    case 'U':
      return !bytes_ && number(out, 8, 16, false);
    default:
      if (c < '0' || c > '3') return false;
      --at_;
      return number(out, 3, 8, bytes_);
    }
  }

  bool number(std::string& out, std::size_t digits, int base, bool as_octet) {
    if (body_.size() - at_ < digits) return false;
    char32_t n = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      int digit = digit_of(body_[at_++]);
      if (digit >= base) return false;
      n = n * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    }
    if (as_octet) {
      out += static_cast<char>(static_cast<unsigned char>(n));
      return true;
    }
    if (n > 0x10FFFF || text::is_surrogate(n)) return false;
    text::append_code_point(out, n);
    return true;
  }

  std::string_view body_;
  bool bytes_;
  std::size_t at_ = 0;
};

Decoded quoted_literal(std::string_view text, bool bytes) {
  std::size_t prefix = text.find_first_of("\"'");
  bool raw = text.substr(0, prefix).find_first_of("rR") != std::string_view::npos;
  std::size_t quotes = text.size() - prefix >= 6 && text[prefix + 1] == text[prefix] &&
                               text[prefix + 2] == text[prefix]
                           ? 3
                           : 1;
  std::string_view body = text.substr(prefix + quotes, text.size() - prefix - 2 * quotes);
  auto make = [bytes](std::string_view content) {
    return bytes ? Value::bytes(content) : Value::string(content);
  };
  if (raw || body.find_first_of("\\\r") == std::string_view::npos) return make(body);
  std::string out;
  Unescaper unescaper(body, bytes);
  if (!unescaper.run(out))
    return Unexpected{LiteralError{"cel.escape", prefix + quotes + unescaper.at() - 1}};
  return make(out);
}

} // namespace

Decoded decode_literal(const Token& token, bool negative) {
  switch (token.kind) {
  case TokenKind::integer:
    return integer_literal(token.text, negative, false);
  case TokenKind::unsigned_integer:
    return integer_literal(token.text, negative, true);
  case TokenKind::real:
    return real_literal(token.text, negative);
  default:
    return quoted_literal(token.text, token.kind == TokenKind::bytes);
  }
}

} // namespace qudao::cel
