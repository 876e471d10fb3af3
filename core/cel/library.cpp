#include "core/cel/library.h"

#include <algorithm>

namespace qudao::cel {

namespace {

template <typename Visit>
void each_function(const Environment& env, std::string_view name, Visit visit) {
  auto scan = [&](std::span<const Function> functions) {
    for (const Function& f : functions) {
      if (f.name == name) visit(f);
    }
  };
  scan(conversion_functions());
  scan(string_functions());
  scan(regex_functions());
  scan(math_functions());
  scan(time_functions());
  scan(format_functions());
  scan(optional_functions());
  for (std::span<const Function> functions : env.functions())
    scan(functions);
}

struct OverloadMatch {
  bool arity = false;
  bool fits = false;
  Type result;
};

// The type a letter alone stands for; dyn for whatever takes more to read.
TypeKind plain_kind(char letter) {
  constexpr std::string_view kLetters = "biudsynTDt";
  constexpr TypeKind kKinds[] = {TypeKind::boolean, TypeKind::integer,   TypeKind::unsigned_integer,
                                 TypeKind::real,    TypeKind::string,    TypeKind::bytes,
                                 TypeKind::null,    TypeKind::timestamp, TypeKind::duration,
                                 TypeKind::type};
  std::size_t at = 0;
  while (at < kLetters.size() && kLetters[at] != letter)
    ++at;
  return at < kLetters.size() ? kKinds[at] : TypeKind::dyn;
}

// One overload, ".ss:b" say, against the arguments. Nearly all types are single letters and compared as such: types that are
// read and bound were a tenth of compiling.
OverloadMatch match_overload(std::string_view overload, bool member,
                             std::span<const Type* const> arguments, Bindings& bindings) {
  OverloadMatch match;
  std::size_t at = 0;
  if ((overload[0] == '.') != member) return match;
  if (member) ++at;
  bool fits = true;
  bool bound = false; // by this overload
  auto read = [&] {
    if (!bound) bindings.clear();
    bound = true;
    return read_type(overload, at);
  };
  std::size_t next = 0;
  while (overload[at] != ':') {
    const TypeKind plain = plain_kind(overload[at]);
    Type wanted;
    if (plain == TypeKind::dyn) {
      wanted = read();
    } else {
      ++at;
    }
    auto accepts = [&](const Type& actual) {
      if (plain == TypeKind::dyn) return bindings.accepts(wanted, actual);
      return actual.is_dyn() || actual.kind() == plain;
    };
    if (overload[at] == '*') {
      ++at;
      for (; next < arguments.size(); ++next)
        fits = fits && accepts(*arguments[next]);
    } else {
      if (next == arguments.size()) return match;
      fits = fits && accepts(*arguments[next++]);
    }
  }
  match.arity = next == arguments.size();
  match.fits = match.arity && fits;
  ++at;
  if (!match.fits) return match;
  const TypeKind plain = plain_kind(overload[at]);
  match.result = plain != TypeKind::dyn ? Type(plain) : bindings.resolve(read());
  return match;
}

void merge(Match& into, const Match& match) {
  if (match.fits) {
    bool differs = into.fits && into.result != match.result;
    into.result = differs ? Type() : match.result;
    if (!into.fits) into.function = match.function;
    into.fits = true;
  } else if (match.arity && into.function == nullptr) {
    into.function = match.function;
  }
}

} // namespace

bool is_function(const Environment& env, std::string_view name) {
  bool found = false;
  each_function(env, name, [&](const Function&) { found = true; });
  return found;
}

Match match_signature(std::string_view signature, bool member,
                      std::span<const Type* const> arguments) {
  // With every type known the first overload that fits is the one; dyn may turn out to be any.
  bool any_dyn = std::any_of(arguments.begin(), arguments.end(), [](const Type* t) {
    return t->is_dyn() || (t->kind() == TypeKind::list && t->item().kind() == TypeKind::dyn);
  });
  Match all;
  Bindings bindings;
  while (!signature.empty()) {
    std::size_t bar = signature.find('|');
    OverloadMatch found = match_overload(signature.substr(0, bar), member, arguments, bindings);
    if (found.fits) {
      all.result = all.fits && all.result != found.result ? Type() : found.result;
      all.fits = true;
      if (!any_dyn) break;
    }
    all.arity = all.arity || found.arity;
    if (bar == std::string_view::npos) break;
    signature.remove_prefix(bar + 1);
  }
  return all;
}

Match match_function(const Environment& env, std::string_view name, bool member,
                     std::span<const Type* const> arguments) {
  Match all;
  each_function(env, name, [&](const Function& f) {
    all.known = true;
    Match match = match_signature(f.signature, member, arguments);
    match.function = &f;
    merge(all, match);
  });
  return all;
}

std::string_view operator_signature(Operator op) {
  constexpr std::string_view kOrder =
      "bb:b|ii:b|uu:b|dd:b|iu:b|ui:b|id:b|di:b|ud:b|du:b|ss:b|yy:b|TT:b|DD:b";
  switch (op) {
  case Operator::logical_not:
    return "b:b";
  case Operator::negate:
    return "i:i|d:d";
  case Operator::less:
  case Operator::less_equal:
  case Operator::greater:
  case Operator::greater_equal:
    return kOrder;
  case Operator::in:
    return "ALA:b|AMAB:b";
  case Operator::add:
    return "ii:i|uu:u|dd:d|ss:s|yy:y|LALA:LA|DD:D|TD:T|DT:T";
  case Operator::subtract:
    return "ii:i|uu:u|dd:d|DD:D|TT:D|TD:T";
  case Operator::multiply:
  case Operator::divide:
    return "ii:i|uu:u|dd:d";
  case Operator::modulo:
    return "ii:i|uu:u";
  default:
    return {};
  }
}

std::string_view operator_name(Operator op) {
  constexpr std::string_view kNames[] = {"!",  "&&", "||", "?:", "==", "!=", "<", "<=", ">",
                                         ">=", "in", "+",  "-",  "*",  "/",  "%", "-"};
  return kNames[static_cast<std::size_t>(op)];
}

} // namespace qudao::cel
