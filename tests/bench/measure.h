// What the benches of core share: documents of the source tree, and figures as one JSON object per line, {"name","value",
// "unit"}. Natively, and as wasm under node without the call from JavaScript.
//
// Each figure is the median of many batches, each shorter than a time slice: what else the machine does is left out.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/value/json.h"

namespace qudao::bench {

inline Value read_source(const std::string& path) {
  std::ifstream file(std::string(QUDAO_SOURCE_DIR "/") + path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  auto value = parse_json(text);
  if (value) return *value;
  std::fprintf(stderr, "%s cannot be read\n", path.c_str());
  std::exit(1);
}

inline void expect(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "the bench measures nothing: %s\n", what.c_str());
  std::exit(1);
}

// As wasm, code runs compiled in haste until the engine has done better; engines in JavaScript get the same time for it.
template <typename Work>
void warm_up(Work work) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(60);
  for (int i = 0; std::chrono::steady_clock::now() < end; ++i)
    work(i);
}

// Nanoseconds of work(i), called `batch` times with i from 0 in each of `batches`.
template <typename Work>
double median_of(int batches, int batch, Work work) {
  std::vector<double> nanoseconds;
  for (int i = 0; i < batches; ++i) {
    const auto start = std::chrono::steady_clock::now();
    for (int j = 0; j < batch; ++j)
      work(j);
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - start;
    nanoseconds.push_back(spent.count() / batch);
  }
  std::nth_element(nanoseconds.begin(), nanoseconds.begin() + batches / 2, nanoseconds.end());
  return nanoseconds[static_cast<std::size_t>(batches / 2)];
}

inline void print_figure(const std::string& name, double value, const char* unit) {
  std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", name.c_str(), value, unit);
}

} // namespace qudao::bench
