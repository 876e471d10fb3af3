// From a bundle to a Plan without its graph: shape, references and types, every issue with its
// path.
#pragma once

#include <memory>

#include "core/form/document.h"
#include "core/form/form.h"
#include "core/form/plan.h"

namespace qudao::form {

// The plan may be used only when nothing was added to `issues`.
std::unique_ptr<Plan> read_definition(const Value& bundle, const Limits& limits, IssueList& issues);

} // namespace qudao::form
