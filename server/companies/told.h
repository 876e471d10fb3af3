// Mails and notices about several companies. Internal of the room.
#pragma once

#include <map>
#include <string>

#include "server/notifications/notifications.h"

namespace qudao::companies {

// One mail to each, with what it is about: their companies, one a line.
class Told {
 public:
  void add(const std::string& person, const std::string& name);
  // Of those that are about one company the notice leads to it: library/id.
  void add(const std::string& person, const std::string& name, const std::string& address);
  void mail(storage::Connection& connection, const notifications::Notifications& notices,
            const std::string& tenant, std::string_view kind, Millis now) const;
  // In the app as well; `by` is the name of whoever did it.
  void tell(storage::Connection& connection, const notifications::Notifications& notices,
            const std::string& tenant, std::string_view kind, const std::string& by,
            Millis now) const;

 private:
  struct People {
    std::size_t companies = 0;
    std::string names;
    std::string address;
  };
  std::map<std::string, People> people_;
};

} // namespace qudao::companies
