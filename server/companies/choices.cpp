#include "server/companies/choices.h"

#include <algorithm>
#include <array>

#include "core/pool/offered.h"
#include "core/text/utf8.h"
#include "core/value/json.h"
#include "server/companies/acting.h"
#include "server/companies/list_query.h"
#include "server/failure/conflict.h"

namespace qudao::companies {

namespace {

constexpr std::array<std::string_view, 2> kOffered = {"source", "industry"};
constexpr std::size_t kMostOffered = 200;
constexpr std::size_t kLongestOffered = 50; // characters

Value choices_of(storage::Connection& connection, const std::string& tenant,
                 const std::string& library, std::string_view field) {
  const auto row = connection.one("SELECT items, version FROM company_choices WHERE tenant_id = $1"
                                  " AND library = $2 AND field = $3",
                                  {tenant, library, field});
  const auto items = parse_json(row ? row->text(0) : "[]");
  return Value::map({{"items", items ? *items : Value::list({})},
                     {"version", Value::integer(row ? row->integer(1) : 0)}});
}

Value wrong_choice(std::string_view code, const std::string& path, Map params = {}) {
  return Value::map({{"code", Value::string(code)},
                     {"path", Value::string(path)},
                     {"params", Value::map(std::move(params))}});
}

// Trimmed, each once, empty ones left out.
List checked_choices(const List& typed) {
  List items;
  List wrong;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const std::string path = "/items/" + std::to_string(i);
    if (!typed[i].is_string()) {
      wrong.push_back(wrong_choice("company.type", path));
      continue;
    }
    std::string_view text = typed[i].as_string();
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
      continue;
    }
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    const Value item = Value::string(text);
    if (text::count_code_points(text) > kLongestOffered) {
      wrong.push_back(
          wrong_choice("company.too_long", path, {{"max", Value::integer(kLongestOffered)}}));
    } else if (std::find(items.begin(), items.end(), item) == items.end()) {
      items.push_back(item);
    }
  }
  if (items.size() > kMostOffered) {
    wrong.push_back(
        wrong_choice("company.too_many", "/items", {{"max", Value::integer(kMostOffered)}}));
  }
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
  return items;
}

} // namespace

Value shown_choices(storage::Connection& connection, const std::string& tenant,
                    const std::string& library) {
  Map out;
  for (const std::string_view field : kOffered) {
    out.set(field, choices_of(connection, tenant, library, field));
  }
  return Value::map(std::move(out));
}

void needs_offered(storage::Connection& connection, const std::string& tenant,
                   const std::string& library, const Value& data, const Value* before) {
  std::vector<pool::Offered> lists;
  for (const std::string_view field : kOffered) {
    if (data.find(field) == nullptr) {
      continue;
    }
    pool::Offered list{std::string(field), {}};
    const Value stored = choices_of(connection, tenant, library, field);
    for (const Value& item : stored.find("items")->as_list()) {
      list.items.emplace_back(item.as_string());
    }
    lists.push_back(std::move(list));
  }
  List wrong;
  for (const Violation& each : pool::check_offered(lists, data, before)) {
    wrong.push_back(wrong_choice(each.code, each.path, each.params));
  }
  if (!wrong.empty()) {
    throw Failure("validation.failed", Value::list(std::move(wrong)));
  }
}

Value Companies::write_choices(storage::Connection& connection, const records::Caller& caller,
                               const ChoicesRequest& request) const {
  const std::string& tenant = caller.who.tenant_id;
  const BooksPtr books = this->books(connection, tenant);
  const Acting acting(connection, caller, *books, request.library);
  if (!administers_any(acting)) {
    throw acting.failure({{"pool.not_administrator", {}, {}, {}, {}}});
  }
  if (std::find(kOffered.begin(), kOffered.end(), request.field) == kOffered.end()) {
    throw Failure("not_found");
  }
  const Value was = choices_of(connection, tenant, request.library, request.field);
  const std::int64_t version = was.find("version")->as_int();
  if (version != request.version) {
    throw version_conflict(version);
  }
  const Value items = Value::list(checked_choices(request.items));
  connection.execute("INSERT INTO company_choices (tenant_id, library, field, version, items)"
                     " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, library, field)"
                     " DO UPDATE SET version = excluded.version, items = excluded.items",
                     {tenant, request.library, request.field, version + 1, write_json(items)});
  audit::append(
      connection, caller.actor, "library.choices", request.library,
      {{"field", Value::string(request.field)}, {"was", *was.find("items")}, {"items", items}},
      caller.now);
  return choices_of(connection, tenant, request.library, request.field);
}

} // namespace qudao::companies
