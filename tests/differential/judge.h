// Holds a session, after each step, against what must be so whatever it answered before: the oracle, a session opened
// afresh with what this one would store, and the changes it reported.
//
// Opened afresh, the same answers show the same state but for two things that are about the past by their nature: a
// choice that is retired or outside its period is only forgiven to whoever opened the record with it, and a default whose rule fails is no longer
// asked once the record has an answer. Those two violations are left out of that comparison; and since of several
// choices only the first that is wrong is told of, so is an error of the filter that the retired one hid.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/form/form.h"
#include "tests/differential/oracle.h"

namespace qudao::differential {

class Judge {
 public:
  using States = std::map<std::string, std::string>; // of each field and cell, as JSON

  Judge(std::shared_ptr<const form::Definition> definition, const Opening& opening,
        const form::Session& session);

  // After `edit`, which answered `changes` (JSON, empty of validations).
  void after(const Edit& edit, const std::string& changes, const form::Session& session);
  void compare_afresh(const form::Session& session);

  const std::string& disagreement() const { return disagreement_; } // the first one

 private:
  void note(std::string what);
  void compare_reported(const std::string& changes, const form::Session& session);

  std::shared_ptr<const form::Definition> definition_;
  Opening opening_;
  Oracle oracle_;
  States before_;
  std::string disagreement_;
};

} // namespace qudao::differential
