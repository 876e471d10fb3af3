// Files: attachments on disk by their SHA-256, their names and owners in the database.
//
// An upload is streamed to a temporary file, hashed on the way, forced to disk and then renamed to
// its hash: equal content is stored once, a crash leaves at most a temporary file that the next
// start removes. What the content really is (magic bytes, and the parts of an Office package) must
// agree with the declared type. Types: PDF, PNG, JPEG, WebP, TIFF, DOCX, XLSX. Uploads that can go on
// after an interruption are server/uploads; what they become is an attachment like any other.
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
#include <vector>

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
  std::uint64_t largest() const { return largest_; }
  const std::filesystem::path& folder() const { return folder_; }

  // Blocking: keeps the content of a file of the same file system under its hash as well, on disk
  // when this returns. The name it has stays.
  void adopt(const std::filesystem::path& file, std::string_view sha256) const;

 private:
  std::filesystem::path folder_;
  std::uint64_t largest_;
  WorkerPool disk_;
};

// Blocking: what a file holds, read from beginning to end.
struct Content {
  std::string sha256;
  std::uint64_t size = 0;
  std::string type; // by sniff
};
Content inspect(const std::filesystem::path& file);

bool is_accepted(std::string_view content_type);

// A file name for people: no path, no control characters, UTF-8 of at most 200 bytes; never empty.
std::string plain_name(std::string_view name);

// Inside closures.
Attachment record(storage::Connection&, const audit::Actor&, Attachment attachment,
                  Millis now); // gives it an id unless it has one
std::optional<Attachment> find(storage::Connection&, std::string_view tenant, std::string_view id);
// The one this user uploaded last with this content.
std::optional<Attachment> find_own(storage::Connection&, std::string_view tenant,
                                   std::string_view user, std::string_view sha256);
// Which of these contents the user has not uploaded: what a command that names files by their hash
// still waits for. Of what others uploaded it tells nothing.
std::vector<std::string> missing_contents(storage::Connection&, std::string_view tenant,
                                          std::string_view user,
                                          const std::vector<std::string>& sha256s);

// What the first bytes (and, of a zip, the last) say: a content type, or "".
std::string sniff(std::string_view start, std::string_view end);

} // namespace qudao::files
