#include "core/cel/parser.h"

#include <algorithm>
#include <optional>

#include "core/cel/lexer.h"
#include "core/cel/literal.h"
#include "core/cel/macros.h"

namespace qudao::cel {

namespace {

struct Binary {
  int precedence; // 0: no binary operator; higher binds closer
  Operator op;
};

Binary binary_of(TokenKind kind) {
  switch (kind) {
  case TokenKind::logical_or:
    return {1, Operator::logical_or};
  case TokenKind::logical_and:
    return {2, Operator::logical_and};
  case TokenKind::equal:
    return {3, Operator::equal};
  case TokenKind::not_equal:
    return {3, Operator::not_equal};
  case TokenKind::less:
    return {3, Operator::less};
  case TokenKind::less_equal:
    return {3, Operator::less_equal};
  case TokenKind::greater:
    return {3, Operator::greater};
  case TokenKind::greater_equal:
    return {3, Operator::greater_equal};
  case TokenKind::keyword_in:
    return {3, Operator::in};
  case TokenKind::plus:
    return {4, Operator::add};
  case TokenKind::minus:
    return {4, Operator::subtract};
  case TokenKind::star:
    return {5, Operator::multiply};
  case TokenKind::slash:
    return {5, Operator::divide};
  case TokenKind::percent:
    return {5, Operator::modulo};
  default:
    return {0, Operator::add};
  }
}

bool is_number(TokenKind kind) {
  return kind == TokenKind::integer || kind == TokenKind::unsigned_integer ||
         kind == TokenKind::real;
}

class Parser {
 public:
  Parser(std::string_view source, const Limits& limits)
      : source_(source), limits_(limits), lexer_(source) {}

  Result<Ast, Issue> run() {
    constexpr std::size_t kNodes = 16; // of an everyday rule
    ast_.nodes.reserve(kNodes);
    ast_.children.reserve(kNodes);
    pending_.reserve(kNodes);
    advance();
    ast_.root = expression();
    if (!issue_ && token_.kind != TokenKind::end) unexpected();
    if (issue_) return Unexpected{std::move(*issue_)};
    return std::move(ast_);
  }

 private:
  // Every failing function leaves the first issue in issue_ and answers kNoNode.
  NodeId refuse(const char* code, std::size_t offset, Map params = {}) {
    if (!issue_) issue_ = issue_at(code, offset, source_, std::move(params));
    return kNoNode;
  }

  NodeId unexpected() {
    return refuse(token_.kind == TokenKind::invalid ? token_.problem : "cel.syntax", token_.offset,
                  {{"found", Value::string(token_.text)}});
  }

  void advance() { token_ = lexer_.next(); }

  bool accept(TokenKind kind) {
    if (token_.kind != kind) return false;
    advance();
    return true;
  }

  bool expect(TokenKind kind) { return accept(kind) || unexpected() != kNoNode; }

  // Makes a node of `e` with the children noted in pending_ since `mark`.
  NodeId add(Expr&& e, std::size_t mark) {
    if (issue_) return kNoNode;
    e.first_child = static_cast<std::uint32_t>(ast_.children.size());
    e.child_count = static_cast<std::uint32_t>(pending_.size() - mark);
    std::uint16_t deepest = 0;
    for (std::size_t i = mark; i < pending_.size(); ++i) {
      NodeId child = pending_[i];
      ast_.children.push_back(child);
      if (child != kNoNode) deepest = std::max(deepest, ast_.nodes[child].depth);
    }
    pending_.resize(mark);
    e.depth = static_cast<std::uint16_t>(deepest + 1);
    if (e.depth > limits_.depth) return too_deep(e.offset);
    ast_.nodes.push_back(std::move(e));
    return static_cast<NodeId>(ast_.nodes.size() - 1);
  }

  NodeId too_deep(std::size_t offset) {
    return refuse("cel.too_deep", offset,
                  {{"limit", Value::integer(static_cast<std::int64_t>(limits_.depth))}});
  }

  NodeId add(Expr&& e, std::initializer_list<NodeId> children) {
    std::size_t mark = pending_.size();
    pending_.insert(pending_.end(), children);
    return add(std::move(e), mark);
  }

  NodeId constant(Value value, std::size_t offset) {
    Expr e = make(ExprKind::constant, offset);
    e.aux = static_cast<std::uint32_t>(ast_.constants.size());
    ast_.constants.push_back(std::move(value));
    return add(std::move(e), {});
  }

  static Expr make(ExprKind kind, std::size_t offset, std::string_view text = {}) {
    Expr e;
    e.kind = kind;
    e.offset = static_cast<std::uint32_t>(offset);
    e.text = text;
    return e;
  }

  static Expr make(Operator op, std::size_t offset) {
    Expr e = make(ExprKind::operation, offset);
    e.op = op;
    return e;
  }

  NodeId expression() {
    if (++nesting_ > limits_.depth) return too_deep(token_.offset);
    NodeId result = binary(1);
    std::size_t offset = token_.offset;
    if (!issue_ && accept(TokenKind::question)) {
      NodeId yes = binary(1);
      if (issue_ || !expect(TokenKind::colon)) return kNoNode;
      result = add(make(Operator::conditional, offset), {result, yes, expression()});
    }
    --nesting_;
    return result;
  }

  NodeId binary(int lowest) {
    NodeId left = unary();
    for (;;) {
      Binary found = binary_of(token_.kind);
      if (issue_ || found.precedence == 0 || found.precedence < lowest) return left;
      Token op = token_;
      std::size_t mark = pending_.size();
      pending_.push_back(left);
      // a && b && c is one node: conditions in a row do not nest.
      bool chains = found.precedence <= 2;
      do {
        advance();
        pending_.push_back(binary(found.precedence + 1));
      } while (chains && !issue_ && token_.kind == op.kind);
      left = add(make(found.op, op.offset), mark);
    }
  }

  NodeId unary() {
    if (token_.kind != TokenKind::logical_not && token_.kind != TokenKind::minus) return member();
    if (++nesting_ > limits_.depth) return too_deep(token_.offset);
    Token op = token_;
    advance();
    NodeId result = kNoNode;
    if (op.kind == TokenKind::minus && is_number(token_.kind)) {
      result = suffixes(literal(true, op.offset));
    } else {
      result =
          add(make(op.kind == TokenKind::logical_not ? Operator::logical_not : Operator::negate,
                   op.offset),
              {unary()});
    }
    --nesting_;
    return result;
  }

  NodeId member() { return suffixes(primary()); }

  // .name, .name(…) and […] behind an operand.
  NodeId suffixes(NodeId operand) {
    while (!issue_) {
      std::size_t offset = token_.offset;
      if (accept(TokenKind::dot)) {
        operand = selection(operand, offset);
      } else if (accept(TokenKind::left_bracket)) {
        Expr e = make(ExprKind::index, offset);
        e.optional = accept(TokenKind::question);
        NodeId key = expression();
        if (issue_ || !expect(TokenKind::right_bracket)) return kNoNode;
        operand = add(std::move(e), {operand, key});
      } else {
        break;
      }
    }
    return issue_ ? kNoNode : operand;
  }

  NodeId selection(NodeId operand, std::size_t dot) {
    bool optional = accept(TokenKind::question);
    Token name = token_;
    bool escaped = name.kind == TokenKind::escaped_identifier;
    if (!escaped && name.kind != TokenKind::identifier) return unexpected();
    advance();
    if (escaped || optional || token_.kind != TokenKind::left_paren) {
      Expr e = make(ExprKind::select, dot, name.text);
      e.optional = optional;
      return add(std::move(e), {operand});
    }
    std::size_t mark = pending_.size();
    pending_.push_back(operand);
    return call(make(ExprKind::receiver_call, dot, name.text), mark);
  }

  // The arguments and the closing bracket; the opening one is the current token.
  NodeId call(Expr&& e, std::size_t mark) {
    advance();
    if (!items(TokenKind::right_paren)) return kNoNode;
    Expansion expansion = expand_macro(ast_, e, {pending_.data() + mark, pending_.size() - mark});
    switch (expansion.outcome) {
    case Expansion::Outcome::refused:
      return refuse("cel.macro", expansion.offset, {{"name", Value::string(e.text)}});
    case Expansion::Outcome::none:
      return add(std::move(e), mark);
    case Expansion::Outcome::block:
      return block(expansion, mark);
    case Expansion::Outcome::expanded:
      break;
    }
    pending_.resize(mark);
    pending_.insert(pending_.end(), expansion.children, expansion.children + expansion.child_count);
    return add(std::move(expansion.expr), mark);
  }

  // cel.block([a, b], body): a bind of @index0 to a around a bind of @index1 to b around body.
  NodeId block(const Expansion& expansion, std::size_t mark) {
    const Expr list = ast_.nodes[expansion.children[0]];
    NodeId result = expansion.children[1];
    pending_.resize(mark);
    for (std::size_t i = list.child_count; i-- > 0 && !issue_;) {
      Expr e = make(ExprKind::bind, list.offset, block_name(ast_, "@index", i));
      result = add(std::move(e), {ast_.child(list, i), result});
    }
    return result;
  }

  // Expressions between commas up to `close`, noted in pending_. Those of a list may be optional, and a comma may end it.
  bool items(TokenKind close) {
    bool is_list = close == TokenKind::right_bracket;
    if (accept(close)) return true;
    for (;;) {
      std::size_t offset = token_.offset;
      bool optional = is_list && accept(TokenKind::question);
      pending_.push_back(element(optional, offset));
      if (issue_) return false;
      if (accept(close)) return true;
      if (!expect(TokenKind::comma)) return false;
      if (is_list && accept(close)) return true;
    }
  }

  NodeId element(bool optional, std::size_t offset) {
    NodeId value = expression();
    return optional && !issue_ ? add(make(ExprKind::maybe, offset), {value}) : value;
  }

  NodeId primary() {
    std::size_t offset = token_.offset;
    switch (token_.kind) {
    case TokenKind::identifier:
      return name(false, offset);
    case TokenKind::dot:
      advance();
      if (token_.kind != TokenKind::identifier) return unexpected();
      return name(true, offset);
    case TokenKind::left_paren: {
      advance();
      NodeId inner = expression();
      if (issue_ || !expect(TokenKind::right_paren)) return kNoNode;
      return inner;
    }
    case TokenKind::left_bracket: {
      advance();
      std::size_t mark = pending_.size();
      if (!items(TokenKind::right_bracket)) return kNoNode;
      return add(make(ExprKind::list, offset), mark);
    }
    case TokenKind::left_brace:
      return map_literal();
    case TokenKind::integer:
    case TokenKind::unsigned_integer:
    case TokenKind::real:
    case TokenKind::string:
    case TokenKind::bytes:
      return literal(false, offset);
    default:
      return unexpected();
    }
  }

  NodeId name(bool absolute, std::size_t offset) {
    Token word = token_;
    advance();
    if (is_reserved(word.text)) {
      if (!absolute && word.text == "true") return constant(Value::boolean(true), offset);
      if (!absolute && word.text == "false") return constant(Value::boolean(false), offset);
      if (!absolute && word.text == "null") return constant(Value::null(), offset);
      return refuse("cel.reserved", word.offset, {{"name", Value::string(word.text)}});
    }
    if (token_.kind == TokenKind::left_brace) return refuse("cel.unsupported", token_.offset);
    Expr e = make(ExprKind::name, word.offset, word.text);
    e.absolute = absolute;
    if (token_.kind != TokenKind::left_paren) return add(std::move(e), {});
    e.kind = ExprKind::call;
    return call(std::move(e), pending_.size());
  }

  NodeId map_literal() {
    std::size_t offset = token_.offset;
    std::size_t mark = pending_.size();
    advance();
    while (!accept(TokenKind::right_brace)) {
      std::size_t at = token_.offset;
      bool optional = accept(TokenKind::question);
      pending_.push_back(expression());
      if (issue_ || !expect(TokenKind::colon)) return kNoNode;
      pending_.push_back(element(optional, at));
      if (issue_) return kNoNode;
      if (token_.kind != TokenKind::right_brace && !expect(TokenKind::comma)) return kNoNode;
    }
    return add(make(ExprKind::map, offset), mark);
  }

  NodeId literal(bool negative, std::size_t offset) {
    auto value = decode_literal(token_, negative);
    if (!value) {
      return refuse(value.error().code, token_.offset + value.error().offset,
                    {{"found", Value::string(token_.text)}});
    }
    advance();
    return constant(std::move(*value), offset);
  }

  std::string_view source_;
  const Limits& limits_;
  Lexer lexer_;
  Token token_;
  Ast ast_;
  std::vector<NodeId> pending_; // children of nodes that are not made yet
  std::size_t nesting_ = 0;
  std::optional<Issue> issue_;
};

} // namespace

Result<Ast, Issue> parse(std::string_view source, const Limits& limits) {
  return Parser(source, limits).run();
}

} // namespace qudao::cel
