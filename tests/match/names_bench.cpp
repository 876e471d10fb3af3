// What reading names, comparing companies and their keys cost, over names that this program makes up: figures as one JSON
// object per line.
#include <fstream>
#include <iterator>

#include "core/match/match.h"
#include "tests/bench/measure.h"

using namespace qudao;
using namespace qudao::match;

namespace {

// Every combination of the parts, so that nothing but the kinds of names is usual about them.
std::vector<std::string> made_up_names() {
  const char* regions[] = {"苏州", "深圳市", "北京", "浙江省杭州市余杭区", "四川", "广州市天河区"};
  const char* trades[] = {"日东", "恒通", "瑞丽",   "鑫源达", "磬岩",
                          "东海", "泰安", "好房屋", "TCL"};
  const char* industries[] = {"精密电子", "商贸", "装饰工程", "机械设备", "生物科技", "房地产开发"};
  const char* forms[] = {"有限公司", "有限责任公司", "股份有限公司",
                         "厂",       "经营部",       "有限公司第一分公司"};
  std::vector<std::string> names;
  for (const char* region : regions)
    for (const char* trade : trades)
      for (const char* industry : industries)
        for (const char* form : forms)
          names.push_back(std::string(region) + trade + industry + form);
  return names;
}

} // namespace

int main() {
  std::ifstream file(QUDAO_LEXICON, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const auto lexicon = Lexicon::read(bytes);
  bench::expect(lexicon != nullptr, "the lexicon is read");
  const std::vector<std::string> names = made_up_names();
  const MatchingRule rule = company_rule();
  std::vector<Company> companies;
  for (const std::string& name : names) {
    companies.push_back(read_company(*lexicon, rule, Value::map({{"name", Value::string(name)}})));
  }
  const auto at = [&names](int i) { return static_cast<std::size_t>(i) % names.size(); };
  std::size_t sum = 0;
  std::size_t bytes_of_keys = 0;
  for (const Company& company : companies) {
    for (const std::string& key : keys(*lexicon, company)) {
      ++sum;
      bytes_of_keys += key.size();
    }
  }
  const auto per_company = [&companies](std::size_t total) {
    return static_cast<double>(total) / static_cast<double>(companies.size());
  };
  bench::print_figure("keys", per_company(sum), "a company");
  bench::print_figure("bytes of keys", per_company(bytes_of_keys), "a company");
  bench::print_figure(
      "read the lexicon",
      bench::median_of(15, 1, [&](int) { sum += Lexicon::read(bytes) != nullptr; }) / 1e6, "ms");
  bench::print_figure(
      "read a name",
      bench::median_of(101, 200,
                       [&](int i) { sum += read_name(*lexicon, names[at(i * 7)]).trade.size(); }) /
          1e3,
      "µs");
  bench::print_figure(
      "compare two companies",
      bench::median_of(
          101, 500,
          [&](int i) {
            sum += static_cast<std::size_t>(
                compare(*lexicon, rule, companies[at(i)], companies[at(i * 11)]).score);
          }) /
          1e3,
      "µs");
  bench::print_figure(
      "keys of a company",
      bench::median_of(101, 200,
                       [&](int i) { sum += keys(*lexicon, companies[at(i * 7)]).size(); }) /
          1e3,
      "µs");
  bench::expect(sum > 0, "names are read");
  return 0;
}
