#include "core/reuse/reuse.h"
#include "core/value/json.h"
#include "server/crypto/digest.h"
#include "server/definitions/definitions.h"
#include "server/definitions/documents.h"
#include "server/failure/failure.h"
#include "server/stamps/stamps.h"

namespace qudao::definitions {

namespace {

BundlePtr compile(storage::Connection& connection, const std::string& tenant,
                  const Document& definition) {
  auto bundle = std::make_shared<Bundle>();
  bundle->entity = definition.name;
  bundle->version = definition.version;
  const Value written = assemble(connection, tenant, definition);
  auto compiled = reuse::compile(written);
  if (!compiled) {
    throw std::runtime_error("a stored definition does not compile: " + definition.name);
  }
  bundle->compiled = std::move(compiled).value();
  bundle->document = reuse::with_definition(written, bundle->compiled->document());
  bundle->json = write_json(bundle->document);
  bundle->reads_last = names_variable(bundle->compiled->document(), "last");
  bundle->etag = '"' + crypto::sha256_hex(bundle->json).substr(0, 32) + '"';
  return bundle;
}

std::string key_of(const std::string& tenant, std::string_view entity) {
  return tenant + '/' + std::string(entity);
}

std::string key_of(const std::string& tenant, std::string_view entity, std::int64_t version) {
  return key_of(tenant, entity) + '/' + std::to_string(version);
}

} // namespace

BundlePtr Library::kept(const std::string& key, std::int64_t stamp) {
  const std::lock_guard lock(guard_);
  auto known = bundles_.find(key);
  return known != bundles_.end() && known->second.stamp == stamp ? known->second.bundle : nullptr;
}

void Library::keep(const std::string& key, std::int64_t stamp, const BundlePtr& bundle) {
  const std::lock_guard lock(guard_);
  bundles_[key] = {stamp, bundle};
}

BundlePtr Library::newest(storage::Connection& connection, const std::string& tenant,
                          std::string_view entity) {
  const std::int64_t stamp = stamps::current(connection, tenant, stamps::kDefinitions);
  const std::string key = key_of(tenant, entity);
  if (BundlePtr known = kept(key, stamp)) {
    return known;
  }
  auto definition = newest_document(connection, tenant, "definition", entity);
  if (!definition) {
    throw Failure("not_found");
  }
  BundlePtr bundle = compile(connection, tenant, *definition);
  keep(key, stamp, bundle);
  keep(key_of(tenant, entity, bundle->version), stamp, bundle);
  return bundle;
}

BundlePtr Library::at(storage::Connection& connection, const std::string& tenant,
                      std::string_view entity, std::int64_t version) {
  const std::int64_t stamp = stamps::current(connection, tenant, stamps::kDefinitions);
  const std::string key = key_of(tenant, entity, version);
  if (BundlePtr known = kept(key, stamp)) {
    return known;
  }
  auto definition = document_at(connection, tenant, "definition", entity, version);
  if (!definition) {
    throw Failure("not_found");
  }
  BundlePtr bundle = compile(connection, tenant, *definition);
  keep(key, stamp, bundle);
  return bundle;
}

std::shared_ptr<const Value> Library::texts(storage::Connection& connection,
                                            const std::string& tenant, std::string_view name) {
  const std::int64_t stamp = stamps::current(connection, tenant, stamps::kDefinitions);
  const std::string key = key_of(tenant, name);
  {
    const std::lock_guard lock(guard_);
    auto known = texts_.find(key);
    if (known != texts_.end() && known->second.first == stamp) {
      return known->second.second;
    }
  }
  auto document = newest_document(connection, tenant, "texts", name);
  auto texts = std::make_shared<const Value>(document ? document->content : Value::map({}));
  const std::lock_guard lock(guard_);
  texts_[key] = {stamp, texts};
  return texts;
}

} // namespace qudao::definitions
