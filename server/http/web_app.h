// WebApp: the built pages of web/dist, from memory.
//
// Every file is read once at start with its precompressed .br and .gz siblings. Files under assets/ carry a hash in
// their name and may be kept for ever; everything else is asked for again with its ETag. A path that is no file and has
// no extension is a page of the single-page app and gets index.html.
//
// Cost: a look-up. Errors: std::filesystem::filesystem_error at start. Thread safety: immutable.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "server/http/message.h"

namespace qudao::http {

class WebApp {
 public:
  WebApp() = default; // has nothing
  explicit WebApp(const std::filesystem::path& folder);

  std::optional<Response> find(std::string_view path) const; // the path of the request

 private:
  std::map<std::string, std::shared_ptr<const Asset>, std::less<>> assets_; // "/assets/x.js"
};

} // namespace qudao::http
