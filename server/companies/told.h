// Mails about several companies. Internal of the room.
#pragma once

#include <map>
#include <string>

#include "server/notifications/notifications.h"

namespace qudao::companies {

// One mail to each, with what it is about: their companies, one a line.
class Told {
 public:
  void add(const std::string& person, const std::string& name);
  void mail(storage::Connection& connection, const notifications::Notifications& notices,
            const std::string& tenant, std::string_view kind, Millis now) const;

 private:
  struct People {
    std::size_t companies = 0;
    std::string names;
  };
  std::map<std::string, People> people_;
};

} // namespace qudao::companies
