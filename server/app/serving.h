// Serving: the rooms wired together behind a listening port.
//
// Errors: the constructor throws when the data folder or the port cannot be had. Thread safety: one thread.
#pragma once

#include <memory>
#include <string>

#include "server/clock/clock.h"
#include "server/config/config.h"

namespace qudao::app {

class Serving {
 public:
  Serving(const config::Serve& options, const Clock& clock);
  ~Serving(); // stops: finishes running requests and everything acknowledged
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  std::string address() const;    // http://127.0.0.1:8080
  std::string setup_link() const; // "" when there are users
  void sweep();                   // removes what has expired; once a minute

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

} // namespace qudao::app
