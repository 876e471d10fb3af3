#include "server/http/web_app.h"

#include <array>
#include <fstream>
#include <sstream>

#include "server/crypto/digest.h"

namespace qudao::http {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
}};

std::string_view type_of(const fs::path& file) {
  const std::string extension = file.extension().string();
  for (const auto& [known, type] : kTypes) {
    if (extension == known) {
      return type;
    }
  }
  return "application/octet-stream";
}

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return {};
  }
  std::ostringstream content;
  content << stream.rdbuf();
  return std::move(content).str();
}

std::shared_ptr<const Asset> load(const fs::path& file, bool hashed_name) {
  auto asset = std::make_shared<Asset>();
  asset->content_type = type_of(file);
  asset->plain = read(file);
  asset->brotli = read(file.string() + ".br");
  asset->gzip = read(file.string() + ".gz");
  asset->etag = '"' + crypto::sha256_hex(asset->plain).substr(0, 32) + '"';
  asset->cache_control = hashed_name ? "public, max-age=31536000, immutable" : "no-cache";
  return asset;
}

bool is_page_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return path.substr(slash + 1).find('.') == std::string_view::npos && path.rfind("/api/", 0) != 0;
}

} // namespace

WebApp::WebApp(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || extension == ".br" || extension == ".gz") {
      continue;
    }
    const std::string name = "/" + fs::relative(entry.path(), folder).generic_string();
    assets_.emplace(name, load(entry.path(), name.rfind("/assets/", 0) == 0));
  }
}

std::optional<Response> WebApp::find(std::string_view path) const {
  auto found = assets_.find(path);
  if (found == assets_.end() && is_page_path(path)) {
    found = assets_.find("/index.html");
  }
  if (found == assets_.end()) {
    return std::nullopt;
  }
  Response response;
  response.asset = found->second;
  response.page = true;
  return response;
}

} // namespace qudao::http
