// What handlers work with. Made by app, alive as long as the server; every member may be used from
// any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/value/value.h"
#include "server/accounts/accounts.h"
#include "server/accounts/captcha.h"
#include "server/accounts/rate.h"
#include "server/clock/clock.h"
#include "server/config/config.h"
#include "server/crypto/hasher.h"
#include "server/files/files.h"
#include "server/mail/mail.h"
#include "server/storage/database.h"
#include "server/uploads/uploads.h"
#include "server/workbooks/workbooks.h"

namespace qudao::api {

struct Domain; // domain.h

struct Services {
  const config::Serve& options;
  const Clock& clock;
  storage::Database& database;
  crypto::Hasher& hasher;
  accounts::Accounts& accounts;
  accounts::Captcha& captcha;
  accounts::RateLimit& rate;
  files::Store& files;
  uploads::Uploads& uploads;
  workbooks::Workbooks& workbooks;
  mail::Outbox& mail;
  accounts::SecondFactor& second_factor;
  // What secrets of devices are derived from (GET /me/device-secret).
  std::string device_key;
  std::function<std::string()>
      base_url; // what links in mails begin with; never taken from a request

  std::shared_ptr<const http::Asset> openapi{}; // made of all routes once they are known

  // Rooms add members to GET /me (partner, permissions, unread).
  std::vector<std::function<void(storage::Connection&, const accounts::Principal&, Map&)>>
      me_parts{};
  // Rooms say who else than the uploader may read an attachment; one yes is enough.
  std::vector<std::function<bool(storage::Connection&, const accounts::Principal&,
                                 const files::Attachment&)>>
      attachment_readers{};
  // Lines of /metrics beyond the platform's own.
  std::vector<std::function<void(std::string&)>> metric_parts{};

  std::shared_ptr<Domain> domain{}; // there before any request
};

} // namespace qudao::api
