#include "server/companies/refusals.h"

#include "core/value/json.h"
#include "server/companies/companies.h"
#include "server/crypto/digest.h"

namespace qudao::companies {

namespace {

constexpr std::int64_t kMostRefusals = 300; // of a library
constexpr Millis kRefusalKept = Millis{90} * 24 * 3600 * 1000;

Value matched_part(const match::MatchingRule& rule, const Value& data) {
  Map out;
  for (const match::FieldRule& line : rule.fields) {
    for (const std::string& field : line.fields) {
      if (const Value* value = data.find(field)) {
        out.set(field, *value);
      }
    }
  }
  return Value::map(std::move(out));
}

} // namespace

void keep_refusal(storage::Connection& connection, const records::Caller& caller,
                  const std::string& library, const match::MatchingRule& rule, const Value& data) {
  const std::string& tenant = caller.who.tenant_id;
  const std::string json = write_json(matched_part(rule, data));
  connection.execute(
      "INSERT INTO company_refusal (tenant_id, library, user_id, fingerprint, refused_at, data)"
      " VALUES ($1, $2, $3, $4, $5, $6)"
      " ON CONFLICT (tenant_id, library, user_id, fingerprint)"
      " DO UPDATE SET refused_at = excluded.refused_at",
      {tenant, library, caller.who.user_id, crypto::sha256_hex(json), caller.now, json});
  connection.execute("DELETE FROM company_refusal WHERE tenant_id = $1 AND library = $2"
                     " AND refused_at <= (SELECT refused_at FROM company_refusal"
                     " WHERE tenant_id = $1 AND library = $2"
                     " ORDER BY refused_at DESC LIMIT 1 OFFSET $3)",
                     {tenant, library, kMostRefusals});
}

std::vector<Refusal> newest_refusals(storage::Connection& connection, const std::string& tenant,
                                     const std::string& library, std::int64_t most) {
  std::vector<Refusal> out;
  for (const auto& row : connection.query("SELECT user_id, refused_at, data FROM company_refusal"
                                          " WHERE tenant_id = $1 AND library = $2"
                                          " ORDER BY refused_at DESC, fingerprint LIMIT $3",
                                          {tenant, library, most})) {
    const auto data = parse_json(row.text(2));
    out.push_back({row.text(0), row.integer(1), data ? *data : Value::map({})});
  }
  return out;
}

void Companies::forget_refusals(storage::Connection& connection, const std::string& tenant,
                                Millis now) {
  connection.execute("DELETE FROM company_refusal WHERE tenant_id = $1 AND refused_at < $2",
                     {tenant, now - kRefusalKept});
}

} // namespace qudao::companies
