#include <array>
#include <ctime>

#include "core/text/utf8.h"
#include "server/crypto/digest.h"
#include "server/mail/mail.h"

namespace qudao::mail {

namespace {

// Addresses end up in headers: nothing that could start another one.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return line;
}

std::string date_of(Millis now) {
  const auto seconds = static_cast<std::time_t>(now / kSecond);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 48> text{};
  const std::size_t length =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S +0000", &parts);
  return {text.data(), length};
}

// RFC 2047 words of at most 75 characters: 42 bytes each, cut between characters.
std::string encoded_subject(std::string_view subject) {
  constexpr std::size_t kMost = 42;
  std::string encoded;
  std::size_t at = 0;
  while (at < subject.size()) {
    const std::size_t start = at;
    std::size_t end = at;
    while (at < subject.size()) {
      text::next_code_point(subject, at);
      if (at - start > kMost) {
        break;
      }
      end = at;
    }
    at = end;
    if (!encoded.empty()) {
      encoded += "\r\n ";
    }
    encoded += "=?UTF-8?B?" + crypto::base64_encode(subject.substr(start, end - start)) + "?=";
  }
  return encoded;
}

std::string wrapped_base64(std::string_view body) {
  constexpr std::size_t kLine = 76;
  const std::string encoded = crypto::base64_encode(body);
  std::string wrapped;
  for (std::size_t at = 0; at < encoded.size(); at += kLine) {
    wrapped += encoded.substr(at, kLine) + "\r\n";
  }
  return wrapped;
}

std::string domain_of(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? "localhost" : one_line(address.substr(at + 1));
}

} // namespace

std::string render(const Message& message, std::string_view from, std::string_view id, Millis now) {
  std::string wire;
  wire += "Date: " + date_of(now) + "\r\n";
  wire += "From: <" + one_line(from) + ">\r\n";
  wire += "To: <" + one_line(message.to) + ">\r\n";
  wire += "Message-ID: <" + std::string(id) + "@" + domain_of(from) + ">\r\n";
  wire += "Subject: " + encoded_subject(one_line(message.subject)) + "\r\n";
  wire += "MIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: base64\r\n"
          "Auto-Submitted: auto-generated\r\n\r\n";
  wire += wrapped_base64(message.body);
  return wire;
}

std::string enqueue(storage::Connection& connection, std::string_view tenant,
                    const Message& message, Millis now) {
  if (message.to.empty()) {
    return {};
  }
  std::string id = crypto::uuid_v7(now);
  connection.execute(
      "INSERT INTO mail_message (tenant_id, id, recipient, subject, body, state, attempts, "
      "next_attempt_at, last_error, created_at) VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, '', "
      "$6)",
      {tenant, id, message.to, message.subject, message.body, now});
  return id;
}

} // namespace qudao::mail
