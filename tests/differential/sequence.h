// One seed played: a definition, a record and a context, and a sequence of edits, with all that core answers on the way.
//
// A seed says everything. Sixty-four seeds in a row share a definition, so that compiling does not decide how many sequences
// a minute has; each plays it with a record, a context and edits of its own.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/cel/cel.h"
#include "core/form/form.h"
#include "tests/differential/material.h"
#include "tests/differential/oracle.h"
#include "tests/differential/trail.h"

namespace qudao::differential {

struct Outcome {
  std::uint64_t digest = 0;
  std::uint32_t edits = 0;
  // What contradicts the oracle, the session opened afresh or the reported changes; empty when nothing does.
  std::string disagreement;
};

struct Tally {
  std::uint64_t edits = 0;
  std::uint64_t definitions = 0;
  std::uint64_t refused = 0; // broken definitions that were refused
  std::uint64_t loaded = 0;  // broken definitions that load nevertheless
};

class Player {
 public:
  // `judged`: every state is held against the oracle and against a session opened afresh. What is answered, and so the
  // digest, is the same either way.
  Player(const Material& material, bool judged);

  // With `lines`, every step is told there, the first line of each its name.
  Outcome play(std::uint64_t seed, std::string* lines = nullptr);
  const Tally& tally() const { return tally_; }

 private:
  static constexpr std::uint64_t kShared = 64;

  void take_subject(std::uint64_t number, std::string* lines);
  Value with_texts(const Value& bundle) const;
  template <typename Make>
  std::shared_ptr<const form::Definition> loaded(Make make, Value& bundle, Trail& trail);
  void note_upgrade(const form::Session& session, const form::Context& context, Trail& trail) const;
  void try_broken(Dice& dice, const Value& bundle, Trail& trail);
  void play_expressions(Dice& dice, Trail& trail) const;

  const Material& material_;
  bool judged_;
  cel::Environment world_; // of expressions outside of any form
  Tally tally_;

  // The subject of the last seed.
  std::optional<std::uint64_t> number_;
  const Pack* pack_ = nullptr;
  std::shared_ptr<const form::Definition> definition_;
  std::shared_ptr<const form::Definition> next_; // version of it
  std::string subject_digest_;
  std::string refusal_; // of a definition that should load
};

} // namespace qudao::differential
