// Our side of the comparison on names: loads generated companies, writes their names and the queries for the peers, and answers
// the queries itself: p50, p99 and how often the company asked about is among the first twenty; apart from that, how often it is
// one of those that are probably it.
//
//   names_peer COMPANIES QUERIES FOLDER
#include <fstream>

#include "tests/bench/companies/load.h"

using namespace qudao;
using namespace qudao::companies::bench;
using companies::test::kStart;
using companies::test::Office;

namespace {

constexpr int kWays = 5;
constexpr std::size_t kLetter = 3; // octets

// As somebody else would write it: another form, the place behind the trade name, the last letter of what it does lost, any letter
// lost, the place left out.
std::string again(const Made& made, int way, std::mt19937& chance) {
  switch (way) {
  case 0:
    return made.place + "市" + made.trade + made.industry + "公司";
  case 1:
    return made.trade + "(" + made.place + ")" + made.industry + made.form;
  case 2:
    return made.place + made.trade + made.industry.substr(0, made.industry.size() - kLetter) +
           made.form;
  case 3: {
    std::string name = made.name();
    return name.erase(chance() % (name.size() / kLetter) * kLetter, kLetter);
  }
  default:
    return made.trade + made.industry + made.form;
  }
}

double percentile(std::vector<double>& values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * share);
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

} // namespace

int main(int argc, char** argv) {
  qudao::bench::expect(argc == 4, "names_peer COMPANIES QUERIES FOLDER");
  const int wanted = std::atoi(argv[1]); // NOLINT(cert-err34-c)
  const int asked = std::atoi(argv[2]);  // NOLINT(cert-err34-c)
  const std::filesystem::path folder = argv[3];
  Office office;
  std::mt19937 chance(1);
  std::vector<Known> known = load(office, wanted, asked, chance);
  known.resize(std::min(known.size(), static_cast<std::size_t>(asked)));
  std::ofstream names(folder / "names.tsv");
  std::ofstream queries(folder / "queries.tsv");
  office.database->read_now([&](storage::Connection& connection) {
    for (const auto& row : connection.query("SELECT id, name FROM company ORDER BY id")) {
      names << row.text(0) << '\t' << row.text(1) << '\n';
    }
    return 0;
  });
  std::vector<double> times;
  std::array<int, kWays> found{};
  std::array<int, kWays> matched{};
  office.database->read_now([&](storage::Connection& connection) {
    for (std::size_t i = 0; i < known.size(); ++i) {
      const int way = static_cast<int>(i % kWays);
      const std::string query = again(known[i].made, way, chance);
      queries << known[i].id << '\t' << way << '\t' << query << '\n';
      const auto start = std::chrono::steady_clock::now();
      const Value answer = office.companies.check(connection, office.caller("a", kStart), "l",
                                                  Value::map({{"name", Value::string(query)}}));
      const std::chrono::duration<double, std::milli> took =
          std::chrono::steady_clock::now() - start;
      times.push_back(took.count());
      const auto has = [&](const char* list) {
        const List& all = answer.find(list)->as_list();
        return std::any_of(all.begin(), all.end(), [&](const Value& each) {
          return each.find("id")->as_string() == known[i].id;
        });
      };
      const auto at = static_cast<std::size_t>(way);
      matched[at] += has("matches") ? 1 : 0;
      found[at] += has("matches") || has("similar") ? 1 : 0;
    }
    return 0;
  });
  std::printf("{\"p50\":%.3f,\"p99\":%.3f", percentile(times, 0.5), percentile(times, 0.99));
  for (const auto& [name, counts] : {std::pair{"found", found}, std::pair{"matched", matched}}) {
    std::printf(",\"%s\":[%d,%d,%d,%d,%d]", name, counts[0], counts[1], counts[2], counts[3],
                counts[4]);
  }
  std::printf("}\n");
  return 0;
}
