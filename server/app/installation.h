// Installation: a data folder with its database and its secret, opened and brought to this version.
//
//   DATA/qudao.db      everything but file contents
//   DATA/files/        attachments by SHA-256; incoming/ and unfinished/: uploads on their way
//   DATA/secret.key    32 random bytes; keys of the audit chain, the captcha, second factors and the secrets of devices
//                      are derived from it
//
// Errors: std::exception with a text for the operator.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "server/clock/clock.h"
#include "server/storage/database.h"

namespace qudao::app {

constexpr std::string_view kDatabaseName = "qudao.db";
constexpr std::string_view kSecretName = "secret.key";
constexpr std::string_view kFilesName = "files";
constexpr std::string_view kWorkbooksName = "workbooks"; // under way, nothing to keep

struct Installation {
  std::unique_ptr<storage::Database> database;
  std::string secret;
  int migrated = 0; // migrations applied now

  std::string key_for(std::string_view purpose) const;
};

// `create`: makes folder, database and secret when they are not there; otherwise their absence is an error.
Installation open_installation(const std::filesystem::path& data, const Clock& clock, bool create,
                               int readers);

} // namespace qudao::app
