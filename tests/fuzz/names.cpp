// Two lines as the names of two companies, and both as their numbers: read, compared, keyed and put into words. Whoever stands
// first makes no difference, a name is the same as itself, and what is found can be found by a key.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

#include "core/match/match.h"
#include "core/text/utf8.h"
#include "tests/fuzz/input.h"

using namespace qudao;
using namespace qudao::match;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

std::shared_ptr<const Lexicon> read_lexicon() {
  std::ifstream file(QUDAO_LEXICON, std::ios::binary);
  return Lexicon::read(std::string(std::istreambuf_iterator<char>(file), {}));
}

Value record(std::string_view text) {
  return Value::map({{"name", Value::string(text)},
                     {"phone", Value::string(text)},
                     {"email", Value::string(text)},
                     {"credit_code", Value::string(text)}});
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto lexicon = read_lexicon();
  static const MatchingRule rule = company_rule();
  static const Speaker speaker;
  expect(lexicon != nullptr && !rule.fields.empty());
  std::string_view rest = fuzz::text_of(data, size);
  const std::string_view first = fuzz::take_line(rest);
  const Company a = read_company(*lexicon, rule, record(first));
  const Company b = read_company(*lexicon, rule, record(rest));
  const Verdict there = compare(*lexicon, rule, a, b);
  const Verdict back = compare(*lexicon, rule, b, a);
  expect(there.outcome == back.outcome && there.score == back.score);
  (void)to_value(there, speaker, "zh-CN");
  (void)keys(*lexicon, b);
  (void)keys_to_ask(*lexicon, b);
  if (!a.names.empty()) expect(compare(*lexicon, rule, a, a).outcome == Outcome::same);
  if (first == "lexicon") (void)Lexicon::read(rest);
  return 0;
}
