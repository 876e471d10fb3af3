#include "core/cel/rename.h"

#include <algorithm>

#include "core/cel/library.h"
#include "core/cel/parser.h"

namespace qudao::cel {
namespace {

// Walks the tree with the variables of the macros around each part.
class Renamer {
 public:
  Renamer(const Ast& ast, std::string_view source, const Names& names)
      : ast_(ast), source_(source), names_(names) {}

  Renamed run() {
    visit(ast_.root);
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.offset < b.offset; });
    Renamed out;
    std::size_t copied = 0;
    for (const Found& each : found_) {
      out.source.append(source_, copied, each.offset - copied).append(each.name);
      out.edits.push_back({each.offset, each.length, each.name.size()});
      copied = each.offset + each.length;
    }
    out.source.append(source_, copied);
    return out;
  }

 private:
  struct Found {
    std::size_t offset;
    std::size_t length;
    std::string name;
  };

  bool is_local(std::string_view name) const {
    return std::find(locals_.begin(), locals_.end(), name) != locals_.end();
  }

  void name(const Expr& e) {
    const auto other = names_.find(e.text);
    if (other == names_.end() || (!e.absolute && is_local(e.text))) return;
    const bool hidden = !e.absolute && is_local(other->second);
    found_.push_back({e.offset, e.text.size(), (hidden ? "." : "") + other->second});
  }

  // math.abs(x): the receiver is no variable but part of the function's name.
  bool is_namespaced(const Expr& e) const {
    const Expr& receiver = ast_.nodes[ast_.child(e, 0)];
    if (receiver.kind != ExprKind::name || (!receiver.absolute && is_local(receiver.text)))
      return false;
    std::string function(receiver.text);
    return is_function(environment_, function.append(".").append(e.text));
  }

  void visit(NodeId id) {
    if (id == kNoNode) return;
    const Expr& e = ast_.nodes[id];
    if (e.kind == ExprKind::name) return name(e);
    const bool declares =
        e.kind == ExprKind::fold || e.kind == ExprKind::bind || e.kind == ExprKind::opt_map;
    const std::size_t first = e.kind == ExprKind::receiver_call && is_namespaced(e) ? 1 : 0;
    const std::size_t outer = locals_.size();
    for (std::size_t i = first; i < e.child_count; ++i) {
      visit(ast_.child(e, i));
      // The range is seen from outside, what follows it from inside.
      if (declares && i == 0) {
        locals_.push_back(e.text);
        if (!e.text2.empty()) locals_.push_back(e.text2);
      }
    }
    locals_.resize(outer);
  }

  const Ast& ast_;
  std::string_view source_;
  const Names& names_;
  const Environment environment_;
  std::vector<std::string_view> locals_;
  std::vector<Found> found_;
};

} // namespace

Renamed rename(std::string_view source, const Names& names) {
  const Limits limits;
  // As compile, which does not look at what is larger.
  if (source.size() > limits.source_bytes || names.empty()) return {std::string(source), {}};
  const auto ast = parse(source, limits);
  if (!ast) return {std::string(source), {}};
  return Renamer(*ast, source, names).run();
}

std::size_t offset_before(const std::vector<Renamed::Edit>& edits, std::size_t offset) {
  std::size_t now = 0;    // behind the edits so far, in the renamed source
  std::size_t before = 0; // the same place in the source before
  for (const Renamed::Edit& edit : edits) {
    const std::size_t begins = now + (edit.offset - before);
    if (offset < begins) break;
    if (offset < begins + edit.after) return edit.offset;
    now = begins + edit.after;
    before = edit.offset + edit.before;
  }
  return before + (offset - now);
}

} // namespace qudao::cel
