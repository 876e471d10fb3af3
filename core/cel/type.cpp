#include "core/cel/type.h"

#include <algorithm>

namespace qudao::cel {

Type Type::with_parts(TypeKind kind, Parts parts) {
  Type t(kind);
  bool known = std::any_of(parts.begin(), parts.end(),
                           [](const Type& part) { return part.kind_ != TypeKind::dyn; });
  if (known) t.parts_ = std::make_shared<const Parts>(std::move(parts));
  return t;
}

Type Type::list(Type item) {
  return with_parts(TypeKind::list, {std::move(item)});
}

Type Type::map(Type key, Type value) {
  return with_parts(TypeKind::map, {std::move(key), std::move(value)});
}

Type Type::optional(Type held) {
  return with_parts(TypeKind::optional, {std::move(held)});
}

Type Type::nullable(Type type) {
  // An optional has its own way to be absent: null passes for one as it is.
  type.nullable_ =
      !type.is_dyn() && type.kind_ != TypeKind::null && type.kind_ != TypeKind::optional;
  return type;
}

Type Type::parameter(std::uint8_t index) {
  Type t(TypeKind::parameter);
  t.index_ = index;
  return t;
}

bool Type::is_numeric() const {
  return kind_ == TypeKind::integer || kind_ == TypeKind::unsigned_integer ||
         kind_ == TypeKind::real;
}

Type Type::without_null() const {
  Type t = *this;
  t.nullable_ = false;
  return t;
}

Type Type::part(std::size_t index) const {
  return parts_ != nullptr && index < parts_->size() ? (*parts_)[index] : Type();
}

Type Type::item() const {
  return part(0);
}
Type Type::key() const {
  return part(0);
}
Type Type::value() const {
  return part(1);
}

std::string Type::name() const {
  constexpr const char* kNames[] = {
      "dyn",       "null_type", "bool", "int",  "uint", "double",        "string", "bytes",
      "timestamp", "duration",  "type", "list", "map",  "optional_type", "dyn",    "parameter"};
  std::string name = kNames[static_cast<std::size_t>(kind_)];
  if (kind_ == TypeKind::list || kind_ == TypeKind::optional) name += '(' + item().name() + ')';
  if (kind_ == TypeKind::map) name += '(' + key().name() + ", " + value().name() + ')';
  return nullable_ ? "nullable(" + name + ')' : name;
}

bool operator==(const Type& a, const Type& b) {
  if (a.kind_ != b.kind_ || a.nullable_ != b.nullable_ || a.index_ != b.index_) return false;
  if (a.parts_ == b.parts_) return true;
  return a.part(0) == b.part(0) && a.part(1) == b.part(1);
}

bool Bindings::accepts(const Type& wanted, const Type& actual) {
  if (wanted.kind() == TypeKind::parameter) {
    if (actual.kind() == TypeKind::free) return true;
    std::size_t index = wanted.parameter_index();
    if (actual.is_dyn() || (bound_[index] && types_[index].is_dyn())) {
      types_[index] = Type();
      bound_[index] = true;
      return true;
    }
    if (bound_[index] && !types_[index].is(TypeKind::null)) {
      Type joined = join(types_[index], actual);
      if (joined.is_dyn()) return false;
      types_[index] = joined;
      return true;
    }
    types_[index] = bound_[index] ? Type::nullable(actual) : actual;
    bound_[index] = true;
    return true;
  }
  if (wanted.is_dyn() || actual.is_dyn()) return true;
  if (actual.kind() == TypeKind::null && wanted.is_nullable()) return true;
  if (wanted.kind() != actual.kind()) return false;
  if (wanted.kind() == TypeKind::list || wanted.kind() == TypeKind::optional)
    return accepts(wanted.item(), actual.item());
  if (wanted.kind() == TypeKind::map)
    return accepts(wanted.key(), actual.key()) && accepts(wanted.value(), actual.value());
  return true;
}

void Bindings::clear() {
  for (std::size_t i = 0; i < kMost; ++i) {
    types_[i] = Type();
    bound_[i] = false;
  }
}

Type Bindings::resolve(const Type& declared) const {
  switch (declared.kind()) {
  case TypeKind::parameter: {
    std::size_t index = declared.parameter_index();
    if (!bound_[index]) return TypeKind::free;
    const Type& bound = types_[index];
    return declared.is_nullable() ? Type::nullable(bound) : bound;
  }
  case TypeKind::list:
    return Type::list(resolve(declared.item()));
  case TypeKind::optional:
    return Type::optional(resolve(declared.item()));
  case TypeKind::map:
    return Type::map(resolve(declared.key()), resolve(declared.value()));
  default:
    return declared;
  }
}

Type join(const Type& a, const Type& b) {
  if (a == b || b.kind() == TypeKind::free) return a;
  if (a.kind() == TypeKind::free) return b;
  if (a.is_dyn() || b.is_dyn()) return Type();
  if (a.kind() == TypeKind::null) return Type::nullable(b);
  if (b.kind() == TypeKind::null) return Type::nullable(a);
  if (a.kind() != b.kind()) return Type();
  Type joined = a.without_null();
  if (a.kind() == TypeKind::list) joined = Type::list(join(a.item(), b.item()));
  if (a.kind() == TypeKind::optional) joined = Type::optional(join(a.item(), b.item()));
  if (a.kind() == TypeKind::map)
    joined = Type::map(join(a.key(), b.key()), join(a.value(), b.value()));
  return a.is_nullable() || b.is_nullable() ? Type::nullable(joined) : joined;
}

Type read_type(std::string_view signature, std::size_t& at) {
  switch (signature[at++]) {
  case 'b':
    return TypeKind::boolean;
  case 'i':
    return TypeKind::integer;
  case 'u':
    return TypeKind::unsigned_integer;
  case 'd':
    return TypeKind::real;
  case 's':
    return TypeKind::string;
  case 'y':
    return TypeKind::bytes;
  case 'n':
    return TypeKind::null;
  case 'T':
    return TypeKind::timestamp;
  case 'D':
    return TypeKind::duration;
  case 't':
    return TypeKind::type;
  case 'A':
    return Type::parameter(0);
  case 'B':
    return Type::parameter(1);
  case 'C':
    return Type::parameter(2);
  case 'L':
    return Type::list(read_type(signature, at));
  case 'O':
    return Type::optional(read_type(signature, at));
  case 'N':
    return Type::nullable(read_type(signature, at));
  case 'M': {
    Type key = read_type(signature, at);
    return Type::map(key, read_type(signature, at));
  }
  default:
    return Type();
  }
}

} // namespace qudao::cel
