#include "tests/differential/material.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/value/json.h"

namespace qudao::differential {
namespace {

Value document(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  auto read = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
  if (read) return *read;
  std::fprintf(stderr, "%s cannot be read\n", path.c_str());
  std::exit(1);
}

} // namespace

Material load_material(const std::string& folder) {
  const std::string packs = folder + "/core/packs/";
  const std::string signing = packs + "channel-signing/";
  Map dictionaries = document(signing + "dictionaries.json").as_map();
  dictionaries.set("region", *document(signing + "region-sample.json").find("region"));
  const Value choices = Value::map(dictionaries);
  const Value example = document(folder + "/tests/bench/form/signing_example.json");
  const Value& context = *example.find("context");
  Material material{document(packs + "texts.json"), {}};
  for (const char* name : {"signing", "agent"}) {
    material.packs.push_back({Value::map({{"definition", document(signing + name + ".json")},
                                          {"dictionaries", choices}}),
                              *example.find("record"), *context.find("values"),
                              *context.find("lookups")});
  }
  return material;
}

} // namespace qudao::differential
