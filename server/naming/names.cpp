#include <cstdio>

#include "server/naming/lines.h"
#include "server/naming/naming.h"
#include "server/naming/words.h"

namespace qudao::naming {

int names(const config::Names& options) {
  const auto lexicon = read_lexicon(options.words);
  if (lexicon == nullptr) return kRefused;
  Lines lines(options.file);
  if (!lines.opened()) {
    std::fprintf(stderr, "qudao: %s cannot be read\n", options.file.c_str());
    return kRefused;
  }
  std::printf("name\tregion\ttrade_name\tindustry\tlegal_form\tbranch\n");
  std::string line;
  while (lines.next(line)) {
    const std::string typed(columns_of(line).front());
    if (lines.number() == 1 && typed == "name") continue;
    const match::Name name = match::read_name(*lexicon, typed);
    if (name.empty()) {
      lines.complain("there is no name");
      continue;
    }
    std::printf("%s\t%s\t%s\t%s\t%s\t%s\n", typed.c_str(), name.region_shown.c_str(),
                name.trade_shown.c_str(), name.industry_shown.c_str(), name.form_shown.c_str(),
                name.branch_shown.c_str());
  }
  return lines.status();
}

} // namespace qudao::naming
