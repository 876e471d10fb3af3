#include "server/http/router.h"

#include <algorithm>

namespace qudao::http {

namespace {

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> segments;
  if (!path.empty() && path.front() == '/') {
    path.remove_prefix(1);
  }
  for (;;) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) {
      return segments;
    }
    path.remove_prefix(slash + 1);
  }
}

bool is_name(std::string_view segment) {
  return !segment.empty() && segment.front() == '{';
}

std::string_view name_of(std::string_view segment) {
  return segment.substr(1, segment.size() - 2);
}

// The number of literal segments that match, or -1.
int score(const std::vector<std::string>& pattern, const std::vector<std::string_view>& segments) {
  if (pattern.size() != segments.size()) {
    return -1;
  }
  int literals = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_name(pattern[i])) {
      if (segments[i].empty()) {
        return -1;
      }
    } else if (pattern[i] == segments[i]) {
      ++literals;
    } else {
      return -1;
    }
  }
  return literals;
}

} // namespace

void Router::add(Route route, Handler handler) {
  std::vector<std::string> segments;
  for (const std::string_view segment : split(route.path)) {
    segments.emplace_back(segment);
  }
  entries_.push_back({std::move(route), std::move(handler), std::move(segments)});
}

Match Router::match(Method method, std::string_view raw_path) const {
  const auto segments = split(raw_path);
  Match match;
  const Entry* best = nullptr;
  int best_score = -1;
  for (const Entry& entry : entries_) {
    const int literals = score(entry.segments, segments);
    if (literals < 0) {
      continue;
    }
    const bool own = entry.route.method == method;
    const bool stands_in = method == Method::head && entry.route.method == Method::get;
    const int found = 2 * literals + (own ? 1 : 0);
    if (!own && !stands_in) {
      if (!match.allowed.empty()) {
        match.allowed += ", ";
      }
      match.allowed += to_string(entry.route.method);
    } else if (found > best_score) {
      best = &entry;
      best_score = found;
    }
  }
  if (best == nullptr) {
    return match;
  }
  match.route = &best->route;
  match.handler = &best->handler;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (is_name(best->segments[i])) {
      match.path_params.emplace_back(name_of(best->segments[i]),
                                     percent_decode(segments[i], false));
    }
  }
  return match;
}

} // namespace qudao::http
