#include <set>

#include "core/match/hint.h"
#include "server/companies/acting.h"

namespace qudao::companies {

namespace {

// Kinds of keys that are in a hint, in the order of the index.
std::string next_kind(std::string_view behind) {
  for (char c = behind.empty() ? 'a' : static_cast<char>(behind.front() + 1); c <= 'z'; ++c) {
    std::string kind(1, c);
    if (match::is_hint_key(kind)) {
      return kind;
    }
  }
  return {};
}

std::string behind_kind(std::string_view key) {
  std::string next(1, key.front());
  ++next.front();
  return next;
}

} // namespace

HintPage Companies::hint_keys(storage::Connection& connection, const records::Caller& caller,
                              const std::string& library, const HintPlace& after) const {
  constexpr std::int64_t kTogether = 5000;
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, library);
  std::set<std::string> own;
  for (const auto& row : connection.query("SELECT id FROM company WHERE tenant_id = $1"
                                          " AND library = $2 AND owner = $3",
                                          {tenant, library, acting.viewer().id})) {
    own.insert(row.text(0));
  }
  HintPage out;
  out.next = after;
  if (out.next.key.empty()) {
    out.next.key = next_kind("");
  }
  const auto rows = connection.query(
      "SELECT key_text, company_id FROM company_key WHERE tenant_id = $1"
      " AND (key_text, company_id) > ($2, $3) AND key_text < $4"
      " ORDER BY key_text, company_id LIMIT $5",
      {tenant, out.next.key, out.next.company, behind_kind(out.next.key), kTogether});
  for (const auto& row : rows) {
    if (own.count(row.text(1)) == 0) {
      out.keys.push_back(row.text(0));
    }
    out.next = {row.text(0), row.text(1)};
  }
  if (static_cast<std::int64_t>(rows.size()) < kTogether) {
    out.next = {next_kind(out.next.key), ""};
  }
  out.more = !out.next.key.empty();
  return out;
}

} // namespace qudao::companies
