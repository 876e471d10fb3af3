#include <algorithm>

#include "core/access/access.h"
#include "core/sync/cursor.h"
#include "core/value/json.h"
#include "server/changes/changes.h"
#include "server/crypto/digest.h"
#include "server/stamps/stamps.h"
#include "server/sync/clients.h"

namespace qudao::sync_server {

namespace {

constexpr std::int64_t kBatch = 64;     // records read at once: what a page leaves over is little
constexpr std::int64_t kVerdicts = 500; // of one page
constexpr std::size_t kEpochDigits = 20;

// Everything that decides what this person gets besides the records.
std::string epoch_of(storage::Connection& connection, const accounts::Principal& who) {
  std::vector<std::string> roles = who.roles;
  std::sort(roles.begin(), roles.end());
  std::string facts = who.user_id + '/' + who.partner_id + '/';
  for (const std::string& role : roles) {
    facts += role + ',';
  }
  facts += '/' + std::to_string(stamps::current(connection, who.tenant_id, stamps::kDefinitions));
  return crypto::sha256_hex(facts).substr(0, kEpochDigits);
}

// core/access, as a condition on the log: what this person may see. Texts go in as parameters.
class Sight {
 public:
  Sight(storage::Connection& connection, const accounts::Principal& who) {
    const access::Actor actor = records::actor_of(who);
    std::string all;
    std::string own;
    std::string involved;
    for (const std::string& entity : definitions::entities(connection, who.tenant_id)) {
      const access::Scope scope = access::scope(actor, entity);
      const std::string name = scope.none() ? std::string() : add(entity);
      append(all, name, scope.all);
      append(own, name, !scope.all && scope.own_partner && !who.partner_id.empty());
      append(involved, name, !scope.all && scope.involved);
    }
    std::string parts = "1 = 0";
    if (!all.empty()) {
      parts += " OR c.entity IN (" + all + ")";
    }
    std::string company;
    if (!own.empty()) {
      company = add(who.partner_id);
      parts += " OR (c.entity IN (" + own + ") AND c.partner_id = " + company + ")";
    }
    if (!involved.empty()) {
      parts += " OR (c.entity IN (" + involved +
               ") AND c.removed_at = 0 AND EXISTS (SELECT 1 FROM participant p"
               " WHERE p.tenant_id = c.tenant_id AND p.record_id = c.record_id AND p.user_id = " +
               add(who.user_id) + "))";
    }
    condition_ = "(" + parts + ")";
    if (!own.empty() && all.empty() && involved.empty()) {
      condition_ += " AND c.partner_id = " + company; // there is an index by company
    }
  }

  const std::string& condition() const { return condition_; }
  void append_to(std::vector<storage::Parameter>& parameters) const {
    parameters.insert(parameters.end(), texts_.begin(), texts_.end());
  }

 private:
  std::string add(std::string text) {
    texts_.push_back(std::move(text));
    return '$' + std::to_string(next_++);
  }
  static void append(std::string& names, const std::string& name, bool wanted) {
    if (wanted) {
      names += (names.empty() ? "" : ", ") + name;
    }
  }

  int next_ = 4; // after those of the statement itself
  std::vector<std::string> texts_;
  std::string condition_;
};

void member(std::string& out, std::string_view name, std::string_view json) {
  out += out.back() == '{' ? "\"" : ",\"";
  out += name;
  out += "\":";
  out += json;
}

void text_member(std::string& out, std::string_view name, const std::string& text) {
  member(out, name, {});
  append_json(out, Value::string(text));
}

struct At {
  enum Column : std::uint8_t {
    position,
    change_id,
    removed_at,
    entity,
    number,
    title,
    state,
    version,
    definition_version,
    partner_id,
    created_by,
    created_at,
    updated_at,
    data,
    aside,
    approval_case,
    taken_over,
    fields
  };
};

// The long columns are JSON already, and are not read again.
void append_put(std::string& out, const storage::Row& row) {
  out += "{\"put\":{";
  text_member(out, "id", row.text(At::change_id));
  text_member(out, "entity", row.text(At::entity));
  text_member(out, "number", row.text(At::number));
  text_member(out, "title", row.text(At::title));
  text_member(out, "state", row.text(At::state));
  member(out, "version", std::to_string(row.integer(At::version)));
  member(out, "definition_version", std::to_string(row.integer(At::definition_version)));
  text_member(out, "partner_id", row.text(At::partner_id));
  text_member(out, "created_by", row.text(At::created_by));
  text_member(out, "created_at", rfc3339(row.integer(At::created_at)));
  text_member(out, "updated_at", rfc3339(row.integer(At::updated_at)));
  member(out, "data", row.text(At::data));
  member(out, "aside", row.text(At::aside));
  member(out, "case", row.text(At::approval_case));
  member(out, "taken_over", row.text(At::taken_over));
  member(out, "fields", row.text(At::fields));
  out += "}}";
}

class Page {
 public:
  bool full() const { return count_ >= kPageRecords || changes_.size() >= kPageBytes; }
  void put(const storage::Row& row) {
    begin();
    append_put(changes_, row);
    last_ = row.integer(At::position);
  }
  void remove(const std::string& id, std::int64_t at) {
    begin();
    changes_ += "{\"remove\":";
    append_json(changes_, Value::string(id));
    changes_ += '}';
    last_ = at;
  }
  void pass(std::int64_t at) { last_ = at; }
  std::int64_t last() const { return last_; }
  std::string take() && { return '[' + std::move(changes_) + ']'; }

 private:
  void begin() {
    if (!changes_.empty()) {
      changes_ += ',';
    }
    ++count_;
  }
  std::string changes_;
  int count_ = 0;
  std::int64_t last_ = 0;
};

struct Range {
  std::int64_t from = 0;    // what came at or before it is known
  std::int64_t started = 0; // what was removed at or before it is not
};

// Records somebody took part in and does not see any more in another way.
storage::Rows hidden(storage::Connection& connection, const accounts::Principal& who,
                     const Range& range) {
  return connection.query(
      "SELECT g.position, g.record_id FROM sync_removal g"
      " LEFT JOIN sync_change c ON c.tenant_id = g.tenant_id AND c.record_id = g.record_id"
      " WHERE g.tenant_id = $1 AND g.user_id = $2 AND g.position > $3"
      " AND ($4 = '' OR c.partner_id IS NULL OR c.partner_id <> $4)"
      " AND NOT EXISTS (SELECT 1 FROM participant p WHERE p.tenant_id = g.tenant_id"
      " AND p.record_id = g.record_id AND p.user_id = g.user_id)"
      " ORDER BY g.position LIMIT $5",
      {who.tenant_id, who.user_id, std::max(range.from, range.started), who.partner_id,
       std::int64_t{kPageRecords}});
}

bool sees_everything(const accounts::Principal& who) {
  return access::scope(records::actor_of(who), "signing").all;
}

storage::Rows batch(storage::Connection& connection, const std::string& tenant, const Sight& sight,
                    std::int64_t from) {
  std::vector<storage::Parameter> parameters{tenant, from, kBatch};
  sight.append_to(parameters);
  return connection.query(
      "SELECT c.position, c.record_id, c.removed_at, r.entity, r.number, r.title, r.state,"
      " r.version, r.definition_version, r.partner_id, r.created_by, r.created_at, r.updated_at,"
      " r.data, r.aside, r.approval_case, r.taken_over, r.fields"
      " FROM sync_change c LEFT JOIN record r ON r.tenant_id = c.tenant_id AND r.id = c.record_id"
      " WHERE c.tenant_id = $1 AND c.position > $2 AND " +
          sight.condition() + " ORDER BY c.position LIMIT $3",
      parameters);
}

// Fills the page; whether there is more than it holds.
bool fill(storage::Connection& connection, const accounts::Principal& who, const Range& range,
          Page& page) {
  const storage::Rows gone =
      sees_everything(who) ? storage::Rows{} : hidden(connection, who, range);
  const Sight sight(connection, who);
  auto next = gone.begin();
  const auto tell_gone = [&](std::int64_t until) {
    for (; next != gone.end() && next->integer(0) < until && !page.full(); ++next) {
      page.remove(next->text(1), next->integer(0));
    }
  };
  std::int64_t from = range.from;
  for (;;) {
    const storage::Rows rows = batch(connection, who.tenant_id, sight, from);
    for (const storage::Row& row : rows) {
      from = row.integer(At::position);
      tell_gone(from);
      if (page.full()) {
        return true;
      }
      if (row.integer(At::removed_at) == 0) {
        page.put(row);
      } else if (from > range.started) {
        page.remove(row.text(At::change_id), from);
      } else {
        page.pass(from);
      }
    }
    if (static_cast<std::int64_t>(rows.size()) < kBatch) {
      break;
    }
  }
  tell_gone(INT64_MAX);
  return next != gone.end() || gone.size() == static_cast<std::size_t>(kPageRecords);
}

std::vector<sync::Verdict> verdicts_after(storage::Connection& connection,
                                          const std::string& tenant, const Peer& peer) {
  std::vector<sync::Verdict> verdicts;
  for (const auto& row :
       connection.query("SELECT verdict FROM sync_verdict WHERE tenant_id = $1 AND client_id = $2"
                        " AND seq > $3 ORDER BY seq LIMIT $4",
                        {tenant, peer.client_id, peer.acknowledged, kVerdicts})) {
    if (auto verdict = sync::verdict_from(parsed(row.text(0)))) {
      verdicts.push_back(std::move(verdict).value());
    }
  }
  return verdicts;
}

} // namespace

bool Exchange::may_go_on(storage::Connection& connection, const records::Caller& caller,
                         const Peer& peer) {
  const std::string& tenant = caller.who.tenant_id;
  if (!find_client(connection, caller.who, peer.client_id)) {
    return false;
  }
  const auto held = held_commands(connection, tenant, peer.client_id);
  return std::any_of(held.begin(), held.end(), [&](const Held& each) {
    return not_arrived(connection, tenant, each.command.attachments) != each.verdict.waits_for;
  });
}

Pulled Exchange::pull(storage::Connection& connection, const records::Caller& caller,
                      const Peer& peer, const std::string& cursor) {
  const accounts::Principal& who = caller.who;
  const auto client = find_client(connection, who, peer.client_id);
  const changes::Log log = changes::log(connection, who.tenant_id);
  const sync::Start start =
      sync::start_of(cursor, epoch_of(connection, who), log.purged, log.position);
  Pulled pulled;
  pulled.again = start.again;
  pulled.position = start.cursor.position;

  Page page;
  page.pass(start.cursor.position);
  pulled.more = fill(connection, who, {start.cursor.position, start.cursor.started}, page);
  sync::Cursor next = start.cursor;
  next.position = pulled.more ? page.last() : std::max(page.last(), log.position);
  pulled.cursor = sync::to_text(next);
  pulled.changes = std::move(page).take();
  pulled.verdicts = verdicts_after(connection, who.tenant_id, peer);
  pulled.fresh = !client;
  pulled.note = pulled.fresh || client->position != pulled.position ||
                client->acknowledged < std::min(peer.acknowledged, client->last_seq) ||
                caller.now - client->seen_at >= kMinute;
  return pulled;
}

void Exchange::note(storage::Connection& connection, const records::Caller& caller,
                    const Peer& peer, std::int64_t position) {
  auto found = find_client(connection, caller.who, peer.client_id);
  Client client = found ? *found : add_client(connection, caller, peer.client_id);
  client.position = position;
  client.acknowledged = std::max(client.acknowledged, std::min(peer.acknowledged, client.last_seq));
  store_client(connection, caller, client);
}

void sweep(storage::Connection& connection, const std::string& tenant, Millis now) {
  connection.execute(
      "DELETE FROM sync_verdict WHERE tenant_id = $1 AND created_at < $2 AND command = ''"
      " AND seq <= (SELECT c.acknowledged FROM sync_client c"
      " WHERE c.tenant_id = sync_verdict.tenant_id AND c.id = sync_verdict.client_id)",
      {tenant, now - kVerdictsKept});
  changes::purge(connection, tenant, now - kRemovalsKept);
}

} // namespace qudao::sync_server
