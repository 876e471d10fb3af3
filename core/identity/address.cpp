#include "core/identity/address.h"

#include <algorithm>

#include "core/identity/fold.h"

namespace qudao::identity {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

bool is_label(std::string_view label, bool international) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
    return false;
  return std::all_of(label.begin(), label.end(), [&](char c) {
    return is_digit(c) || is_letter(c) || c == '-' || (international && !is_ascii(c));
  });
}

// At least two labels, the last of them not a number (which would be an address, not a name).
bool is_domain(std::string_view domain, bool international) {
  if (domain.empty() || domain.size() > 253) return false;
  std::size_t labels = 0;
  std::string_view last;
  for (std::size_t begin = 0; begin <= domain.size();) {
    const std::size_t dot = std::min(domain.find('.', begin), domain.size());
    last = domain.substr(begin, dot - begin);
    if (!is_label(last, international)) return false;
    ++labels;
    begin = dot + 1;
  }
  return labels >= 2 && last.size() >= 2 && !all_digits(last);
}

bool is_ipv4(std::string_view host) {
  int parts = 0;
  for (std::size_t begin = 0; begin <= host.size(); ++parts) {
    const std::size_t dot = std::min(host.find('.', begin), host.size());
    const std::string_view part = host.substr(begin, dot - begin);
    if (part.empty() || part.size() > 3 || !all_digits(part)) return false;
    int number = 0;
    for (const char c : part)
      number = number * 10 + (c - '0');
    if (number > 255) return false;
    begin = dot + 1;
  }
  return parts == 4;
}

bool is_local_part(std::string_view local) {
  constexpr std::string_view kAtoms = "!#$%&'*+-/=?^_`{|}~.";
  if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.' ||
      local.find("..") != std::string_view::npos)
    return false;
  return std::all_of(local.begin(), local.end(), [&](char c) {
    return is_digit(c) || is_letter(c) || kAtoms.find(c) != std::string_view::npos;
  });
}

bool is_port(std::string_view port) {
  if (port.empty() || port.size() > 5 || !all_digits(port)) return false;
  int number = 0;
  for (const char c : port)
    number = number * 10 + (c - '0');
  return number >= 1 && number <= 65535;
}

bool is_url_tail(std::string_view tail) {
  constexpr std::string_view kForbidden = " <>\"\\^`{}|";
  return std::none_of(tail.begin(), tail.end(), [&](char c) {
    return (is_ascii(c) && (c < 0x20 || c == 0x7F)) || kForbidden.find(c) != std::string_view::npos;
  });
}

} // namespace

FormatResult postcode(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.postcode");
  std::string code = fold_code(typed, true);
  if (code.size() != 6 || !all_digits(code) || code == "000000") return wrong("format.postcode");
  return code;
}

FormatResult email(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.email");
  const std::string text = fold_input(typed);
  const std::size_t at = text.rfind('@');
  if (at == std::string::npos || text.size() > 254) return wrong("format.email");
  const std::string_view local = std::string_view(text).substr(0, at);
  const std::string_view domain = std::string_view(text).substr(at + 1);
  if (!is_local_part(local) || !is_domain(domain, false)) return wrong("format.email");
  return std::string(local) + '@' + lower(domain);
}

FormatResult url(std::string_view typed) {
  if (typed.size() > kLongestInput) return wrong("format.url");
  const std::string text = fold_input(typed);
  std::string scheme = "http";
  std::string_view rest = text;
  if (const std::size_t colon = text.find("://"); colon != std::string::npos) {
    scheme = lower(std::string_view(text).substr(0, colon));
    rest.remove_prefix(colon + 3);
  }
  if (scheme != "http" && scheme != "https") return wrong("format.url");
  const std::size_t tail_at = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view host = rest.substr(0, tail_at);
  std::string_view port;
  if (const std::size_t colon = host.rfind(':'); colon != std::string_view::npos) {
    port = host.substr(colon + 1);
    host = host.substr(0, colon);
    if (!is_port(port)) return wrong("format.url");
  }
  const std::string_view tail = rest.substr(tail_at);
  if (!(is_domain(host, true) || is_ipv4(host)) || !is_url_tail(tail)) return wrong("format.url");
  std::string out = scheme + "://" + lower(host);
  if (!port.empty()) out.append(1, ':').append(port);
  return out.append(tail);
}

} // namespace qudao::identity
