#include "core/form/field_kinds.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/form/attachments.h"
#include "core/identity/address.h"
#include "core/identity/date.h"
#include "core/identity/fold.h"
#include "core/identity/number.h"
#include "core/identity/phone.h"
#include "core/identity/registration.h"
#include "core/value/sorting.h"

namespace qudao::form {
namespace {

Reading taken(const Value& value) {
  return {value, value, {}};
}
Reading kept(const Value& typed, std::string_view code) {
  return {typed, {}, code};
}

Value stored_text(const Value& typed, std::string&& canonical) {
  return typed.as_string() == canonical ? typed : Value::string(canonical);
}

Reading read_multiline(const Value& typed, const ReadContext&) {
  if (!typed.is_string()) return kept(typed, "type");
  std::string text = identity::trim_text(typed.as_string());
  return text.empty() ? Reading{} : taken(stored_text(typed, std::move(text)));
}

Reading read_text(const Value& typed, const ReadContext&) {
  if (!typed.is_string()) return kept(typed, "type");
  std::string text = identity::trim_text(typed.as_string());
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.empty() ? Reading{} : taken(stored_text(typed, std::move(text)));
}

bool is_blank(const Value& typed) {
  return typed.is_string() && identity::trim_text(typed.as_string()).empty();
}

template <identity::FormatResult (*Normalise)(std::string_view)>
Reading read_format(const Value& typed, const ReadContext&) {
  if (!typed.is_string()) return kept(typed, "type");
  if (is_blank(typed)) return {};
  identity::FormatResult result = Normalise(typed.as_string());
  if (!result) return kept(typed, result.error());
  return taken(stored_text(typed, std::move(*result)));
}

Reading read_integer(const Value& typed, const ReadContext&) {
  if (is_blank(typed)) return {};
  constexpr auto kLargest = static_cast<double>(identity::kLargestInteger);
  switch (typed.kind()) {
  case Kind::integer:
    // Not by std::abs, which the smallest integer has none of.
    if (typed.as_int() > identity::kLargestInteger || typed.as_int() < -identity::kLargestInteger)
      return kept(typed, "number.too_large");
    return taken(typed);
  case Kind::real:
    if (!(std::fabs(typed.as_real()) <= kLargest)) return kept(typed, "number.too_large");
    if (std::trunc(typed.as_real()) != typed.as_real()) return kept(typed, "format.integer");
    return taken(Value::integer(static_cast<std::int64_t>(typed.as_real())));
  case Kind::string: {
    const auto result = identity::integer(typed.as_string());
    return result ? taken(Value::integer(*result)) : kept(typed, result.error());
  }
  default:
    return kept(typed, "type");
  }
}

Reading read_decimal(const Value& typed, const ReadContext&) {
  if (is_blank(typed)) return {};
  Result<identity::Decimal, std::string_view> result = identity::wrong("type");
  if (typed.is_string()) {
    result = identity::decimal(typed.as_string());
  } else if (typed.kind() == Kind::real) {
    result = identity::decimal_of(typed.as_real());
  } else if (typed.kind() == Kind::integer) {
    result = identity::decimal_of(static_cast<double>(typed.as_int()));
  }
  if (!result) return kept(typed, result.error());
  // Whole numbers are stored without ".0", as every other JSON writer writes them; rules see a real
  // either way.
  const Value seen = Value::real(result->mantissa == 0 ? 0.0 : result->to_double());
  return {result->scale == 0 ? Value::integer(result->mantissa) : seen, seen, {}};
}

Reading read_boolean(const Value& typed, const ReadContext&) {
  return typed.kind() == Kind::boolean ? taken(typed) : kept(typed, "type");
}

Reading read_date(const Value& typed, const ReadContext&) {
  if (is_blank(typed)) return {};
  if (typed.kind() == Kind::timestamp) {
    std::string day = identity::date_of_seconds(typed.as_timestamp().seconds);
    const std::int64_t midnight = identity::seconds_of_date(day);
    return {Value::string(day), Value::timestamp({midnight, 0}), {}};
  }
  if (!typed.is_string()) return kept(typed, "type");
  identity::FormatResult result = identity::date(typed.as_string());
  if (!result) return kept(typed, result.error());
  const Value seen = Value::timestamp({identity::seconds_of_date(*result), 0});
  return {stored_text(typed, std::move(*result)), seen, {}};
}

Reading read_date_time(const Value& typed, const ReadContext& context) {
  if (is_blank(typed)) return {};
  if (typed.kind() == Kind::timestamp) {
    const Timestamp moment{typed.as_timestamp().seconds, 0};
    return {Value::string(identity::date_time_of_seconds(moment.seconds)),
            Value::timestamp(moment),
            {}};
  }
  if (!typed.is_string()) return kept(typed, "type");
  identity::FormatResult result = identity::date_time(typed.as_string(), context.zone_minutes);
  if (!result) return kept(typed, result.error());
  const Value seen = Value::timestamp({identity::seconds_of_date_time(*result), 0});
  return {stored_text(typed, std::move(*result)), seen, {}};
}

// A code of the dictionary; choices from an expression are checked against what is offered.
Reading read_choice(const Value& typed, const ReadContext& context) {
  if (is_blank(typed)) return {};
  if (!typed.is_string()) return kept(typed, "type");
  if (context.choices == nullptr) return taken(typed);
  const std::size_t at = context.choices->find(typed.as_string());
  if (at == ChoiceSet::kNone) return kept(typed, "choice.unknown");
  return taken(context.choices->items()[at].code);
}

Reading read_choices(const Value& typed, const ReadContext& context) {
  if (!typed.is_list()) return kept(typed, "type");
  if (typed.as_list().empty()) return {};
  std::vector<std::size_t> positions;
  List plain;
  for (const Value& code : typed.as_list()) {
    if (!code.is_string()) return kept(typed, "type");
    if (context.choices == nullptr) {
      if (std::find(plain.begin(), plain.end(), code) == plain.end()) plain.push_back(code);
      continue;
    }
    const std::size_t at = context.choices->find(code.as_string());
    if (at == ChoiceSet::kNone) return kept(typed, "choice.unknown");
    positions.push_back(at);
  }
  sort_unique(positions);
  for (const std::size_t at : positions)
    plain.push_back(context.choices->items()[at].code);
  return taken(Value::list(std::move(plain)));
}

Reading read_region(const Value& typed, const ReadContext& context) {
  if (is_blank(typed)) return {};
  if (!typed.is_string()) return kept(typed, "type");
  const std::size_t at = context.choices->find(typed.as_string());
  if (at == ChoiceSet::kNone) return kept(typed, "region.unknown");
  const ChoiceItem& region = context.choices->items()[at];
  return region.has_children ? kept(typed, "region.not_a_city") : taken(region.code);
}

Reading read_lookup(const Value& typed, const ReadContext&) {
  constexpr std::size_t kLongestId = 200;
  if (is_blank(typed)) return {};
  if (!typed.is_string() || typed.as_string().size() > kLongestId) return kept(typed, "type");
  return taken(typed);
}

// Rows are answered cell by cell; what is no list of maps is kept as typed.
Reading read_rows(const Value& typed, const ReadContext&) {
  return kept(typed, "type");
}

cel::Type string_type() {
  return cel::Type::nullable(cel::Type::string());
}
cel::Type integer_type() {
  return cel::Type::nullable(cel::Type::integer());
}
cel::Type real_type() {
  return cel::Type::nullable(cel::Type::real());
}
cel::Type boolean_type() {
  return cel::Type::nullable(cel::Type::boolean());
}
cel::Type timestamp_type() {
  return cel::Type::nullable(cel::Type::timestamp());
}
cel::Type strings_type() {
  return cel::Type::list(cel::Type::string());
}
cel::Type maps_type() {
  return cel::Type::list(cel::Type::map(cel::Type::string(), cel::Type::dyn()));
}

constexpr Facets kWords = kLength | kPattern;
constexpr Facets kNumber = kRange | kUnit;

const FieldKind kKinds[] = {
    {"text", kWords, read_text, string_type, -1, 2'000},
    {"multiline", kWords, read_multiline, string_type, -1, 20'000},
    {"integer", kNumber, read_integer, integer_type, 0, 0},
    {"decimal", kNumber | kScale, read_decimal, real_type, -1, 0},
    {"money", kNumber | kScale, read_decimal, real_type, 2, 0},
    {"boolean", kAccept, read_boolean, boolean_type, -1, 0},
    {"date", 0, read_date, timestamp_type, -1, 0},
    {"datetime", 0, read_date_time, timestamp_type, -1, 0},
    {"choice", kChoices | kPicked, read_choice, string_type, -1, 0},
    {"choices", kChoices | kPicked | kLists, read_choices, strings_type, -1, 0},
    {"region", kPicked, read_region, string_type, -1, 0},
    {"lookup", kLookup | kPicked, read_lookup, string_type, -1, 0},
    {"email", kPattern, read_format<identity::email>, string_type, -1, 0},
    {"url", kPattern, read_format<identity::url>, string_type, -1, 0},
    {"mobile", kPattern, read_format<identity::mobile>, string_type, -1, 0},
    {"phone", kPattern, read_format<identity::phone>, string_type, -1, 0},
    {"landline", kPattern, read_format<identity::landline>, string_type, -1, 0},
    {"postcode", kPattern, read_format<identity::postcode>, string_type, -1, 0},
    {"credit_code", kPattern, read_format<identity::credit_code>, string_type, -1, 0},
    {"organisation_code", kPattern, read_format<identity::organisation_code>, string_type, -1, 0},
    {"tax_number", kPattern, read_format<identity::tax_number>, string_type, -1, 0},
    {"attachments", kDocuments | kPicked | kLists, read_attachments, maps_type, -1, 0},
    {"repeat", kRows | kLists | kPicked, read_rows, maps_type, -1, 0},
};

} // namespace

Value as_answer(const FieldKind& kind, Value calculated) {
  if (!kind.has(kScale) || calculated.kind() != Kind::real) return calculated;
  const auto near = identity::decimal_near(calculated.as_real());
  return near ? Value::real(near->to_double()) : calculated;
}

const FieldKind* find_field_kind(std::string_view name) {
  const auto* at = std::find_if(std::begin(kKinds), std::end(kKinds),
                                [&](const FieldKind& kind) { return kind.name == name; });
  return at == std::end(kKinds) ? nullptr : at;
}

} // namespace qudao::form
