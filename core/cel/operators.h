// What the operators do to values of any kinds.
#pragma once

#include <optional>

#include "core/cel/ast.h"
#include "core/cel/function.h"

namespace qudao::cel {

inline bool is_number(const Value& v) {
  return v.kind() >= Kind::integer && v.kind() <= Kind::real;
}

// Whether `a op b`, an operator of equality or order, of numbers of one type; NaN is in no order.
template <typename Number>
bool holds_of(Operator op, Number a, Number b) {
  switch (op) {
  case Operator::equal:
    return a == b;
  case Operator::not_equal:
    return a != b;
  case Operator::less:
    return a < b;
  case Operator::less_equal:
    return a <= b;
  case Operator::greater:
    return a > b;
  default:
    return a >= b;
  }
}

// Each answers an error code, empty when the answer was set.
std::string_view arithmetic(Operator op, const Value& a, const Value& b, Value& out,
                            std::int64_t& cost_left);
// `op` is one of equal to in. Whether two integers or two doubles are equal costs nothing beyond the operation.
std::string_view compared(Operator op, const Value& a, const Value& b, bool& holds,
                          std::int64_t& cost_left);
std::string_view negate(const Value& a, Value& out);
std::string_view at_index(const Value& container, const Value& key, const Value*& item);

// CEL's `==`, one unit for each pair looked at: a small expression can make lists that share parts and are enormous when
// walked. False when the cost is used up.
bool equals(const Value& a, const Value& b, std::int64_t& cost_left);

// The same for two strings.
bool equal_texts(const Value& a, const Value& b, std::int64_t& cost_left);

// −1, 0, 1; nothing when the kinds have no order (or one is NaN: then `nan` is set).
std::optional<int> order_of(const Value& a, const Value& b, bool& nan);

// The entry of a map under a key that may be another kind of number.
const Value* find_key(const Map& map, const Value& key);
bool can_be_key(const Value& key);

// Integer arithmetic; false on overflow, and where nothing is divided by.
bool checked(Operator op, std::int64_t a, std::int64_t b, std::int64_t& out);

double real_arithmetic(Operator op, double a, double b); // + - * /

// Sums and differences of times; false when out of range.
bool add_times(Timestamp a, Duration b, Timestamp& out);
bool add_durations(Duration a, Duration b, Duration& out);
Duration negated(Duration d);

} // namespace qudao::cel
