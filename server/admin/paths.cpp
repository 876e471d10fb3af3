#include <set>

#include "server/admin/admin.h"
#include "server/failure/failure.h"
#include "server/stamps/stamps.h"

namespace qudao::admin {

namespace {

constexpr std::size_t kMostLevels = 10;
constexpr std::size_t kMostPeople = 20; // on one level
constexpr std::size_t kLongestCode = 64;

Value violation(std::string_view code, const std::string& path) {
  return Value::map(
      {{"code", Value::string(code)}, {"path", Value::string(path)}, {"params", Value::map({})}});
}

// Every level has people, everybody on it exists and may approve.
List wrong_with(storage::Connection& connection, const std::string& tenant,
                const directory::Path& path) {
  List wrong;
  if (path.levels.size() > kMostLevels) {
    wrong.push_back(violation("approval_path.too_long", "/levels"));
  }
  std::size_t index = 0;
  for (const auto& level : path.levels) {
    const std::string at = "/levels/" + std::to_string(index++);
    if (level.empty() || level.size() > kMostPeople) {
      wrong.push_back(violation("approval_path.empty_level", at));
    }
    for (const std::string& id : level) {
      const auto person = directory::person(connection, tenant, id);
      if (!person || !(person->has_role("approver") || person->has_role("manager"))) {
        wrong.push_back(violation("approval_path.not_an_approver", at));
      }
    }
  }
  return wrong;
}

Value shown(storage::Connection& connection, const std::string& tenant,
            const directory::Path& path) {
  Map users;
  for (const auto& level : path.levels) {
    for (const std::string& id : level) {
      users.set(id,
                Value::map({{"name", Value::string(directory::name_of(connection, tenant, id))}}));
    }
  }
  return Value::map({{"kind", Value::string(path.kind)},
                     {"code", Value::string(path.code)},
                     {"levels", directory::to_value(path.levels)},
                     {"users", Value::map(std::move(users))}});
}

} // namespace

Value approval_paths(storage::Connection& connection, const std::string& tenant) {
  List items;
  for (const auto& path : directory::paths(connection, tenant)) {
    items.push_back(shown(connection, tenant, path));
  }
  const auto total = static_cast<std::int64_t>(items.size());
  return Value::map({{"items", Value::list(std::move(items))},
                     {"total", Value::integer(total)},
                     {"page", Value::integer(1)},
                     {"page_size", Value::integer(total)}});
}

Value change_path(storage::Connection& connection, const records::Records& records,
                  const audit::Actor& actor, const directory::Path& path, Millis now) {
  const bool known_kind = path.kind == "province" || path.kind == "industry";
  if (!known_kind || path.code.empty() || path.code.size() > kLongestCode) {
    throw Failure("not_found");
  }
  List wrong = wrong_with(connection, actor.tenant_id, path);
  if (!wrong.empty()) {
    throw Failure("approval_path.invalid", Value::list(std::move(wrong)));
  }
  directory::set_path(connection, actor.tenant_id, path, now);
  stamps::raise(connection, actor.tenant_id, stamps::kDirectory);
  audit::append(connection, actor, "approval_path.change", path.kind + '/' + path.code,
                {{"levels", directory::to_value(path.levels)}}, now);
  records.reassign(connection, actor.tenant_id,
                   directory::managers_under(connection, actor.tenant_id, path), now);
  return shown(connection, actor.tenant_id, path);
}

} // namespace qudao::admin
