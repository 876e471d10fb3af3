// Any text as a rule: compiled with and without checks, and what is wrong with it described.
#include "tests/fuzz/input.h"

using namespace qudao;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::World world;
  std::string_view source = fuzz::text_of(data, size);
  for (bool checked : {true, false}) {
    world.env.check_types = checked;
    world.env.container = checked ? "" : "m.a";
    auto program = cel::compile(source, world.env);
    if (program) continue;
    for (const cel::Issue& issue : program.error())
      (void)cel::describe(issue, source);
  }
  return 0;
}
