// Plays worlds by seed, natively and as wasm alike: README.md.
//
//   sim play FIRST COUNT                        a line for each seed that fails, then a summary as JSON
//   sim find FIRST COUNT without PROTECTION     the same, up to the first that fails
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/value/json.h"
#include "tests/sim/world.h"

using namespace qudao::sim;

namespace {

int usage() {
  std::fputs("usage: sim play|find FIRST COUNT [without PROTECTION]\nprotections:", stderr);
  for (const std::string_view name : kWithout)
    std::fprintf(stderr, " %s", name.data());
  std::fputs("\n", stderr);
  return 2;
}

bool named(const char* text, Without& without) {
  for (std::size_t i = 0; i < std::size(kWithout); ++i) {
    if (kWithout[i] != text) continue;
    without = static_cast<Without>(i);
    return true;
  }
  return false;
}

struct Summary {
  std::int64_t seeds = 0;
  std::int64_t failed = 0;
  std::int64_t steps = 0;
  std::int64_t edits = 0;
  std::int64_t commands = 0;
  Counted server;

  void add(const World& world, bool ok) {
    ++seeds;
    failed += ok ? 0 : 1;
    steps += static_cast<std::int64_t>(world.steps());
    edits += static_cast<std::int64_t>(world.edits());
    commands += static_cast<std::int64_t>(world.commands());
    const Counted& counted = world.server().counted();
    server.applied += counted.applied;
    server.repeated += counted.repeated;
    server.conflicts += counted.conflicts;
    server.merges += counted.merges;
    server.held += counted.held;
    server.again += counted.again;
  }

  qudao::Value value() const {
    const auto number = [](std::uint64_t n) {
      return qudao::Value::integer(static_cast<std::int64_t>(n));
    };
    return qudao::Value::map({{"seeds", qudao::Value::integer(seeds)},
                              {"failed", qudao::Value::integer(failed)},
                              {"steps", qudao::Value::integer(steps)},
                              {"edits", qudao::Value::integer(edits)},
                              {"commands", qudao::Value::integer(commands)},
                              {"applied", number(server.applied)},
                              {"repeated", number(server.repeated)},
                              {"conflicts", number(server.conflicts)},
                              {"merges", number(server.merges)},
                              {"held", number(server.held)},
                              {"started_again", number(server.again)}});
  }
};

} // namespace

int main(int argc, char** argv) {
  Without without = Without::nothing;
  if (argc != 4 && argc != 6) return usage();
  const bool find = std::strcmp(argv[1], "find") == 0;
  if (!find && std::strcmp(argv[1], "play") != 0) return usage();
  if (argc == 6 && (std::strcmp(argv[4], "without") != 0 || !named(argv[5], without)))
    return usage();
  const std::uint64_t first = std::strtoull(argv[2], nullptr, 10);
  const std::uint64_t count = std::strtoull(argv[3], nullptr, 10);
  Summary summary;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    World world(seed, without);
    const std::string wrong = world.play();
    summary.add(world, wrong.empty());
    if (wrong.empty()) continue;
    std::printf("%llu\t%s\n", static_cast<unsigned long long>(seed), wrong.c_str());
    if (find) break;
  }
  std::printf("%s\n", qudao::write_json(summary.value()).c_str());
  return summary.failed == 0 ? 0 : 1;
}
