#include <charconv>

#include "server/embedded/embedded.h"
#include "server/storage/migration.h"

namespace qudao::storage {

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> kSorted = [] {
    std::vector<Migration> all;
    for (const embedded::File& file : embedded::migrations()) {
      Migration migration{0, file.name, file.content};
      std::from_chars(file.name.data(), file.name.data() + file.name.size(), migration.number);
      all.push_back(migration);
    }
    std::sort(all.begin(), all.end(),
              [](const Migration& a, const Migration& b) { return a.number < b.number; });
    return all;
  }();
  return kSorted;
}

} // namespace qudao::storage
