#include "core/cel/span.h"

#include <algorithm>

#include "core/cel/lexer.h"

namespace qudao::cel {
namespace {

bool opens(TokenKind kind) {
  return kind == TokenKind::left_paren || kind == TokenKind::left_bracket ||
         kind == TokenKind::left_brace;
}

bool closes(TokenKind kind) {
  return kind == TokenKind::right_paren || kind == TokenKind::right_bracket ||
         kind == TokenKind::right_brace;
}

class Ruler {
 public:
  Ruler(const Ast& ast, std::string_view source) : ast_(ast), source_(source) {
    Lexer lexer(source);
    for (Token token = lexer.next();
         token.kind != TokenKind::end && token.kind != TokenKind::invalid; token = lexer.next())
      tokens_.push_back(token);
    match_brackets();
  }

  std::vector<Span> measure() const {
    std::vector<Span> spans;
    spans.reserve(ast_.nodes.size());
    // Children come before their parents.
    for (const Expr& e : ast_.nodes) {
      Span span = own(e);
      for (std::uint32_t i = 0; i < e.child_count; ++i) {
        if (ast_.child(e, i) == kNoNode) continue;
        const Span& inner = spans[ast_.child(e, i)];
        span = {std::min(span.begin, inner.begin), std::max(span.end, inner.end)};
      }
      if (ends_with_bracket(e.kind)) span.end = std::max(span.end, bracket_behind(e));
      spans.push_back(balanced(span));
    }
    return spans;
  }

 private:
  static std::size_t end_of(const Token& token) { return token.offset + token.text.size(); }

  std::size_t token_at(std::size_t offset) const { // its position, or that of the next one
    const auto at = std::lower_bound(
        tokens_.begin(), tokens_.end(), offset,
        [](const Token& token, std::size_t wanted) { return token.offset < wanted; });
    return static_cast<std::size_t>(at - tokens_.begin());
  }

  // The token the node remembers, and its name where it has one in the source.
  Span own(const Expr& e) const {
    std::size_t at = token_at(e.offset);
    if (at == tokens_.size()) return {e.offset, e.offset};
    Span span{tokens_[at].offset, end_of(tokens_[at])};
    const bool is_sign = e.kind == ExprKind::constant && tokens_[at].kind == TokenKind::minus;
    if (is_sign && at + 1 < tokens_.size()) span.end = end_of(tokens_[at + 1]);
    if (e.kind == ExprKind::bind && at > 0) span.begin = tokens_[at - 1].offset; // cel.bind
    const bool in_source =
        e.text.data() >= source_.data() && e.text.data() < source_.data() + source_.size();
    if (e.kind == ExprKind::select && in_source)
      span.end = static_cast<std::size_t>(e.text.data() - source_.data()) + e.text.size();
    return span;
  }

  static bool ends_with_bracket(ExprKind kind) {
    switch (kind) {
    case ExprKind::has:
    case ExprKind::index:
    case ExprKind::call:
    case ExprKind::receiver_call:
    case ExprKind::list:
    case ExprKind::map:
    case ExprKind::fold:
    case ExprKind::bind:
    case ExprKind::opt_map:
      return true;
    default:
      return false;
    }
  }

  // For each token the end of the first pair of brackets that opens at or behind it.
  void match_brackets() {
    pair_end_.assign(tokens_.size(), 0);
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      if (opens(tokens_[at].kind)) open.push_back(at);
      if (!closes(tokens_[at].kind) || open.empty()) continue;
      pair_end_[open.back()] = end_of(tokens_[at]);
      open.pop_back();
    }
    for (std::size_t at = tokens_.size(); at-- > 1;)
      if (pair_end_[at - 1] == 0) pair_end_[at - 1] = pair_end_[at];
  }

  std::size_t bracket_behind(const Expr& e) const {
    const std::size_t at = token_at(e.offset);
    return at < pair_end_.size() ? pair_end_[at] : 0;
  }

  // Brackets around the first or the last operand belong to it: both or neither.
  Span balanced(Span span) const {
    int open = 0;
    int missing = 0; // opening brackets
    std::size_t first = token_at(span.begin);
    std::size_t behind = token_at(span.end);
    for (std::size_t at = first; at < behind; ++at) {
      if (opens(tokens_[at].kind)) ++open;
      if (closes(tokens_[at].kind) && --open < 0) {
        open = 0;
        ++missing;
      }
    }
    for (; missing > 0 && first > 0; --missing)
      span.begin = tokens_[--first].offset;
    for (; open > 0 && behind < tokens_.size(); --open)
      span.end = end_of(tokens_[behind++]);
    return span;
  }

  const Ast& ast_;
  std::string_view source_;
  std::vector<Token> tokens_;
  std::vector<std::size_t> pair_end_;
};

} // namespace

std::vector<Span> spans_of(const Ast& ast, std::string_view source) {
  return Ruler(ast, source).measure();
}

} // namespace qudao::cel
