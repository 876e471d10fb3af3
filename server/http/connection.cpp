#include "server/http/connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "server/crypto/digest.h"
#include "server/failure/failure.h"
#include "server/http/head.h"

namespace qudao::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::buffer_body>;
using ErrorCode = boost::system::error_code;

namespace {

constexpr std::size_t kHeadPiece = std::size_t{8} * 1024;
constexpr std::size_t kPiece = std::size_t{64} * 1024;

Method method_of(beast::http::verb verb) {
  switch (verb) {
  case beast::http::verb::get:
    return Method::get;
  case beast::http::verb::head:
    return Method::head;
  case beast::http::verb::post:
    return Method::post;
  case beast::http::verb::put:
    return Method::put;
  case beast::http::verb::patch:
    return Method::patch;
  case beast::http::verb::delete_:
    return Method::remove;
  case beast::http::verb::options:
    return Method::options;
  default:
    return Method::other;
  }
}

bool has_bare_line_feed(const beast::flat_buffer& buffer) {
  const std::string_view text(static_cast<const char*>(buffer.cdata().data()), buffer.size());
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    if (at == 0 || text[at - 1] != '\r') {
      return true;
    }
  }
  return false;
}

Pairs parse_query(std::string_view text) {
  Pairs pairs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view item = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (item.empty()) {
      continue;
    }
    const std::size_t equals = std::min(item.find('='), item.size());
    pairs.emplace_back(percent_decode(item.substr(0, equals), true),
                       percent_decode(item.substr(std::min(equals + 1, item.size())), true));
  }
  return pairs;
}

bool only_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

class BeastConnection final : public Connection,
                              public BodyStream,
                              public std::enable_shared_from_this<BeastConnection> {
 public:
  BeastConnection(asio::ip::tcp::socket socket, Common& common)
      : socket_(std::move(socket)), common_(common) {
    ErrorCode ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    peer_ = socket_.remote_endpoint(ignored).address();
  }

  asio::awaitable<void> run() override;
  bool idle() const override { return idle_; }
  void close() override {
    ErrorCode ignored;
    socket_.close(ignored);
  }
  void check(std::chrono::steady_clock::time_point now) override {
    if (now < deadline_) {
      return;
    }
    timed_out_ = true;
    ErrorCode ignored;
    socket_.cancel(ignored);
  }

  asio::awaitable<std::string> next() override;
  std::optional<std::uint64_t> announced_size() const override { return announced_; }
  void cut() override {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
      self->cut_ = true;
      ErrorCode ignored;
      self->socket_.cancel(ignored);
    });
  }

 private:
  const Limits& limits() const { return common_.options.limits; }

  // What begins now may take this long; `check` sees to it.
  void allow(std::chrono::milliseconds time) {
    deadline_ = std::chrono::steady_clock::now() + time;
    timed_out_ = false;
  }

  asio::awaitable<bool> exchange(); // one request and its answer; false: the connection is over
  asio::awaitable<std::size_t> read_head();
  asio::awaitable<std::size_t> receive();
  void parse_head(std::size_t length);
  Request make_request() const;
  asio::awaitable<Response> answer(Request& request);
  asio::awaitable<void> read_body(Request& request, const Route& route);
  asio::awaitable<void> permit_body();
  asio::awaitable<bool> send(Response response, const Request& request, bool keep_alive);
  asio::awaitable<void> send_source(BodySource& source);
  asio::awaitable<void> linger();

  asio::ip::tcp::socket socket_;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
  bool timed_out_ = false;
  bool cut_ = false; // this connection's request is not waited for any longer
  beast::flat_buffer buffer_;
  Common& common_;
  asio::ip::address peer_;
  std::optional<Parser> parser_;
  std::optional<std::uint64_t> announced_;
  bool expects_continue_ = false;
  bool idle_ = true;
};

asio::awaitable<void> BeastConnection::run() {
  try {
    while (co_await exchange()) {
    }
  } catch (const std::exception&) {
    // The client went away, was too slow, or the answer broke off half-way: there is nobody to
    // tell.
  }
  ErrorCode ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

asio::awaitable<bool> BeastConnection::exchange() {
  Request request;
  Response response;
  std::optional<Failure> refusal; // no co_await inside a catch
  try {
    const std::size_t length = co_await read_head();
    if (length == 0) {
      co_return false;
    }
    parse_head(length);
    request = make_request();
  } catch (const Failure& refused) {
    refusal = refused;
  }
  if (refusal) {
    response = common_.fallbacks.problem(*refusal, request);
    co_return co_await send(std::move(response), request, false);
  }
  const bool wants_more = parser_->keep_alive() && parser_->get().version() == 11;
  try {
    response = co_await answer(request);
  } catch (const Failure& refused) {
    refusal = refused;
  }
  if (refusal) {
    response = common_.fallbacks.problem(*refusal, request);
  }
  const bool keep_alive = wants_more && parser_->is_done() && !common_.stopping.load();
  co_return co_await send(std::move(response), request, keep_alive);
}

// Reads until the header is complete; 0 when the client closed in between requests.
asio::awaitable<std::size_t> BeastConnection::read_head() {
  announced_.reset();
  idle_ = buffer_.size() == 0;
  if (idle_) {
    if (common_.stopping.load()) {
      co_return 0; // it was answering while the others were closed
    }
    allow(limits().idle_time);
    if (co_await receive() == 0) {
      co_return 0;
    }
    idle_ = false;
  }
  allow(limits().header_time);
  std::size_t searched = 0;
  for (;;) {
    const auto data = buffer_.data();
    const std::string_view text(static_cast<const char*>(data.data()), data.size());
    const std::size_t end = text.find("\r\n\r\n", searched);
    if (end != std::string_view::npos && end + 4 <= limits().header_bytes) {
      co_return end + 4;
    }
    if (text.size() > limits().header_bytes || end != std::string_view::npos) {
      throw Failure("request.header_too_large");
    }
    // A header that only a lenient parser would call complete is never waited for.
    if (text.find("\n\n") != std::string_view::npos || text.find("\n\r\n") == 0) {
      throw Failure("request.malformed");
    }
    searched = text.size() < 3 ? 0 : text.size() - 3;
    if (co_await receive() == 0) {
      throw Failure("request.incomplete");
    }
  }
}

// Appends what arrives to the buffer; 0 at the end of the stream. Running out of time inside a
// request throws Failure, in between requests it ends quietly.
asio::awaitable<std::size_t> BeastConnection::receive() {
  if (cut_) {
    co_return 0;
  }
  ErrorCode error;
  const auto space = buffer_.prepare(announced_.value_or(0) > kHeadPiece ? kPiece : kHeadPiece);
  const std::size_t count =
      co_await socket_.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
  buffer_.commit(count);
  if (timed_out_ && !idle_) {
    throw Failure("request.timeout");
  }
  if (error && error != asio::error::eof) {
    co_return 0;
  }
  co_return count;
}

void BeastConnection::parse_head(std::size_t length) {
  const std::string_view head(static_cast<const char*>(buffer_.data().data()), length);
  if (!ambiguity(head).empty()) {
    throw Failure("request.malformed");
  }
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
  parser_->body_limit(boost::none);
  ErrorCode error;
  const std::size_t used = parser_->put(asio::buffer(head.data(), head.size()), error);
  if (error || used != length || !parser_->is_header_done()) {
    throw Failure("request.malformed");
  }
  buffer_.consume(length);
  const auto& fields = parser_->get();
  const auto transfer = fields.equal_range(beast::http::field::transfer_encoding);
  const bool coded = transfer.first != transfer.second;
  if (coded && (std::next(transfer.first) != transfer.second ||
                !beast::iequals(transfer.first->value(), "chunked"))) {
    throw Failure("request.transfer_coding");
  }
  if (coded && (fields.count(beast::http::field::content_length) != 0 || fields.version() != 11)) {
    throw Failure("request.malformed");
  }
  if (fields.count(beast::http::field::content_length) > 1 ||
      !only_digits(fields[beast::http::field::content_length])) {
    throw Failure("request.malformed");
  }
  const auto hosts = fields.count(beast::http::field::host);
  if (hosts > 1 || (hosts == 0 && fields.version() == 11) || fields.target().empty() ||
      fields.target().front() != '/') {
    throw Failure("request.malformed");
  }
  if (const auto size = parser_->content_length()) {
    announced_ = *size;
  }
  expects_continue_ = beast::iequals(fields[beast::http::field::expect], "100-continue");
}

Request BeastConnection::make_request() const {
  const auto& fields = parser_->get();
  Request request;
  request.method = method_of(fields.method());
  request.id = crypto::hex(crypto::random_bytes(8));
  const std::string_view target(fields.target().data(), fields.target().size());
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = std::string(target.substr(0, question));
  request.query = parse_query(target.substr(std::min(question + 1, target.size())));
  request.headers.reserve(16);
  for (const auto& field : fields) {
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  const bool by_proxy = common_.proxies.trusts(peer_);
  request.client_address = common_.proxies.client(peer_, request.header("x-forwarded-for"));
  request.secure = by_proxy && request.header("x-forwarded-proto") == "https";
  const auto plain =
      peer_.is_v6() && peer_.to_v6().is_v4_mapped()
          ? asio::ip::address(asio::ip::make_address_v4(asio::ip::v4_mapped, peer_.to_v6()))
          : peer_;
  request.loopback = plain.is_loopback() && request.header("x-forwarded-for").empty();
  return request;
}

asio::awaitable<Response> BeastConnection::answer(Request& request) {
  Match match = common_.router.match(request.method, request.path);
  request.path_params = std::move(match.path_params);
  if (match.route == nullptr) {
    if (!match.allowed.empty()) {
      Response response = common_.fallbacks.problem(Failure("request.method"), request);
      response.headers.emplace_back("Allow", match.allowed);
      co_return response;
    }
    co_return co_await common_.fallbacks.not_found(request);
  }
  if (announced_.value_or(0) > match.route->body_limit) {
    throw Failure("request.too_large");
  }
  if (match.route->body == BodyKind::streamed) {
    parser_->body_limit(match.route->body_limit);
    request.stream = std::shared_ptr<BodyStream>(shared_from_this(), this);
  } else if (!parser_->is_done()) {
    co_await read_body(request, *match.route);
  }
  const Handler& handler = *match.handler;
  co_return co_await handler(request);
}

asio::awaitable<void> BeastConnection::read_body(Request& request, const Route& route) {
  parser_->body_limit(route.body_limit);
  request.body.reserve(announced_.value_or(0));
  allow(limits().body_time);
  for (;;) {
    std::string piece = co_await next();
    if (piece.empty()) {
      break;
    }
    request.body += piece;
  }
}

asio::awaitable<void> BeastConnection::permit_body() {
  if (!expects_continue_) {
    co_return;
  }
  expects_continue_ = false;
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  co_await asio::async_write(socket_, asio::buffer(kContinue.data(), kContinue.size()),
                             asio::use_awaitable);
}

asio::awaitable<std::string> BeastConnection::next() {
  if (parser_->is_done()) {
    co_return std::string();
  }
  co_await permit_body();
  std::string piece(std::min<std::uint64_t>(kPiece, announced_.value_or(kPiece)), '\0');
  auto& body = parser_->get().body();
  body.data = piece.data();
  body.size = piece.size();
  body.more = true;
  while (!parser_->is_done() && body.size == piece.size()) {
    if (buffer_.size() == 0) {
      allow(limits().body_time);
      if (co_await receive() == 0) {
        throw Failure("request.incomplete");
      }
    }
    ErrorCode error;
    buffer_.consume(parser_->put(buffer_.data(), error));
    if (error == beast::http::error::need_more) {
      // Part of a chunk's header: more has to arrive before anything can be taken. A bare line feed would never make
      // it whole.
      if (buffer_.size() > limits().header_bytes || has_bare_line_feed(buffer_)) {
        throw Failure("request.malformed");
      }
      allow(limits().body_time);
      if (co_await receive() == 0) {
        throw Failure("request.incomplete");
      }
    } else if (error == beast::http::error::body_limit) {
      throw Failure("request.too_large");
    } else if (error && error != beast::http::error::need_buffer) {
      throw Failure("request.malformed");
    }
  }
  piece.resize(piece.size() - body.size);
  co_return piece;
}

asio::awaitable<bool> BeastConnection::send(Response response, const Request& request,
                                            bool keep_alive) {
  settle_content(response, request);
  AnswerFacts facts;
  const bool endless = response.source && response.source->endless();
  keep_alive = keep_alive && !endless;
  facts.keep_alive = keep_alive;
  facts.strict_transport = common_.options.behind_https || request.secure;
  if (endless) {
    facts.content_length.reset();
  } else {
    facts.content_length = response.source ? response.source->size() : response.body.size();
  }
  const std::string head = answer_head(response, request, facts);
  const bool silent = request.method == Method::head || response.status == 304;
  const std::string& body = response.body;
  const std::array<asio::const_buffer, 2> parts{
      asio::buffer(head), asio::buffer(body.data(), silent ? 0 : body.size())};
  ++common_.counters.answers[static_cast<std::size_t>(response.status / 100)];
  allow(limits().write_time);
  co_await asio::async_write(socket_, parts, asio::use_awaitable);
  if (response.source && !silent) {
    co_await send_source(*response.source);
  }
  if (!keep_alive) {
    co_await linger();
  }
  co_return keep_alive;
}

asio::awaitable<void> BeastConnection::send_source(BodySource& source) {
  for (;;) {
    const std::string piece = co_await source.next();
    if (piece.empty()) {
      co_return;
    }
    allow(limits().write_time);
    co_await asio::async_write(socket_, asio::buffer(piece), asio::use_awaitable);
  }
}

// Closing while the client still sends would make its system throw our answer away: read a while,
// without keeping.
asio::awaitable<void> BeastConnection::linger() {
  ErrorCode error;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
  allow(std::chrono::seconds(2));
  std::string discarded(kPiece, '\0');
  for (int pieces = 0; pieces < 512 && !error; ++pieces) {
    co_await socket_.async_read_some(asio::buffer(discarded),
                                     asio::redirect_error(asio::use_awaitable, error));
  }
}

} // namespace

std::shared_ptr<Connection> make_connection(asio::ip::tcp::socket socket, Common& common) {
  return std::make_shared<BeastConnection>(std::move(socket), common);
}

} // namespace qudao::http
