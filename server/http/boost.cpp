// The compiled part of Asio and Beast (BOOST_ASIO_SEPARATE_COMPILATION), so that no other source
// pays for it.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
