// The dependency graph over everything that reads a field.
//
// Two kinds of edges. Value edges (relevant, calculate, default, choices, choice_filter, lookup
// filter, depends_on) order the fields and may not form a cycle. Check edges (required, readonly,
// constraint, rules, messages) end in something no rule can read, so `telephone` may be required
// without `mobile` and `mobile` without `telephone`.
//
// Source: A. B. Kahn, Topological sorting of large networks (1962). Cost: O(fields + edges), times
// log fields for a stable order.
#pragma once

#include "core/form/document.h"
#include "core/form/plan.h"

namespace qudao::form {

// Fills plan.graph, or notes `definition.cycle` {"fields": [a, b, a]} for a cycle it finds.
void build_graph(Plan& plan, IssueList& issues);

} // namespace qudao::form
