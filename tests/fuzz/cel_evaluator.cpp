// Any rule that compiles, run over values of every kind; what it answers is printed and compared with itself.
#include "core/value/json.h"
#include "tests/fuzz/input.h"

using namespace qudao;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::World world;
  world.env.check_types = false;
  auto program = cel::compile(fuzz::text_of(data, size), world.env);
  if (!program) return 0;
  cel::Budget budget{20'000};
  auto value = cel::evaluate(*program, world.slots, budget);
  if (!value) return 0;
  if (write_json(*value).size() > 1'000'000) __builtin_trap(); // the budget bounds it
  (void)cel::equals(*value, *value);
  return 0;
}
