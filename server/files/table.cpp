#include "server/crypto/digest.h"
#include "server/files/files.h"

namespace qudao::files {

Value to_value(const Attachment& attachment) {
  return Value::map(Map{{"id", Value::string(attachment.id)},
                        {"sha256", Value::string(attachment.sha256)},
                        {"size", Value::integer(static_cast<std::int64_t>(attachment.size))},
                        {"content_type", Value::string(attachment.content_type)},
                        {"file_name", Value::string(attachment.file_name)},
                        {"type", Value::string(attachment.type)}});
}

Attachment record(storage::Connection& connection, const audit::Actor& actor, Attachment attachment,
                  Millis now) {
  if (attachment.id.empty()) {
    attachment.id = crypto::uuid_v7(now);
  }
  attachment.created_by = actor.user_id;
  attachment.created_at = now;
  connection.execute(
      "INSERT INTO attachment (tenant_id, id, sha256, size, content_type, file_name, type, "
      "created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {actor.tenant_id, attachment.id, attachment.sha256,
       static_cast<std::int64_t>(attachment.size), attachment.content_type, attachment.file_name,
       attachment.type, attachment.created_by, now});
  audit::append(connection, actor, "file.stored", attachment.id,
                Map{{"sha256", Value::string(attachment.sha256)},
                    {"file_name", Value::string(attachment.file_name)}},
                now);
  return attachment;
}

namespace {

std::optional<Attachment> attachment_of(const std::optional<storage::Row>& row) {
  if (!row) {
    return std::nullopt;
  }
  Attachment attachment;
  attachment.id = row->text(0);
  attachment.sha256 = row->text(1);
  attachment.size = static_cast<std::uint64_t>(row->integer(2));
  attachment.content_type = row->text(3);
  attachment.file_name = row->text(4);
  attachment.type = row->text(5);
  attachment.created_by = row->text(6);
  attachment.created_at = row->integer(7);
  return attachment;
}

} // namespace

std::optional<Attachment> find(storage::Connection& connection, std::string_view tenant,
                               std::string_view id) {
  return attachment_of(connection.one(
      "SELECT id, sha256, size, content_type, file_name, type, created_by, created_at "
      "FROM attachment WHERE tenant_id = $1 AND id = $2",
      {tenant, id}));
}

std::optional<Attachment> find_own(storage::Connection& connection, std::string_view tenant,
                                   std::string_view user, std::string_view sha256) {
  return attachment_of(connection.one(
      "SELECT id, sha256, size, content_type, file_name, type, created_by, created_at "
      "FROM attachment WHERE tenant_id = $1 AND created_by = $2 AND sha256 = $3 "
      "ORDER BY created_at DESC LIMIT 1",
      {tenant, user, sha256}));
}

std::vector<std::string> missing_contents(storage::Connection& connection, std::string_view tenant,
                                          std::string_view user,
                                          const std::vector<std::string>& sha256s) {
  std::vector<std::string> missing;
  for (const std::string& sha256 : sha256s) {
    if (!find_own(connection, tenant, user, sha256)) {
      missing.push_back(sha256);
    }
  }
  return missing;
}

} // namespace qudao::files
