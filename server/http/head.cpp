#include "server/http/head.h"

#include <ctime>

#include "server/clock/clock.h"
#include "server/http/compress.h"

namespace qudao::http {

namespace {

// Below this the header costs more than compressing saves.
constexpr std::size_t kWorthCompressing = 4096;

constexpr std::string_view kPagePolicy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' "
    "blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
constexpr std::string_view kDataPolicy =
    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

std::string_view reason(int status) {
  switch (status) {
  case 200:
    return "OK";
  case 201:
    return "Created";
  case 204:
    return "No Content";
  case 304:
    return "Not Modified";
  case 400:
    return "Bad Request";
  case 401:
    return "Unauthorized";
  case 403:
    return "Forbidden";
  case 404:
    return "Not Found";
  case 405:
    return "Method Not Allowed";
  case 408:
    return "Request Timeout";
  case 409:
    return "Conflict";
  case 410:
    return "Gone";
  case 411:
    return "Length Required";
  case 412:
    return "Precondition Failed";
  case 413:
    return "Content Too Large";
  case 415:
    return "Unsupported Media Type";
  case 422:
    return "Unprocessable Content";
  case 423:
    return "Locked";
  case 429:
    return "Too Many Requests";
  case 431:
    return "Request Header Fields Too Large";
  case 460:
    return "Checksum Mismatch"; // of the resumable uploads of tus
  case 500:
    return "Internal Server Error";
  case 501:
    return "Not Implemented";
  case 503:
    return "Service Unavailable";
  default:
    return "Status";
  }
}

// "Sun, 22 Nov 2026 01:26:47 GMT", made once a second and thread.
const std::string& date() {
  thread_local std::time_t made = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != made) {
    text = http_date(now * kSecond);
    made = now;
  }
  return text;
}

bool has_header(const Response& response, std::string_view name) {
  for (const auto& header : response.headers) {
    if (header.first == name) {
      return true;
    }
  }
  return false;
}

void line(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  // A value never breaks out of its line, whatever it was made of.
  for (const char c : value) {
    head += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  }
  head += "\r\n";
}

bool accepts(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const std::size_t comma = std::min(header.find(','), header.size());
    std::string_view item = header.substr(0, comma);
    header.remove_prefix(std::min(comma + 1, header.size()));
    while (!item.empty() && item.front() == ' ') {
      item.remove_prefix(1);
    }
    if (item.substr(0, coding.size()) != coding) {
      continue;
    }
    const std::string_view rest = item.substr(coding.size());
    return rest.find("q=0") == std::string_view::npos ||
           rest.find("q=0.") != std::string_view::npos;
  }
  return false;
}

bool has_tag(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" ||
         (!etag.empty() && if_none_match.find(etag) != std::string_view::npos);
}

void use_asset(Response& response, const Request& request) {
  const Asset& asset = *response.asset;
  response.content_type = asset.content_type;
  response.headers.emplace_back("ETag", asset.etag);
  response.headers.emplace_back("Cache-Control", asset.cache_control);
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (has_tag(request.header("if-none-match"), asset.etag)) {
    response.status = 304;
    response.asset.reset();
    return;
  }
  const std::string_view accepted = request.header("accept-encoding");
  if (!asset.brotli.empty() && accepts(accepted, "br")) {
    response.headers.emplace_back("Content-Encoding", "br");
    response.body = asset.brotli;
  } else if (!asset.gzip.empty() && accepts(accepted, "gzip")) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = asset.gzip;
  } else {
    response.body = asset.plain;
  }
}

} // namespace

std::string_view ambiguity(std::string_view head) {
  bool in_name = false;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const char c = head[i];
    const char before = i == 0 ? '\0' : head[i - 1];
    const char after = i + 1 < head.size() ? head[i + 1] : '\0';
    if (c == '\0') {
      return "zero byte in the header";
    }
    if (c == '\n' && before != '\r') {
      return "bare line feed in the header";
    }
    if (c == '\r' && after != '\n') {
      return "bare carriage return in the header";
    }
    if (c == '\n') {
      if (after == ' ' || after == '\t') {
        return "folded header line";
      }
      in_name = true;
    } else if (c == ':' && in_name) {
      if (before == ' ' || before == '\t') {
        return "white space before a colon";
      }
      in_name = false;
    }
  }
  return {};
}

void settle_content(Response& response, const Request& request) {
  if (response.asset) {
    return use_asset(response, request);
  }
  if (response.source || response.body.size() < kWorthCompressing) {
    return;
  }
  if (response.content_type.find("json") == std::string::npos) {
    return;
  }
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts(request.header("accept-encoding"), "gzip")) {
    return;
  }
  response.body = gzip(response.body, 1);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

std::string answer_head(const Response& response, const Request& request,
                        const AnswerFacts& facts) {
  std::string head;
  head.reserve(900);
  head += "HTTP/1.1 ";
  head += std::to_string(response.status);
  head += ' ';
  head += reason(response.status);
  head += "\r\n";
  line(head, "Date", date());
  if (response.status != 204 && response.status != 304) {
    line(head, "Content-Type", response.content_type);
    if (facts.content_length) {
      line(head, "Content-Length", std::to_string(*facts.content_length));
    }
  }
  for (const auto& [name, value] : response.headers) {
    line(head, name, value);
  }
  if (!has_header(response, "Cache-Control")) {
    line(head, "Cache-Control", "no-store");
  }
  if (!has_header(response, "Content-Security-Policy")) {
    line(head, "Content-Security-Policy", response.page ? kPagePolicy : kDataPolicy);
  }
  head += "X-Content-Type-Options: nosniff\r\n"
          "Referrer-Policy: same-origin\r\n"
          "Cross-Origin-Opener-Policy: same-origin\r\n"
          "Cross-Origin-Resource-Policy: same-origin\r\n";
  if (facts.strict_transport) {
    head += "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
  }
  if (!request.id.empty()) {
    line(head, "X-Request-Id", request.id);
  }
  head += facts.keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return head;
}

} // namespace qudao::http
