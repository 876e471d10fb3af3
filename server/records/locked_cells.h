// Cells of rows that are readonly to whoever fills in the form. A session takes a row as a whole, so that rows can be moved
// and brought back; what a person may not change in it is held here to what the record has: a readonly cell may have any
// value its column has in the record, each as often as there, or what a rule gives it.
//
// Pure, thread safe. Cost: O(cells of columns that may be readonly), nothing for definitions without any.
#pragma once

#include <string>
#include <vector>

#include "core/form/form.h"

namespace qudao::records {

struct WithheldCell {
  std::string path;
  Value answer;
};

struct Withheld {
  Value answers; // without the cells below
  std::vector<WithheldCell> cells;
};

// Takes out of `typed` (answers by key) what columns that may be readonly have and the record `stored` has not.
Withheld withhold_cells(const form::Definition& definition, const Value& stored,
                        const Value& typed);

// Once the rest is answered: what turns out to take answers is answered, what is readonly and says something else than
// the rules do is refused.
void answer_withheld(form::Session& session, const std::vector<WithheldCell>& cells,
                     std::vector<Violation>& refused);

} // namespace qudao::records
