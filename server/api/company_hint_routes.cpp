#include "core/match/hint.h"
#include "core/value/json.h"
#include "server/api/company_call.h"
#include "server/api/routes.h"
#include "server/crypto/digest.h"
#include "server/embedded/embedded.h"
#include "server/failure/failure.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kMostKeys = 8'000'000;

match::Salt new_salt() {
  match::Salt salt{};
  const std::string octets = crypto::random_bytes(salt.size());
  std::copy(octets.begin(), octets.end(), salt.begin());
  return salt;
}

// By the words of then: whoever asks reads names as they were read for the hint.
std::shared_ptr<const http::Asset> asset_of(match::HintBuilder& builder, const Value& words,
                                            Millis now) {
  auto asset = std::make_shared<http::Asset>();
  const auto keys = static_cast<std::int64_t>(builder.keys());
  asset->plain = write_json(Value::map({{"hint", Value::string(builder.build())},
                                        {"keys", Value::integer(keys)},
                                        {"false_alarms", Value::real(match::kFalseAlarms)},
                                        {"words", words},
                                        {"built_at", Value::string(rfc3339(now))}}));
  asset->content_type = "application/json";
  asset->etag = '"' + crypto::sha256_hex(asset->plain).substr(0, 32) + '"';
  asset->cache_control = "private, no-cache";
  return asset;
}

asio::awaitable<http::Response> show_hint(Services& services, Call call) {
  const std::string library = call.parameter("library");
  const records::Caller caller = company_caller(services, call);
  Domain& domain = *services.domain;
  // Who is not in the library finds none, built or not.
  auto begin = [&services, caller, library](storage::Connection& connection) {
    services.domain->companies.hint_keys(connection, caller, library, {"~", ""});
    return services.domain->companies.words(connection, caller.who.tenant_id);
  };
  const Value words = co_await services.database.read(begin);
  const Value document = *words.find("document");
  const std::string key =
      caller.who.user_id + '/' + library + '/' + std::to_string(document.find("version")->as_int());
  http::Response response;
  response.asset = domain.hints.find(key, caller.now);
  if (response.asset) {
    co_return response;
  }
  auto builder = std::make_shared<match::HintBuilder>(new_salt());
  companies::HintPlace at;
  for (bool more = true; more;) {
    auto read = [&services, caller, library, at, builder](storage::Connection& connection) {
      companies::HintPage page =
          services.domain->companies.hint_keys(connection, caller, library, at);
      for (const std::string& each : page.keys) {
        builder->add(each);
      }
      page.keys.clear();
      return page;
    };
    const companies::HintPage page = co_await services.database.read(read);
    more = page.more;
    at = page.next;
    if (builder->keys() > kMostKeys) {
      throw Failure("hint.too_large");
    }
  }
  const bool own = document.find("version")->as_int() > 0;
  std::shared_ptr<const http::Asset> asset;
  std::function<void()> work = [&asset, builder, &document, own, now = caller.now] {
    asset = asset_of(*builder, own ? document : Value(), now);
  };
  co_await domain.hint_builders.run(std::move(work));
  domain.hints.put(key, asset, caller.now);
  response.asset = std::move(asset);
  co_return response;
}

// The words company names are made of, for whoever reads names without a connection.
asio::awaitable<http::Response> show_lexicon(Services& /*services*/, Call /*call*/) {
  static const auto kLexicon =
      http::make_asset("text/plain; charset=utf-8",
                       std::string(embedded::lexicon().front().content), "private, no-cache");
  http::Response response;
  response.asset = kLexicon;
  co_return response;
}

} // namespace

void add_company_hint_routes(Frame& frame) {
  frame.get("/api/v1/libraries/{library}/hint", Who::signed_in, show_hint);
  frame.get("/api/v1/lexicon", Who::signed_in, show_lexicon);
}

} // namespace qudao::api
