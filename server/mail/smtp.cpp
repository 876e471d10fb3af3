#include "server/mail/smtp.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <curl/curl.h>
#include <memory>

namespace qudao::mail {

namespace {

constexpr long kConnectSeconds = 10;
constexpr long kTotalSeconds = 60;

struct Remaining {
  const char* data;
  std::size_t size;
};

std::size_t read_wire(char* target, std::size_t size, std::size_t count, void* context) {
  auto* remaining = static_cast<Remaining*>(context);
  const std::size_t taken = std::min(size * count, remaining->size);
  std::memcpy(target, remaining->data, taken);
  remaining->data += taken;
  remaining->size -= taken;
  return taken;
}

void set_identity(CURL* curl, const SmtpOptions& options) {
  if (options.user.empty()) {
    return;
  }
  curl_easy_setopt(curl, CURLOPT_USERNAME, options.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, options.password.c_str());
  // A password never goes over an open line.
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
}

} // namespace

Delivery deliver(const SmtpOptions& options, const std::string& to, const std::string& wire) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 curl_easy_cleanup);
  if (!curl) {
    return {false, false, "libcurl cannot be initialised"};
  }
  const std::string from = '<' + options.from + '>';
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
      curl_slist_append(nullptr, ('<' + to + '>').c_str()), curl_slist_free_all);
  Remaining remaining{wire.data(), wire.size()};
  std::array<char, CURL_ERROR_SIZE> reason{};
  curl_easy_setopt(curl.get(), CURLOPT_URL, options.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
  set_identity(curl.get(), options);
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, read_wire);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &remaining);
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kTotalSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, reason.data());
  const CURLcode status = curl_easy_perform(curl.get());
  if (status == CURLE_OK) {
    return {true, false, {}};
  }
  long answer = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
  const std::string error = reason.front() == '\0' ? curl_easy_strerror(status) : reason.data();
  return {false, answer >= 500 && answer < 600, error};
}

} // namespace qudao::mail
