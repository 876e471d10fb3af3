#include "core/value/json.h"
#include "server/records/filling.h"
#include "server/records/loaded.h"
#include "server/search/search.h"

namespace qudao::records {

namespace {

// A statement put together from literals; values go in as parameters only.
struct Statement {
  std::string where;
  std::vector<std::string> texts; // kept alive for the parameters

  std::string add(std::string value) {
    texts.push_back(std::move(value));
    return '$' + std::to_string(texts.size());
  }
  std::vector<storage::Parameter> parameters() const { return {texts.begin(), texts.end()}; }
};

constexpr std::size_t kMostFilters = 20;

// The WHERE every list goes through: what this person may see at all.
void add_scope(Statement& statement, const accounts::Principal& who, const std::string& entity) {
  const access::Scope scope = access::scope(actor_of(who), entity);
  if (scope.all) {
    return;
  }
  std::string parts = "1 = 0";
  if (scope.own_partner && !who.partner_id.empty()) {
    parts += " OR r.partner_id = " + statement.add(who.partner_id);
  }
  if (scope.involved) {
    parts += " OR EXISTS (SELECT 1 FROM participant p WHERE p.tenant_id = r.tenant_id"
             " AND p.record_id = r.id AND p.user_id = " +
             statement.add(who.user_id) + ")";
  }
  statement.where += " AND (" + parts + ")";
}

void add_filters(Statement& statement, const ListQuery& query, const form::Definition& definition) {
  if (!query.text.empty()) {
    statement.where +=
        " AND r.search_text LIKE " + statement.add(search::contains(query.text)) + " ESCAPE '\\'";
  }
  if (!query.states.empty()) {
    std::string states;
    for (const std::string& state : query.states) {
      states += (states.empty() ? "" : ", ") + statement.add(state);
    }
    statement.where += " AND r.state IN (" + states + ")";
  }
  if (query.partners) {
    std::string partners;
    for (const std::string& partner : *query.partners) {
      partners += (partners.empty() ? "" : ", ") + statement.add(partner);
    }
    statement.where += partners.empty() ? " AND 1 = 0" : " AND r.partner_id IN (" + partners + ")";
  }
  for (const auto& [field, value] : query.filters) {
    const form::FieldInfo* known = definition.field(field);
    if (known == nullptr || !known->indexed || query.filters.size() > kMostFilters) {
      throw Failure("request.invalid");
    }
    statement.where += " AND EXISTS (SELECT 1 FROM record_value v WHERE v.tenant_id = r.tenant_id"
                       " AND v.record_id = r.id AND v.field = " +
                       statement.add(field) + " AND v.value = " + statement.add(value) + ")";
  }
}

// Columns of the record by name; anything else must be an indexed field.
std::string order_of(Statement& statement, const ListQuery& query,
                     const form::Definition& definition) {
  const bool falling = !query.sort.empty() && query.sort.front() == '-';
  const std::string name = falling ? query.sort.substr(1) : query.sort;
  const std::string direction = falling ? " DESC" : "";
  for (const std::string_view column : {"updated_at", "created_at", "number", "title", "state"}) {
    if (name == column) {
      std::string order = " ORDER BY r.";
      return order.append(name).append(direction).append(", r.id").append(direction);
    }
  }
  const form::FieldInfo* field = definition.field(name);
  if (field == nullptr || !field->indexed) {
    throw Failure("request.invalid");
  }
  return " ORDER BY (SELECT v.value FROM record_value v WHERE v.tenant_id = r.tenant_id"
         " AND v.record_id = r.id AND v.field = " +
         statement.add(name) + ")" + direction + ", r.id" + direction;
}

Value row_of(storage::Connection& connection, const std::string& tenant, const storage::Row& row) {
  const auto fields = parse_json(row.text(9));
  return Value::map(
      {{"id", Value::string(row.text(0))},
       {"entity", Value::string(row.text(1))},
       {"number", Value::string(row.text(2))},
       {"title", Value::string(row.text(3))},
       {"state", Value::string(row.text(4))},
       {"version", Value::integer(row.integer(5))},
       {"created_at", Value::string(rfc3339(row.integer(6)))},
       {"updated_at", Value::string(rfc3339(row.integer(7)))},
       {"created_by",
        Value::map({{"id", Value::string(row.text(8))},
                    {"name", Value::string(directory::name_of(connection, tenant, row.text(8)))}})},
       {"fields", fields ? *fields : Value::map({})},
       {"partner", Value::map({{"id", Value::string(row.text(10))},
                               {"name", Value::string(row.text_or(11, ""))}})},
       {"current_approvers", current_approvers(connection, tenant, row.text(0))}});
}

// Rows the indexed look-up fields of a page name, each asked once: a list shows names, not ids.
class NamedRows {
 public:
  NamedRows(storage::Connection& connection, const std::string& tenant,
            const lookups::Lookups& lookups, const form::Definition& definition)
      : connection_(connection), tenant_(tenant), lookups_(lookups), definition_(definition) {}

  void add(const Value& fields) {
    for (const form::FieldInfo& field : definition_.fields()) {
      const Value* id = field.lookup_entity.empty() ? nullptr : fields.find(field.key);
      if (id == nullptr || !id->is_string()) {
        continue;
      }
      Map& rows = entities_[field.lookup_entity];
      if (rows.find(id->as_string()) != nullptr) {
        continue;
      }
      auto attributes = lookups_.attributes(connection_, tenant_, field.lookup_entity,
                                            id->as_string(), lookups::Reach::known);
      if (attributes) {
        rows.set(id->as_string(), *attributes);
      }
    }
  }

  Value value() const {
    Map all;
    for (const auto& [entity, rows] : entities_) {
      all.set(entity, Value::map(rows));
    }
    return Value::map(std::move(all));
  }

 private:
  storage::Connection& connection_;
  const std::string& tenant_;
  const lookups::Lookups& lookups_;
  const form::Definition& definition_;
  std::map<std::string, Map> entities_;
};

} // namespace

Value Records::list(storage::Connection& connection, const accounts::Principal& who,
                    const ListQuery& query) const {
  const auto bundle = library_.newest(connection, who.tenant_id, query.entity);
  const form::Definition& definition = *bundle->compiled;
  Statement statement;
  statement.where = " WHERE r.tenant_id = " + statement.add(who.tenant_id) +
                    " AND r.entity = " + statement.add(query.entity);
  add_scope(statement, who, query.entity);
  add_filters(statement, query, definition);
  if (query.mine_to_decide) {
    statement.where += " AND EXISTS (SELECT 1 FROM assignment a WHERE a.tenant_id = r.tenant_id"
                       " AND a.record_id = r.id AND a.user_id = " +
                       statement.add(who.user_id) + ")";
  }
  const auto total =
      connection.query("SELECT count(*) FROM record r" + statement.where, statement.parameters());
  const std::string order = order_of(statement, query, definition);
  const std::string limit = " LIMIT $" + std::to_string(statement.texts.size() + 1) + " OFFSET $" +
                            std::to_string(statement.texts.size() + 2);
  auto parameters = statement.parameters();
  parameters.emplace_back(query.page_size);
  parameters.emplace_back((query.page - 1) * query.page_size);
  List items;
  NamedRows named(connection, who.tenant_id, lookups_, definition);
  std::string sql = "SELECT r.id, r.entity, r.number, r.title, r.state, r.version, r.created_at,"
                    " r.updated_at, r.created_by, r.fields, r.partner_id, p.title FROM record r"
                    " LEFT JOIN record p ON p.tenant_id = r.tenant_id AND p.id = r.partner_id";
  sql.append(statement.where).append(order).append(limit);
  for (const auto& row : connection.query(sql, parameters)) {
    items.push_back(row_of(connection, who.tenant_id, row));
    named.add(*items.back().find("fields"));
  }
  return Value::map({{"items", Value::list(std::move(items))},
                     {"lookups", named.value()},
                     {"total", Value::integer(total.front().integer(0))},
                     {"page", Value::integer(query.page)},
                     {"page_size", Value::integer(query.page_size)}});
}

bool Records::sees(storage::Connection& connection, const accounts::Principal& who,
                   std::string_view id) const {
  const auto row = connection.one("SELECT entity FROM record WHERE tenant_id = $1 AND id = $2",
                                  {who.tenant_id, id});
  if (!row) {
    return false;
  }
  const auto record = load(connection, who.tenant_id, row->text(0), id);
  const auto bundle =
      library_.at(connection, who.tenant_id, record->entity, record->definition_version);
  const People people = people_of(connection, who.tenant_id, bundle->compiled->process(),
                                  record->partner_id, record->data);
  return access::sees(actor_of(who), record->entity, facts_of(*record, people));
}

bool Records::may_read_file(storage::Connection& connection, const accounts::Principal& who,
                            std::string_view attachment_id) const {
  for (const auto& row : connection.query("SELECT record_id FROM record_attachment"
                                          " WHERE tenant_id = $1 AND attachment_id = $2",
                                          {who.tenant_id, attachment_id})) {
    if (sees(connection, who, row.text(0))) {
      return true;
    }
  }
  return false;
}

Records::Records(definitions::Library& library, const lookups::Lookups& lookups,
                 const notifications::Notifications& notices)
    : library_(library), lookups_(lookups), notices_(notices) {}

} // namespace qudao::records
