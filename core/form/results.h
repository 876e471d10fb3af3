// From what a session remembers to what it answers: words, parameters, plain structures or JSON.
#pragma once

#include "core/form/session_state.h"

namespace qudao::form {

Violation to_violation(const SessionState& s, FieldIndex field, const Finding& finding);
// The text of a violation in the locale of the session; `params` are those of to_violation.
void append_message(std::string& out, const SessionState& s, FieldIndex field,
                    const Finding& finding, const Map& params);
std::string cleared_message(const SessionState& s, FieldIndex field);
Violation refusal(const SessionState& s, std::string_view code, std::string_view path);

FieldState to_state(const SessionState& s, FieldIndex field);
std::vector<SectionProgress> to_sections(const SessionState& s);
Changes to_changes(SessionState& s); // empties the set of changed fields
Validation to_validation(SessionState& s);

// results_json.cpp: the same as canonical JSON, without the structures in between.
void append_state_json(std::string& out, const SessionState& s, FieldIndex field);
void append_changes_json(std::string& out, SessionState& s); // empties the set of changed fields
void append_validation_json(std::string& out, SessionState& s);

} // namespace qudao::form
