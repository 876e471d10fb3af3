#include "server/records/upgrades.h"

#include "server/failure/failure.h"

namespace qudao::records {

version::Upgraded answers_for(storage::Connection& connection, definitions::Library& library,
                              const std::string& tenant, const definitions::Bundle& bundle,
                              std::int64_t version, const Value& data, const Value& aside) {
  if (version >= bundle.version) {
    return {data, aside, {}};
  }
  const auto from = library.at(connection, tenant, bundle.entity, version);
  return version::upgrade(*from->compiled, *bundle.compiled, data, aside);
}

std::optional<Older> older_answers(storage::Connection& connection, definitions::Library& library,
                                   const std::string& tenant, const definitions::Bundle& newest,
                                   std::int64_t version, const Value& data, const Value& aside) {
  if (version == 0 || version == newest.version) {
    return std::nullopt;
  }
  if (version > newest.version) {
    throw Failure("request.invalid");
  }
  try {
    return Older{library.at(connection, tenant, newest.entity, version), data, aside};
  } catch (const Failure&) {
    throw Failure("request.invalid");
  }
}

version::Upgraded upgraded(const Older& older, const definitions::Bundle& newest) {
  return version::upgrade(*older.bundle->compiled, *newest.compiled, older.data, older.aside);
}

Value upgrade_report(const Older& older, const definitions::Bundle& newest,
                     const form::Context& context) {
  const auto effect =
      version::effect(older.bundle->compiled, newest.compiled, older.data, older.aside, context);
  Map report = to_value(effect).as_map();
  report.erase("aside");
  report.set("from", Value::integer(older.bundle->version));
  return Value::map(std::move(report));
}

std::optional<Older> bring_up_to_date(storage::Connection& connection,
                                      definitions::Library& library, const std::string& tenant,
                                      Record& record, definitions::BundlePtr& bundle) {
  const auto newest = library.newest(connection, tenant, record.entity);
  if (newest->version <= record.definition_version) {
    return std::nullopt;
  }
  Older older{bundle, record.data, record.aside};
  auto upgraded = version::upgrade(*bundle->compiled, *newest->compiled, record.data, record.aside);
  record.data = std::move(upgraded.data);
  record.aside = std::move(upgraded.aside);
  record.definition_version = newest->version;
  bundle = newest;
  return older;
}

} // namespace qudao::records
