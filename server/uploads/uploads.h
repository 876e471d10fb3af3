// Uploads that survive what happens on the way: bytes arrive in parts, over any number of connections
// and restarts of the server, and become an attachment (server/files) when all are there. The rules
// are those of tus 1.0 (https://tus.io/protocols/resumable-upload); server/api speaks its headers.
//
//   create   announces size, SHA-256, type and name; the same again answers the same upload
//   append   adds bytes at the offset that was answered before
//   find     tells the offset
//   remove   gives up
//
// The offset is the size of the file of the upload, FILES/unfinished/TENANT.ID, forced to disk before it is
// answered: after kill -9 or a power cut it is what is there. Whoever appends holds a lock on that
// file; the second one is refused (upload.busy), in this process or another, and one that has been
// silent for a while loses its connection then, so that a client that came back need not wait for the
// old connection to time out. What comes with a checksum is appended only when all of it has come and
// agrees.
//
// When the last byte is there, the content must have the announced SHA-256 and be of the announced
// type: then it is kept under its hash and recorded with the upload's id as the attachment's id.
// Otherwise the upload is gone and nothing is recorded. A crash in between loses nothing: whoever
// asks next finishes it. The row of a finished upload stays until it expires.
//
// A content that the same user has uploaded before is not asked for again: such an upload is finished
// at once. Nobody is told what others have uploaded.
//
// Limits: the size of one file; number and announced bytes of what a user has unfinished; days until
// what is unfinished expires. A backup holds no bytes of unfinished uploads: they begin at 0 again.
//
// Cost: a commit to create, a flush per append, reading all bytes once and a commit to finish. Errors:
// Failure not_found (also what is somebody else's), upload.expired, upload.busy, upload.offset,
// upload.id_taken, upload.too_many, upload.checksum_mismatch, upload.hash_mismatch, file.empty,
// file.too_large, file.type_unknown, file.type_mismatch; StorageError. Thread safety: any thread;
// sweep and the constructor block.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/audit/audit.h"
#include "server/clock/clock.h"
#include "server/crypto/digest.h"
#include "server/files/files.h"
#include "server/http/message.h"
#include "server/storage/database.h"
#include "server/workers/workers.h"

namespace qudao::uploads {

struct Limits {
  int unfinished = 100;                                     // uploads of one user
  std::uint64_t unfinished_bytes = std::uint64_t{1} << 30U; // announced by one user
  Millis lifetime = 7 * kDay;
};

// What a creation says of the attachment to be.
struct Announcement {
  std::string id; // a UUID; "": one is made
  std::string sha256;
  std::uint64_t size = 0;
  std::string content_type;
  std::string file_name; // as files::plain_name makes them
  std::string type;
  std::string metadata; // kept as it is
};

struct Upload {
  Announcement about;
  std::uint64_t offset = 0;
  Millis expires_at = 0;
  bool finished = false; // there is an attachment of this id
};

struct Checksum {
  crypto::Algorithm algorithm = crypto::Algorithm::sha1;
  std::string digest; // its bytes
};

class Partial; // partial.h

class Uploads {
 public:
  Uploads(files::Store& files, storage::Database& database, const Clock& clock, Limits limits);

  // The user is the actor's; what is another user's is not_found.
  boost::asio::awaitable<Upload> create(audit::Actor actor, Announcement about);
  boost::asio::awaitable<Upload> find(audit::Actor actor, std::string id);
  boost::asio::awaitable<Upload> append(audit::Actor actor, std::string id, std::uint64_t offset,
                                        std::shared_ptr<http::BodyStream> body,
                                        std::optional<Checksum> checksum);
  boost::asio::awaitable<void> remove(audit::Actor actor, std::string id);

  // Removes what has expired, and files nobody knows of. At the start, then once a minute.
  void sweep();

 private:
  class Hearing;
  // A body that is being appended, and when it was last heard of.
  struct Arriving {
    std::weak_ptr<http::BodyStream> body;
    Millis heard = 0;
  };
  // An upload whose bytes nobody else can touch, until this is gone: before the answer, so that whoever
  // was answered can go on. Work on other threads must not own it.
  struct Held {
    Upload upload;
    std::unique_ptr<Partial> partial;
  };

  boost::asio::awaitable<Upload> load(audit::Actor actor, std::string id);
  boost::asio::awaitable<Held> hold(audit::Actor actor, std::string id);
  boost::asio::awaitable<void> receive(Partial& partial, std::string name,
                                       std::shared_ptr<http::BodyStream> body, std::uint64_t most,
                                       std::optional<Checksum> checksum);
  boost::asio::awaitable<Upload> settle(audit::Actor actor, Held held);
  void cut_if_silent(const std::string& name);

  files::Store& files_;
  storage::Database& database_;
  const Clock& clock_;
  Limits limits_;
  std::filesystem::path folder_;
  WorkerPool disk_;
  std::mutex mutex_; // of arriving_
  std::unordered_map<std::string, Arriving> arriving_;
};

} // namespace qudao::uploads
