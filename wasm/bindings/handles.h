// Handles: what lives in the module's memory until JavaScript disposes of it. Methods take the length of their input in
// the exchange buffer and leave their answer there; false means the answer is what was wrong (see wasm/src for the types).
#pragma once

#include <memory>

#include "core/form/form.h"

namespace qudao::wasm {

// How many handles exist; for tests that look for leaks.
int live_handles();

class Counted {
 public:
  Counted();
  ~Counted();
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
};

class SessionHandle {
 public:
  explicit SessionHandle(std::shared_ptr<const form::Definition> definition, form::Session session)
      : definition_(std::move(definition)), session_(std::move(session)) {}

  bool set(std::size_t length);      // field key, line feed, answer as JSON
  bool set_many(std::size_t length); // map of answers
  bool provide(std::size_t length);  // {"entity", "id", "attributes"}
  bool state(std::size_t length);    // field key
  bool states();
  bool data();
  bool submission();
  bool validate();
  bool actions(std::size_t length); // approval request
  bool decide(std::size_t length);  // approval request with command

  const form::Session& session() const { return session_; }

 private:
  std::shared_ptr<const form::Definition> definition_;
  form::Session session_;
  Counted counted_;
};

class DefinitionHandle {
 public:
  explicit DefinitionHandle(std::shared_ptr<const form::Definition> definition)
      : definition_(std::move(definition)) {}

  // From a bundle; nullptr with {"issues": […]} as the answer when it is refused.
  static DefinitionHandle* open(std::size_t length);

  SessionHandle*
  open_session(std::size_t length);    // see OpenRequest; nullptr when the request is malformed
  bool info();                         // entity, version, fields
  bool outlook(std::size_t length);    // approval request
  bool carry_over(std::size_t length); // last record
  bool text(std::size_t length);       // {"code", "params", "locale"}

  const form::Definition& definition() const { return *definition_; }

 private:
  std::shared_ptr<const form::Definition> definition_;
  Counted counted_;
};

bool evaluate(std::size_t length);     // {"expression", "variables"}
bool check_format(std::size_t length); // {"kind", "answer", "zone_minutes"}

} // namespace qudao::wasm
