// Plays seeds and writes down what came of them, natively and as wasm alike (README.md; run.mjs compares).
//
//   differential play FIRST COUNT OUT [judged]   a line for each seed: its digest, a tabulator and what is wrong, if anything
//   differential tell SEED OUT [judged]          a line for each step of one
//
// Run from the top folder. The last line of OUT is a summary as JSON. The locale of the environment is taken over, as any
// program may do that links core.
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/differential/sequence.h"

using namespace qudao::differential;

namespace {

std::string hex(std::uint64_t digest) {
  char out[17];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(digest));
  return out;
}

void play(Player& player, std::uint64_t first, std::uint64_t count, std::ostream& out) {
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Outcome outcome = player.play(seed);
    out << hex(outcome.digest) << '\t' << outcome.disagreement << '\n';
  }
}

void tell(Player& player, std::uint64_t seed, std::ostream& out) {
  std::string lines;
  const Outcome outcome = player.play(seed, &lines);
  out << lines;
  if (!outcome.disagreement.empty()) out << "wrong\t" << outcome.disagreement << '\n';
}

int usage() {
  std::fputs("usage: differential play FIRST COUNT OUT [judged] | tell SEED OUT [judged]\n",
             stderr);
  return 2;
}

} // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_ALL, "");
  const std::string_view verb = argc > 1 ? argv[1] : "";
  const int numbers = verb == "play" ? 2 : 1;
  if ((verb != "play" && verb != "tell") || argc < 3 + numbers) return usage();
  const bool judged = argc > 3 + numbers && std::string_view(argv[3 + numbers]) == "judged";
  const std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
  const Material material = load_material(".");
  Player player(material, judged);
  std::ofstream out(argv[2 + numbers], std::ios::binary);
  if (verb == "play") {
    play(player, seed, std::strtoull(argv[3], nullptr, 10), out);
  } else {
    tell(player, seed, out);
  }
  const Tally& tally = player.tally();
  char decimals[32]; // what the locale makes of a number: proof that it is in force
  std::snprintf(decimals, sizeof decimals, "%.1f", 0.5);
  out << R"({"decimals":")" << decimals << R"(","definitions":)" << tally.definitions
      << R"(,"edits":)" << tally.edits << R"(,"loaded":)" << tally.loaded << R"(,"refused":)"
      << tally.refused << "}\n";
  return out ? 0 : 1;
}
