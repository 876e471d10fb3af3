// What sequences are made of beside chance: the texts of the product and its real definitions, each with a record that is
// filled in without a fault.
#pragma once

#include <string>
#include <vector>

#include "core/value/value.h"

namespace qudao::differential {

struct Pack {
  Value bundle; // but for its texts
  Value record;
  Value values;  // of the context
  Value lookups; // of the context
};

struct Material {
  Value texts; // core/packs/texts.json
  std::vector<Pack> packs;
};

// From the folder of the sources; ends the program when a document is missing.
Material load_material(const std::string& folder);

} // namespace qudao::differential
