// Internal of the room: which peers may speak for somebody else.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace qudao::http {

class TrustedProxies {
 public:
  // Each "10.0.0.7", "10.0.0.0/8" or the same for IPv6. Throws std::invalid_argument.
  explicit TrustedProxies(const std::vector<std::string>& blocks);

  bool trusts(const boost::asio::ip::address& address) const;

  // The right-most address of X-Forwarded-For that is not a trusted proxy; the peer when there is
  // none.
  std::string client(const boost::asio::ip::address& peer, std::string_view forwarded_for) const;

 private:
  struct Block {
    boost::asio::ip::address_v6 network; // IPv4 as mapped
    unsigned bits;
  };
  std::vector<Block> blocks_;
};

} // namespace qudao::http
