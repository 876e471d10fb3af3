// The kinds of fields: one row per kind says how an answer is read, what rules see of it and which
// keys of the definition it understands. A new kind is a row here and an entry in
// definition.schema.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/cel/type.h"
#include "core/form/choice_set.h"
#include "core/value/value.h"

namespace qudao::form {

// What reading an answer needs to know of its field.
struct ReadContext {
  int zone_minutes = 0;
  const ChoiceSet* choices = nullptr;        // of a dictionary or list
  const ChoiceSet* document_types = nullptr; // of attachments
};

struct Reading {
  Value stored; // canonical, or as typed when `code` is set; null: no answer
  Value seen;   // what rules see; null (or an empty list) when there is no well-formed answer
  std::string_view code; // violation of the kind; empty when well-formed
};

// Groups of keys of a field in a definition.
using Facets = std::uint16_t;
constexpr Facets kRange = 1U << 0U;     // min, max
constexpr Facets kScale = 1U << 1U;     // scale
constexpr Facets kLength = 1U << 2U;    // min_length, max_length
constexpr Facets kPattern = 1U << 3U;   // pattern
constexpr Facets kChoices = 1U << 4U;   // choices, choice_filter
constexpr Facets kLookup = 1U << 5U;    // lookup
constexpr Facets kDocuments = 1U << 6U; // document_types, max_files, max_bytes
constexpr Facets kAccept = 1U << 7U;    // must_accept
constexpr Facets kUnit = 1U << 8U;      // unit
constexpr Facets kPicked =
    1U << 9U; // a person picks, does not type: texts ask to choose, not to fill in
constexpr Facets kLists = 1U << 10U; // the answer is a list; rules see an empty one for none
constexpr Facets kRows = 1U << 11U;  // fields, min_rows, max_rows

struct FieldKind {
  std::string_view name;
  Facets facets;
  Reading (*read)(const Value& typed, const ReadContext& context);
  cel::Type (*type)();         // of the variable rules see
  std::int32_t default_scale;  // −1: no limit
  std::int32_t default_length; // code points; 0: no limit

  bool has(Facets facet) const { return (facets & facet) != 0; }
};

const FieldKind* find_field_kind(std::string_view name); // nullptr when there is none

// What a rule calculated as a field of this kind takes it: reals to 15 significant digits, which is all an answer has.
Value as_answer(const FieldKind& kind, Value calculated);

} // namespace qudao::form
