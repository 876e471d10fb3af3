#include "server/app/serving.h"

#include <fstream>
#include <thread>

#include "server/accounts/setup.h"
#include "server/api/domain.h"
#include "server/api/frame.h"
#include "server/api/import_work.h"
#include "server/api/openapi.h"
#include "server/api/routes.h"
#include "server/app/installation.h"
#include "server/app/metrics.h"
#include "server/demo/demo.h"
#include "server/http/server.h"
#include "server/http/web_app.h"

namespace qudao::app {

namespace asio = boost::asio;

namespace {

constexpr auto kGrace = std::chrono::seconds(10);
constexpr int kReaders = 2;

int loops_for(const config::Serve& options) {
  const auto processors = static_cast<int>(std::thread::hardware_concurrency());
  return options.threads > 0 ? options.threads : std::max(1, processors);
}

accounts::SessionLimits session_limits(const config::Serve& options) {
  return {options.session_idle_minutes * kMinute, options.session_days * kDay};
}

accounts::SignInLimits sign_in_limits(const config::Serve& options) {
  accounts::SignInLimits limits;
  limits.failures = options.sign_in_failures;
  limits.block = options.sign_in_block_seconds * kSecond;
  return limits;
}

uploads::Limits upload_limits(const config::Serve& options) {
  return {options.unfinished_uploads, options.unfinished_bytes, options.upload_days * kDay};
}

mail::SmtpOptions smtp_options(const config::Serve& options) {
  mail::SmtpOptions smtp;
  smtp.url = options.smtp_url;
  smtp.user = options.smtp_user;
  smtp.from = options.mail_from;
  smtp.first_retry = options.mail_retry_seconds * kSecond;
  if (!options.smtp_password_file.empty()) {
    std::ifstream file(options.smtp_password_file);
    std::getline(file, smtp.password);
  }
  return smtp;
}

http::ServerOptions server_options(const config::Serve& options) {
  http::ServerOptions server;
  server.host = options.host;
  server.port = options.port;
  server.threads = loops_for(options);
  server.trusted_proxies = options.trusted_proxies;
  server.behind_https = options.public_url.rfind("https://", 0) == 0;
  return server;
}

http::Response problem_for(const Failure& failure, const http::Request& request) {
  return api::problem(failure, request.id, api::asked_locale(request).value_or("zh-CN"));
}

asio::awaitable<http::Response> serve_page(const http::WebApp& web, http::Request request) {
  const bool reads = request.method == http::Method::get || request.method == http::Method::head;
  if (reads) {
    if (auto page = web.find(http::percent_decode(request.path, false))) {
      co_return *page;
    }
  }
  co_return problem_for(Failure("not_found"), request);
}

void install_demo(api::Services& services, bool with_companies) {
  const std::string hash = crypto::Hasher::hash_now(demo::kPassword);
  services.database.write_now([&](storage::Connection& connection) {
    const api::Domain& domain = *services.domain;
    const std::string tenant(accounts::kTenant);
    const Millis now = services.clock.now();
    const bool made = demo::install(connection, tenant, domain.records, domain.notices, hash, now);
    if (made && with_companies) {
      demo::add_companies(connection, tenant, domain.companies, now);
    }
  });
}

std::string local_address(const std::string& host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string::npos;
  return "http://" + (v6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

std::string first_setup_link(storage::Database& database, const config::Serve& options,
                             const Clock& clock) {
  if (options.demo) {
    return {};
  }
  return database.write_now([now = clock.now()](storage::Connection& connection) {
    if (accounts::has_users(connection, accounts::kTenant)) {
      return std::string();
    }
    return accounts::make_setup_link(connection, accounts::kTenant, now);
  });
}

// Companies go back to their pools, and who owns them is told before, and of what has to be followed up: a batch, and another one behind it while there are more, so
// that others write in between. What is queued may outlast the server's parts, so it holds the domain.
void work_companies(storage::Database& database, const std::shared_ptr<api::Domain>& domain,
                    const Clock& clock) {
  auto more = std::make_shared<bool>(false);
  auto work = [domain, &clock, more](storage::Connection& connection) {
    const std::string tenant(accounts::kTenant);
    const Millis now = clock.now();
    const int recycled = domain->companies.recycle_due(connection, tenant, now);
    const int reminded = domain->companies.remind_follow_up(connection, tenant, now);
    *more = domain->companies.warn_due(connection, tenant, now) + recycled + reminded > 0;
  };
  database.submit_write(work, [&database, domain, &clock, more](const std::exception_ptr& error) {
    if (error == nullptr && *more) {
      work_companies(database, domain, clock);
    }
  });
}

} // namespace

// In the order of construction; destroyed backwards: first the listener, last the database.
struct Serving::Parts {
  Parts(const config::Serve& serve, const Clock& time)
      : options(serve), clock(time),
        installation(open_installation(serve.data, time, true, kReaders)),
        second_factor(installation.key_for("second_factor")),
        accounts(*installation.database, hasher, clock, second_factor, session_limits(serve),
                 sign_in_limits(serve)),
        captcha(installation.key_for("captcha")),
        rate(serve.requests_per_minute, serve.requests_per_minute),
        files(serve.data / kFilesName, serve.file_bytes),
        uploads(files, *installation.database, clock, upload_limits(serve)),
        workbooks(serve.data / kWorkbooksName),
        mail(*installation.database, clock, smtp_options(serve)) {
    storage::Database& database = *installation.database;
    database.write_now([now = clock.now()](storage::Connection& connection) {
      accounts::ensure_tenant(connection, accounts::kTenant, "", now);
    });
    uploads.sweep();
    if (!serve.web.empty()) {
      web = http::WebApp(serve.web);
    }
    services.domain = api::start_domain(services);
    if (serve.demo) {
      install_demo(services, serve.demo_companies);
    }
    api::add_routes(frame, serve.file_bytes);
    services.openapi = api::openapi_document(frame.routes());
    services.metric_parts.push_back([this](std::string& text) {
      append_metrics(text, *installation.database, server->counters());
    });
    listen();
    api::work_imports(database, services.domain, clock); // those that a stop interrupted
    setup_token = first_setup_link(database, serve, clock);
  }

  std::string base_url() const {
    return options.public_url.empty() ? local_address(options.host, server->port())
                                      : options.public_url;
  }

  void listen() {
    http::Fallbacks fallbacks;
    fallbacks.not_found = [this](http::Request request) {
      return serve_page(web, std::move(request));
    };
    fallbacks.problem = problem_for;
    server = std::make_unique<http::Server>(server_options(options), router, std::move(fallbacks));
  }

  config::Serve options;
  const Clock& clock;
  Installation installation;
  crypto::Hasher hasher;
  accounts::SecondFactor second_factor;
  accounts::Accounts accounts;
  accounts::Captcha captcha;
  accounts::RateLimit rate;
  files::Store files;
  uploads::Uploads uploads;
  workbooks::Workbooks workbooks;
  mail::Outbox mail;
  api::Services services{options,
                         clock,
                         *installation.database,
                         hasher,
                         accounts,
                         captcha,
                         rate,
                         files,
                         uploads,
                         workbooks,
                         mail,
                         second_factor,
                         installation.key_for("device"),
                         [this] { return base_url(); }};
  http::Router router;
  api::Frame frame{router, services};
  http::WebApp web;
  std::string setup_token;
  std::unique_ptr<http::Server> server;
};

Serving::Serving(const config::Serve& options, const Clock& clock)
    : parts_(std::make_unique<Parts>(options, clock)) {}

Serving::~Serving() {
  parts_->services.domain->pokes.close(); // nobody waits for those who only listen
  parts_->server->stop(kGrace);
}

std::string Serving::address() const {
  return local_address(parts_->options.host, parts_->server->port());
}

std::string Serving::setup_link() const {
  if (parts_->setup_token.empty()) {
    return {};
  }
  return parts_->base_url() + "/setup/" + parts_->setup_token;
}

void Serving::sweep() {
  parts_->accounts.sweep();
  parts_->uploads.sweep();
  auto forget = [now = parts_->clock.now()](storage::Connection& connection) {
    sync_server::sweep(connection, std::string(accounts::kTenant), now);
    companies::Imports::sweep(connection, std::string(accounts::kTenant), now);
    companies::Companies::forget_refusals(connection, std::string(accounts::kTenant), now);
  };
  parts_->installation.database->submit_write(forget, [](const std::exception_ptr&) {});
  work_companies(*parts_->installation.database, parts_->services.domain, parts_->clock);
  api::work_imports(*parts_->installation.database, parts_->services.domain, parts_->clock);
}

} // namespace qudao::app
