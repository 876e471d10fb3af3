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

version::Upgraded answers_sent(storage::Connection& connection, definitions::Library& library,
                               const std::string& tenant, const definitions::Bundle& bundle,
                               std::int64_t version, const Value& data, const Value& aside) {
  const std::int64_t under = version == 0 ? bundle.version : version;
  if (under > bundle.version) {
    throw Failure("request.invalid");
  }
  try {
    return answers_for(connection, library, tenant, bundle, under, data, aside);
  } catch (const Failure&) {
    throw Failure("request.invalid");
  }
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
