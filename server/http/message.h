// Requests and responses as handlers see them: no Beast, no sockets.
//
// A handler is a coroutine that takes the request and answers. It may throw: Failure becomes a
// problem document, anything else a 500 without internals (api/frame.h does that). Header names
// compare without regard to case.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qudao::http {

enum class Method { get, head, post, put, patch, remove, options, other };

std::string_view to_string(Method method);

using Pairs = std::vector<std::pair<std::string, std::string>>;

// A body that is read while it arrives; only for routes that asked for it.
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  // The next piece; empty at the end. Throws Failure: request.too_large, request.incomplete,
  // request.timeout.
  virtual boost::asio::awaitable<std::string> next() = 0;
  virtual std::optional<std::uint64_t> announced_size() const = 0;
  // From any thread: whoever waits in `next` is told request.incomplete, now or at the next call.
  virtual void cut() = 0;
};

struct Request {
  Method method = Method::get;
  std::string path;                   // percent-decoded path, without query
  Pairs query;                        // decoded, in order
  Pairs headers;                      // as received
  Pairs path_params;                  // {id} of the route → text
  std::string body;                   // when the route takes a buffered body
  std::shared_ptr<BodyStream> stream; // when it takes a streamed one
  std::string client_address;         // behind a configured proxy: the address that proxy saw
  bool secure = false;                // came over https, here or at a configured proxy
  bool loopback = false; // the connection itself comes from this machine and no proxy is involved
  std::string id;        // of this request, in logs and problem documents

  std::string_view header(std::string_view name) const;    // "" when absent
  std::string_view parameter(std::string_view name) const; // of the path, "" when absent
  std::optional<std::string_view> query_value(std::string_view name) const; // the first
  std::string_view cookie(std::string_view name) const;                     // "" when absent
};

// Something served to many, prepared once: compressed forms beside the plain one. Immutable.
struct Asset {
  std::string content_type;
  std::string plain;
  std::string gzip;   // empty: none
  std::string brotli; // empty: none
  std::string etag;   // quoted
  std::string cache_control;
};

// Makes one, gzip included. Cost: compresses at the highest level, so do it once.
std::shared_ptr<const Asset> make_asset(std::string content_type, std::string content,
                                        std::string cache_control);

// A body that is made while it is sent, such as a file's content.
class BodySource {
 public:
  virtual ~BodySource() = default;
  virtual std::uint64_t size() const = 0; // all pieces together, known beforehand
  // Goes on until it ends by itself (an event stream): `size` is not asked, and the connection closes after it.
  virtual bool endless() const { return false; }
  virtual boost::asio::awaitable<std::string>
  next() = 0; // empty at the end; throwing closes the connection
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  Pairs headers;
  std::shared_ptr<const Asset>
      asset; // instead of body: ETag, 304 and encoding are handled by the server
  std::shared_ptr<BodySource> source; // instead of body
  bool page = false; // HTML of the web app: gets the page's Content-Security-Policy
};

using Handler = std::function<boost::asio::awaitable<Response>(Request)>;

std::string percent_decode(std::string_view text, bool plus_is_space);
std::string percent_encode(std::string_view text); // everything but unreserved characters

} // namespace qudao::http
