#include "server/http/proxy.h"

#include <charconv>
#include <stdexcept>

namespace qudao::http {

namespace ip = boost::asio::ip;

namespace {

ip::address_v6 as_v6(const ip::address& address) {
  return address.is_v6() ? address.to_v6() : ip::make_address_v6(ip::v4_mapped, address.to_v4());
}

bool same_prefix(const ip::address_v6::bytes_type& a, const ip::address_v6::bytes_type& b,
                 unsigned bits) {
  for (std::size_t i = 0; i < a.size() && bits > 0; ++i) {
    const unsigned here = bits < 8 ? bits : 8;
    const auto mask = static_cast<unsigned char>(0xFFU << (8U - here));
    if ((a[i] & mask) != (b[i] & mask)) {
      return false;
    }
    bits -= here;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  return text;
}

} // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& blocks) {
  for (const std::string& block : blocks) {
    const std::size_t slash = block.find('/');
    boost::system::error_code error;
    const ip::address address = ip::make_address(block.substr(0, slash), error);
    unsigned bits = address.is_v4() ? 32 : 128;
    if (slash != std::string::npos) {
      const char* first = block.data() + slash + 1;
      const char* last = block.data() + block.size();
      const auto parsed = std::from_chars(first, last, bits);
      if (parsed.ec != std::errc() || parsed.ptr != last || bits > (address.is_v4() ? 32U : 128U)) {
        error = boost::asio::error::invalid_argument;
      }
    }
    if (error) {
      throw std::invalid_argument("not an address or block of addresses: " + block);
    }
    blocks_.push_back({as_v6(address), address.is_v4() ? bits + 96 : bits});
  }
}

bool TrustedProxies::trusts(const ip::address& address) const {
  const auto bytes = as_v6(address).to_bytes();
  for (const Block& block : blocks_) {
    if (same_prefix(bytes, block.network.to_bytes(), block.bits)) {
      return true;
    }
  }
  return false;
}

std::string TrustedProxies::client(const ip::address& peer, std::string_view forwarded_for) const {
  ip::address known = peer;
  while (trusts(known) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    const std::string_view last =
        comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
    boost::system::error_code error;
    const ip::address named = ip::make_address(std::string(trimmed(last)), error);
    if (error) {
      break;
    }
    known = named;
    forwarded_for = forwarded_for.substr(0, comma == std::string_view::npos ? 0 : comma);
  }
  return known.to_string();
}

} // namespace qudao::http
