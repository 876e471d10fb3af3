// Types of CEL as the checker sees them, and the short notation in which functions are declared.
//
// `nullable(t)` is t or null (CEL's wrapper types): how an answer that may be missing is declared.
// A nullable operand passes where t is wanted; when it is null at run time, that is an evaluation
// error the caller can tell (EvalError::null_operand). `dyn` passes everywhere and is checked at
// run time.
//
// Cost: copy O(1). Thread safety: immutable values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace qudao::cel {

enum class TypeKind : std::uint8_t {
  dyn,
  null,
  boolean,
  integer,
  unsigned_integer,
  real,
  string,
  bytes,
  timestamp,
  duration,
  type,
  list,
  map,
  optional,
  free,      // nothing is known yet, as of the items of []: gives way to any other type
  parameter, // A, B, … in the declaration of a function
};

class Type {
 public:
  Type(TypeKind kind = TypeKind::dyn) : kind_(kind) {}
  static Type dyn() { return TypeKind::dyn; }
  static Type boolean() { return TypeKind::boolean; }
  static Type integer() { return TypeKind::integer; }
  static Type real() { return TypeKind::real; }
  static Type string() { return TypeKind::string; }
  static Type timestamp() { return TypeKind::timestamp; }
  static Type duration() { return TypeKind::duration; }
  static Type list(Type item);
  static Type map(Type key, Type value);
  static Type optional(Type held);
  static Type nullable(Type type);
  static Type parameter(std::uint8_t index);

  TypeKind kind() const { return kind_; }
  bool is(TypeKind kind) const { return kind_ == kind && !nullable_; }
  bool is_dyn() const { return kind_ == TypeKind::dyn || kind_ == TypeKind::free; }
  bool is_nullable() const { return nullable_; }
  bool is_numeric() const;
  Type without_null() const; // t of nullable(t), else itself
  Type item() const;         // of a list, or what an optional holds; dyn when unknown
  Type key() const;          // of a map
  Type value() const;        // of a map
  std::uint8_t parameter_index() const { return index_; }

  std::string name() const; // "int", "list(string)", "nullable(double)"

  friend bool operator==(const Type& a, const Type& b);
  friend bool operator!=(const Type& a, const Type& b) { return !(a == b); }

 private:
  using Parts = std::vector<Type>;
  static Type with_parts(TypeKind kind, Parts parts);
  Type part(std::size_t index) const;

  TypeKind kind_;
  bool nullable_ = false;
  std::uint8_t index_ = 0;
  std::shared_ptr<const Parts> parts_; // of lists, maps and optionals; none: all dyn
};

// What the parameters A, B, … stand for while one call is matched.
class Bindings {
 public:
  // Whether a value of type `actual` may be passed as `wanted`; binds parameters of `wanted`.
  bool accepts(const Type& wanted, const Type& actual);
  Type resolve(const Type& declared) const; // parameters replaced; free when unbound
  void clear();

 private:
  static constexpr std::size_t kMost = 3;
  Type types_[kMost];
  bool bound_[kMost] = {};
};

// The type that holds values of both: the same type, nullable when one is null or nullable, else
// dyn.
Type join(const Type& a, const Type& b);

// Reads one type of a signature and moves behind it. Notation: b bool, i int, u uint, d double, s
// string, y bytes, n null, T timestamp, D duration, t type, ? dyn, A B C parameters, L<type> list,
// M<key><value> map, O<type> optional, N<type> nullable.
Type read_type(std::string_view signature, std::size_t& at);

} // namespace qudao::cel
