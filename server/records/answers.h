// The answers of a record wherever they stand: of fields, and of the cells of rows.
//
// Pure, thread safe. Paths are those of core/form/form.h: `licence`, `lines/0/scan`.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/form/form.h"

namespace qudao::records {

using AnswerUse =
    std::function<void(const form::FieldInfo& field, const std::string& path, const Value& answer)>;
using AnswerChange = std::function<std::optional<Value>(
    const form::FieldInfo& field, const std::string& path, const Value& answer)>;

// Every answer that is there; of a repeat not itself, but its cells. What is no list of maps has none.
void each_answer(const form::Definition& definition, const Value& data, const AnswerUse& use);

// The data with every answer `change` answers something for exchanged.
Value replace_answers(const form::Definition& definition, const Value& data,
                      const AnswerChange& change);

} // namespace qudao::records
