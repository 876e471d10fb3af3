#include "server/audit/audit.h"

#include "core/value/json.h"
#include "server/crypto/digest.h"

namespace qudao::audit {

namespace {

std::string& key() {
  static std::string instance;
  return instance;
}

struct Entry {
  std::string tenant_id;
  std::int64_t number = 0;
  Millis time = 0;
  std::string user_id;
  std::string address;
  std::string action;
  std::string subject;
  std::string detail;
};

// JSON keeps the parts apart whatever they contain.
std::string chained(const std::string& previous, const Entry& entry) {
  const Value content = Value::list(
      {Value::string(previous), Value::string(entry.tenant_id), Value::integer(entry.number),
       Value::integer(entry.time), Value::string(entry.user_id), Value::string(entry.address),
       Value::string(entry.action), Value::string(entry.subject), Value::string(entry.detail)});
  return crypto::hmac_sha256_hex(key(), write_json(content));
}

std::string sealed(const std::string& tenant, std::int64_t number, const std::string& hash) {
  return crypto::hmac_sha256_hex(key(),
                                 "head " + tenant + ' ' + std::to_string(number) + ' ' + hash);
}

struct Head {
  std::int64_t number = 0;
  std::string hash;
};

Head head_of(storage::Connection& connection, const std::string& tenant) {
  const auto row =
      connection.one("SELECT number, hash FROM audit_head WHERE tenant_id = $1", {tenant});
  return row ? Head{row->integer(0), row->text(1)} : Head{};
}

Entry entry_of(const storage::Row& row) {
  return {row.text(0), row.integer(1), row.integer(2), row.text(3),
          row.text(4), row.text(5),    row.text(6),    row.text(7)};
}

// Walks the chain of one tenant in portions.
class Walk {
 public:
  Walk(storage::Connection& connection, std::string tenant)
      : connection_(connection), tenant_(std::move(tenant)) {}

  std::optional<Fault> run(std::int64_t& entries) {
    while (portion(entries)) {
    }
    return fault_ ? fault_ : check_head();
  }

 private:
  bool portion(std::int64_t& entries) {
    const storage::Rows rows = connection_.query(
        "SELECT tenant_id, number, time, user_id, address, action, subject, detail, hash "
        "FROM audit_entry WHERE tenant_id = $1 AND number > $2 ORDER BY number LIMIT 1000",
        {tenant_, number_});
    for (const storage::Row& row : rows) {
      const Entry entry = entry_of(row);
      if (entry.number != number_ + 1) {
        return broken(number_ + 1, "missing");
      }
      const std::string& hash = row.text(8);
      if (chained(hash_, entry) != hash) {
        return broken(entry.number, "edited");
      }
      number_ = entry.number;
      hash_ = hash;
      ++entries;
    }
    return !rows.empty();
  }

  bool broken(std::int64_t number, const char* reason) {
    fault_ = Fault{tenant_, number, reason};
    return false;
  }

  std::optional<Fault> check_head() {
    const auto row = connection_.one(
        "SELECT number, hash, seal FROM audit_head WHERE tenant_id = $1", {tenant_});
    const std::int64_t number = row ? row->integer(0) : 0;
    if (row && sealed(tenant_, number, row->text(1)) != row->text(2)) {
      return Fault{tenant_, number, "head_edited"};
    }
    if (number != number_) {
      return Fault{tenant_, number_ + 1, "cut_off"};
    }
    return std::nullopt;
  }

  storage::Connection& connection_;
  std::string tenant_;
  std::int64_t number_ = 0;
  std::string hash_;
  std::optional<Fault> fault_;
};

} // namespace

void set_key(std::string secret) {
  key() = std::move(secret);
}

void append(storage::Connection& connection, const Actor& actor, std::string_view action,
            std::string_view subject, Map detail, Millis now) {
  const Head head = head_of(connection, actor.tenant_id);
  const Entry entry{actor.tenant_id,
                    head.number + 1,
                    now,
                    actor.user_id,
                    actor.address,
                    std::string(action),
                    std::string(subject),
                    write_json(Value::map(std::move(detail)))};
  const std::string hash = chained(head.hash, entry);
  connection.execute("INSERT INTO audit_entry (tenant_id, number, time, user_id, address, action, "
                     "subject, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                     {entry.tenant_id, entry.number, entry.time, entry.user_id, entry.address,
                      entry.action, entry.subject, entry.detail, hash});
  connection.execute(
      "INSERT INTO audit_head (tenant_id, number, hash, seal) "
      "VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id) DO UPDATE SET "
      "number = excluded.number, hash = excluded.hash, seal = excluded.seal",
      {entry.tenant_id, entry.number, hash, sealed(entry.tenant_id, entry.number, hash)});
}

Verdict verify(storage::Connection& connection) {
  Verdict verdict;
  const storage::Rows tenants = connection.query(
      "SELECT tenant_id FROM audit_entry UNION SELECT tenant_id FROM audit_head ORDER BY 1");
  for (const storage::Row& row : tenants) {
    verdict.fault = Walk(connection, row.text(0)).run(verdict.entries);
    if (verdict.fault) {
      break;
    }
  }
  return verdict;
}

} // namespace qudao::audit
