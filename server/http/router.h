// Router: which handler answers a method and a path.
//
//   router.add({Method::get, "/api/v1/records/{entity}/{id}"}, handler);
//
// A template is literal segments and `{name}` segments; a literal beats a name. `{name}` matches
// one non-empty segment, decoded. HEAD without a handler of its own is answered by that of GET, without
// body. Cost: O(routes
// with as many segments). Thread safety: add everything first, then match from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/http/message.h"

namespace qudao::http {

enum class BodyKind { none, buffered, streamed };

struct Route {
  Method method = Method::get;
  std::string path;
  BodyKind body = BodyKind::none;
  std::uint64_t body_limit = 0; // bytes
};

struct Match {
  const Route* route = nullptr; // null: nothing there
  const Handler* handler = nullptr;
  Pairs path_params;
  std::string allowed; // when the path exists under other methods: "GET, PUT"
};

class Router {
 public:
  void add(Route route, Handler handler);
  Match match(Method method, std::string_view raw_path) const; // raw: still percent-encoded

 private:
  struct Entry {
    Route route;
    Handler handler;
    std::vector<std::string> segments;
  };
  std::vector<Entry> entries_;
};

} // namespace qudao::http
