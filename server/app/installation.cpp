#include "server/app/installation.h"

#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "server/audit/audit.h"
#include "server/crypto/digest.h"
#include "server/files/disk.h"
#include "server/storage/migration.h"

namespace qudao::app {

namespace fs = std::filesystem;

namespace {

std::string read_secret(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void create_secret(const fs::path& file) {
  files::Descriptor descriptor(file, O_WRONLY | O_CREAT | O_EXCL);
  descriptor.write(crypto::hex(crypto::random_bytes(32)));
  descriptor.sync();
}

} // namespace

std::string Installation::key_for(std::string_view purpose) const {
  return crypto::hmac_sha256_hex(secret, purpose);
}

Installation open_installation(const fs::path& data, const Clock& clock, bool create, int readers) {
  crypto::initialise();
  const fs::path file = data / kDatabaseName;
  const fs::path secret = data / kSecretName;
  if (!create && !fs::exists(file)) {
    throw std::runtime_error("there is no Qudao database in " + data.string());
  }
  if (fs::exists(file) && !fs::exists(secret)) {
    throw std::runtime_error(secret.string() + " is missing: restore it from a backup");
  }
  if (create) {
    fs::create_directories(data / kFilesName);
  }
  if (create && !fs::exists(secret)) {
    create_secret(secret);
  }
  Installation installation;
  installation.secret = read_secret(secret);
  storage::SqliteOptions options;
  options.file = file;
  options.readers = readers;
  installation.database = storage::open_sqlite(options);
  installation.migrated =
      storage::migrate(*installation.database, storage::migrations(), clock.now());
  audit::set_key(installation.key_for("audit"));
  return installation;
}

} // namespace qudao::app
