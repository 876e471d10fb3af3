// matches with a pattern only known at run time; constant patterns are compiled with the rule (Op::match).
#include "core/cel/library.h"
#include "core/regex/regex.h"

namespace qudao::cel {

namespace {

bool matches(Call& call) {
  if (!call.are({Kind::string, Kind::string})) return call.no_overload();
  std::string_view text = call[0].as_string();
  std::string_view pattern = call[1].as_string();
  constexpr std::size_t kPerByte = 10; // of the pattern, to compile it
  if (!call.charge(pattern.size() * kPerByte)) return false;
  auto compiled = regex::compile(pattern, true);
  constexpr std::uint64_t kRefusal =
      400; // what repeats its parts too often was written out that far
  if (!compiled) return call.charge(kRefusal) && call.fail("invalid_regex");
  if (!call.charge_text(compiled->size()) || !call.charge_text(compiled->cost(text.size())))
    return false;
  return call.give(Value::boolean(compiled->found_in(text)));
}

} // namespace

std::span<const Function> regex_functions() {
  static constexpr Function kFunctions[] = {{kMatches, "ss:b|.ss:b", matches, Growth::product}};
  return kFunctions;
}

} // namespace qudao::cel
