#include "server/authoring/input.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/value/json.h"

namespace qudao::authoring {

namespace {

std::string read_all(const std::string& name) {
  if (name == "-") {
    return {std::istreambuf_iterator<char>(std::cin), {}};
  }
  std::ifstream stream(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

std::optional<Value> read_object(const std::string& name) {
  if (name.empty()) {
    return Value::map({});
  }
  auto read = parse_json(read_all(name));
  if (read && read->is_map()) {
    return std::move(read).value();
  }
  const std::string reason =
      read ? "a JSON object is needed here"
           : read.error().code + " at byte " + std::to_string(read.error().offset);
  std::fprintf(stderr, "qudao: %s: %s\n", name.c_str(), reason.c_str());
  return std::nullopt;
}

} // namespace qudao::authoring
