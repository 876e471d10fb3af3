// Files: attachments on disk by their SHA-256, their names and owners in the database.
//
// An upload is streamed to a temporary file, hashed on the way, forced to disk and then renamed to
// its hash: equal content is stored once, a crash leaves at most a temporary file that the next
// start removes. What the content really is (magic bytes, and the parts of an Office package) must
// agree with the declared type. Types: PDF, PNG, JPEG, WebP, TIFF, DOCX, XLSX.
//
// Cost: disk speed; disk work runs on threads of its own. Errors: Failure file.empty,
// file.too_large, file.type_unknown, file.type_mismatch; StorageError. Thread safety: any thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/value/value.h"
#include "server/audit/audit.h"
#include "server/clock/clock.h"
#include "server/http/message.h"
#include "server/storage/connection.h"
#include "server/workers/workers.h"

namespace qudao::files {

struct Attachment {
  std::string id;
  std::string sha256;
  std::uint64_t size = 0;
  std::string content_type;
  std::string file_name;
  std::string type; // document type, "" when not said
  std::string created_by;
  Millis created_at = 0;
};

Value to_value(const Attachment& attachment); // {id, sha256, size, content_type, file_name, type}

struct Upload {
  std::string content_type; // declared
  std::string file_name;
  std::string type;
};

class Store {
 public:
  Store(std::filesystem::path folder, std::uint64_t largest);

  // Takes the whole stream to disk; `record` then makes it known.
  boost::asio::awaitable<Attachment> receive(std::shared_ptr<http::BodyStream> body, Upload upload);

  boost::asio::awaitable<std::shared_ptr<http::BodySource>> open(const Attachment& attachment);

  std::filesystem::path path_of(std::string_view sha256) const;

 private:
  std::filesystem::path folder_;
  std::uint64_t largest_;
  WorkerPool disk_;
};

// Inside closures.
Attachment record(storage::Connection&, const audit::Actor&, Attachment attachment,
                  Millis now); // gives it its id
std::optional<Attachment> find(storage::Connection&, std::string_view tenant, std::string_view id);

// What the first bytes (and, of a zip, the last) say: a content type, or "".
std::string sniff(std::string_view start, std::string_view end);

} // namespace qudao::files
