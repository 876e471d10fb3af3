// Random records, contexts and answers for a definition that loads: sound ones mostly, so that rules come to work, and every
// way of being wrong.
#pragma once

#include <string>
#include <vector>

#include "core/form/form.h"
#include "core/form/plan.h"
#include "tests/differential/dice.h"
#include "tests/differential/material.h"

namespace qudao::differential {

Value random_answer(Dice& dice, const form::FieldPlan& field);
Value random_row(Dice& dice);          // attributes of a look-up's row
std::string random_row_id(Dice& dice); // few of them, so that answers and rows meet

// How a session is opened.
struct Opening {
  Value record;
  form::Context context;
  form::Mode mode = form::Mode::edit;
  std::vector<std::string> editable;
};

Opening random_opening(Dice& dice, const form::Definition& definition, const Pack* pack);

// One step of somebody who fills in a form.
struct Edit {
  enum class Kind : std::uint8_t { set, set_many, provide, validate };
  Kind kind = Kind::set;
  std::string path; // of set; the entity of provide
  std::string id;   // of provide
  Value value;      // the answer, the answers, the row
};

Edit random_edit(Dice& dice, const form::Definition& definition);

} // namespace qudao::differential
