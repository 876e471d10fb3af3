// Choices no answer can change: a choice_filter that reads nothing but `choice` is asked once, when
// the definition is compiled, not in every session (a dictionary of 100 items: 45 µs).
#pragma once

#include "core/form/plan.h"

namespace qudao::form {

// Fills `fixed_choices` of the fields that have such a filter; one that fails stays with the
// sessions, which report it.
void fix_choices(Plan& plan);

} // namespace qudao::form
