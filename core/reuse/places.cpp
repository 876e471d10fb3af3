#include "core/cel/parser.h"
#include "core/reuse/reuse.h"
#include "core/text/utf8.h"

namespace qudao::reuse {
namespace {

// Where a line and a column, counted in characters from 1, are.
std::size_t offset_of(std::string_view source, int line, int column) {
  std::size_t at = 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t newline = source.find('\n', at);
    if (newline == std::string_view::npos) return source.size();
    at = newline + 1;
  }
  for (int i = 1; i < column && at < source.size(); ++i)
    (void)text::next_code_point(source, at);
  return at;
}

bool is_below(std::string_view path, std::string_view top) {
  return path.substr(0, top.size()) == top &&
         (path.size() == top.size() || path[top.size()] == '/');
}

} // namespace

void Places::move(std::string expanded, std::string written) {
  moved_.insert_or_assign(std::move(expanded), std::move(written));
}

void Places::rewrite(std::string expanded, std::string_view before, cel::Renamed after) {
  rewritten_.insert_or_assign(std::move(expanded), Rule{std::string(before), std::move(after)});
}

void Places::forget_below(const std::string& expanded) {
  const auto forget = [&](auto& places) {
    auto at = places.lower_bound(expanded);
    while (at != places.end() && at->first.compare(0, expanded.size(), expanded) == 0)
      at = is_below(at->first, expanded) ? places.erase(at) : std::next(at);
  };
  forget(moved_);
  forget(rewritten_);
}

Places::Spot Places::written(const Issue& issue) const {
  Spot spot{issue.path, issue.line, issue.column, {}};
  // The nearest part above that has a place of its own.
  for (std::size_t end = issue.path.size(); end != 0 && end != std::string::npos;
       end = issue.path.rfind('/', end - 1)) {
    const auto moved = moved_.find(std::string_view(issue.path).substr(0, end));
    if (moved == moved_.end()) continue;
    spot.path = moved->second + issue.path.substr(end);
    break;
  }
  const auto rule = rewritten_.find(issue.path);
  if (issue.line == 0 || rule == rewritten_.end()) return spot;
  const auto& [before, after] = rule->second;
  const std::size_t offset =
      cel::offset_before(after.edits, offset_of(after.source, issue.line, issue.column));
  const cel::Issue place = cel::issue_at(issue.code.c_str(), offset, before, issue.params);
  spot.line = static_cast<int>(place.line);
  spot.column = static_cast<int>(place.column);
  spot.message = cel::describe(place, before);
  return spot;
}

Issue Places::led_back(Issue issue) const {
  Spot spot = written(issue);
  issue.path = std::move(spot.path);
  issue.line = spot.line;
  issue.column = spot.column;
  if (!spot.message.empty()) issue.message = std::move(spot.message);
  return issue;
}

} // namespace qudao::reuse
