#include "server/uploads/table.h"

#include "server/failure/failure.h"

namespace qudao::uploads {

namespace {

constexpr std::string_view kSelect =
    "SELECT tenant_id, id, user_id, sha256, size, content_type, file_name, type, metadata, "
    "expires_at, finished FROM upload ";

Row read_row(const storage::Row& row) {
  Row found;
  found.tenant_id = row.text(0);
  found.user_id = row.text(2);
  Upload& upload = found.upload;
  upload.about = {row.text(1), row.text(3), static_cast<std::uint64_t>(row.integer(4)),
                  row.text(5), row.text(6), row.text(7),
                  row.text(8)};
  upload.expires_at = row.integer(9);
  upload.finished = row.flag(10);
  upload.offset = upload.finished ? upload.about.size : 0;
  return found;
}

bool same(const Announcement& a, const Announcement& b) {
  return a.sha256 == b.sha256 && a.size == b.size && a.content_type == b.content_type &&
         a.file_name == b.file_name && a.type == b.type;
}

bool same(const files::Attachment& a, const Announcement& b) {
  return a.sha256 == b.sha256 && a.size == b.size && a.content_type == b.content_type &&
         a.file_name == b.file_name && a.type == b.type;
}

files::Attachment attachment_of(const Announcement& about) {
  files::Attachment attachment;
  attachment.id = about.id;
  attachment.sha256 = about.sha256;
  attachment.size = about.size;
  attachment.content_type = about.content_type;
  attachment.file_name = about.file_name;
  attachment.type = about.type;
  return attachment;
}

void refuse_too_many(storage::Connection& connection, const audit::Actor& actor,
                     const Announcement& about, const Limits& limits, Millis now) {
  const auto row =
      connection.one("SELECT count(*), CAST(coalesce(sum(size), 0) AS BIGINT) FROM upload "
                     "WHERE tenant_id = $1 AND user_id = $2 AND finished = 0 AND expires_at > $3",
                     {actor.tenant_id, actor.user_id, now});
  const auto bytes = static_cast<std::uint64_t>(row->integer(1)) + about.size;
  if (row->integer(0) >= limits.unfinished || bytes > limits.unfinished_bytes) {
    throw Failure("upload.too_many");
  }
}

void insert(storage::Connection& connection, const audit::Actor& actor, const Upload& upload) {
  const Announcement& about = upload.about;
  connection.execute(
      "INSERT INTO upload (tenant_id, id, user_id, sha256, size, content_type, file_name, type, "
      "metadata, expires_at, finished) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {actor.tenant_id, about.id, actor.user_id, about.sha256,
       static_cast<std::int64_t>(about.size), about.content_type, about.file_name, about.type,
       about.metadata, upload.expires_at, upload.finished});
}

// The upload there is under this id goes on.
Upload resume(storage::Connection& connection, const audit::Actor& actor, Row row,
              const Announcement& about, const Limits& limits, Millis now) {
  if (row.user_id != actor.user_id || !same(row.upload.about, about)) {
    throw Failure("upload.id_taken");
  }
  if (!row.upload.finished && row.upload.expires_at <= now) {
    refuse_too_many(connection, actor, about, limits, now);
    row.upload.expires_at = now + limits.lifetime;
    connection.execute("UPDATE upload SET expires_at = $3 WHERE tenant_id = $1 AND id = $2",
                       {actor.tenant_id, about.id, row.upload.expires_at});
  }
  return row.upload;
}

// Whether the attachment is there already, or can be had of what the user uploaded before.
bool is_finished_at_once(storage::Connection& connection, const audit::Actor& actor,
                         const Announcement& about, bool content_there, Millis now) {
  if (const auto known = files::find(connection, actor.tenant_id, about.id)) {
    if (known->created_by != actor.user_id || !same(*known, about)) {
      throw Failure("upload.id_taken");
    }
    return true;
  }
  const auto own = files::find_own(connection, actor.tenant_id, actor.user_id, about.sha256);
  if (!own || !content_there) {
    return false;
  }
  if (own->size != about.size) {
    throw Failure("upload.hash_mismatch");
  }
  if (own->content_type != about.content_type) {
    throw Failure("file.type_mismatch");
  }
  files::record(connection, actor, attachment_of(about), now);
  return true;
}

} // namespace

std::optional<Row> find_row(storage::Connection& connection, std::string_view tenant,
                            std::string_view id) {
  static const std::string kSql = std::string(kSelect) + "WHERE tenant_id = $1 AND id = $2";
  const auto row = connection.one(kSql, {tenant, id});
  return row ? std::optional(read_row(*row)) : std::nullopt;
}

Upload own_upload(storage::Connection& connection, const audit::Actor& actor, std::string_view id,
                  Millis now) {
  const auto row = find_row(connection, actor.tenant_id, id);
  if (!row || row->user_id != actor.user_id) {
    throw Failure("not_found");
  }
  if (!row->upload.finished && row->upload.expires_at <= now) {
    throw Failure("upload.expired");
  }
  return row->upload;
}

Begun begin(storage::Connection& connection, const audit::Actor& actor, const Announcement& about,
            bool content_there, const Limits& limits, Millis now) {
  if (auto row = find_row(connection, actor.tenant_id, about.id)) {
    return {resume(connection, actor, std::move(*row), about, limits, now), false};
  }
  Upload upload;
  upload.about = about;
  upload.expires_at = now + limits.lifetime;
  upload.finished = is_finished_at_once(connection, actor, about, content_there, now);
  if (upload.finished) {
    upload.offset = about.size;
  } else {
    refuse_too_many(connection, actor, about, limits, now);
  }
  insert(connection, actor, upload);
  return {upload, !upload.finished};
}

void finish(storage::Connection& connection, const audit::Actor& actor, const Upload& upload,
            Millis now) {
  const Upload found = own_upload(connection, actor, upload.about.id, 0);
  if (found.finished) {
    return;
  }
  files::record(connection, actor, attachment_of(found.about), now);
  connection.execute("UPDATE upload SET finished = 1 WHERE tenant_id = $1 AND id = $2",
                     {actor.tenant_id, upload.about.id});
}

void erase(storage::Connection& connection, std::string_view tenant, std::string_view id) {
  connection.execute("DELETE FROM upload WHERE tenant_id = $1 AND id = $2", {tenant, id});
}

bool erase_expired(storage::Connection& connection, const Row& row, Millis now) {
  return connection.execute(
             "DELETE FROM upload WHERE tenant_id = $1 AND id = $2 AND expires_at <= $3",
             {row.tenant_id, row.upload.about.id, now}) == 1;
}

std::vector<Row> expired(storage::Connection& connection, Millis now) {
  static const std::string kSql = std::string(kSelect) + "WHERE expires_at <= $1";
  std::vector<Row> rows;
  for (const storage::Row& row : connection.query(kSql, {now})) {
    rows.push_back(read_row(row));
  }
  return rows;
}

} // namespace qudao::uploads
