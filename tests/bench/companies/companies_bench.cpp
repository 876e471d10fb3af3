// The collision check against a library of generated companies on disk, as the API runs it but for HTTP: what it takes to enter
// more of them, each after its check, and to check one; how many of the companies asked about, under another spelling, are found.
//
//   companies_bench [COMPANIES]
#include "tests/bench/companies/load.h"

using namespace qudao;
using namespace qudao::companies::bench;
using companies::test::kStart;
using companies::test::Office;

namespace {

constexpr int kEntered = 5000;
constexpr int kEnteredTogether = 500;
constexpr int kChecks = 4000;

double percentile(std::vector<double>& values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * share);
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

// Companies a second, each checked, with its history, audit entry and change.
double enter_more(Office& office, std::mt19937& chance) {
  const auto began = std::chrono::steady_clock::now();
  for (int done = 0; done < kEntered; done += kEnteredTogether) {
    office.database->write_now([&](storage::Connection& connection) {
      for (int i = 0; i < kEnteredTogether; ++i) {
        const Made made = make(chance);
        companies::Entry entry;
        entry.library = "l";
        entry.data = data_of(made.name(), made.mobile);
        entry.warned = true;
        office.companies.enter(connection, office.caller(i % 2 == 0 ? "a" : "b", kStart), entry);
      }
    });
  }
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began;
  return kEntered / spent.count();
}

struct Times {
  std::vector<double> known;
  std::vector<double> unknown;
  std::vector<double> listed;
  int found = 0;
};

class Measuring {
 public:
  Measuring(Office& office, storage::Connection& connection)
      : office_(office), connection_(connection) {}

  // As somebody else would write it: another form, the place behind the trade name, or nothing but the number.
  void check_known(const Known& known, int way) {
    const Made& made = known.made;
    const std::string again = way == 0 ? made.place + "市" + made.trade + made.industry + "公司"
                              : way == 1
                                  ? made.trade + "(" + made.place + ")" + made.industry + made.form
                                  : std::string();
    const Value data = again.empty()
                           ? Value::map({{"mobile", Value::list({Value::string(made.mobile)})}})
                           : Value::map({{"name", Value::string(again)}});
    const Value answer = check(data, times.known);
    const List& matches = answer.find("matches")->as_list();
    // Of the companies that are generated several are one and the same.
    const bool there = std::any_of(matches.begin(), matches.end(), [&](const Value& match) {
      return match.find("id")->as_string() == known.id;
    });
    times.found += there || matches.size() == 20 ? 1 : 0;
  }

  void check_new(const Made& made) { check(data_of(made.name(), made.mobile), times.unknown); }

  void list() {
    companies::ListQuery query;
    query.library = "l";
    query.scope = "all";
    const auto start = std::chrono::steady_clock::now();
    const Value page = office_.companies.list(connection_, office_.caller("a", kStart), query);
    note(start, times.listed);
    qudao::bench::expect(page.find("items")->as_list().size() == 20, "a page is full");
  }

  Times times;

 private:
  static void note(std::chrono::steady_clock::time_point start, std::vector<double>& to) {
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    to.push_back(took.count());
  }

  Value check(const Value& data, std::vector<double>& to) {
    const auto start = std::chrono::steady_clock::now();
    Value answer = office_.companies.check(connection_, office_.caller("a", kStart), "l", data);
    note(start, to);
    return answer;
  }

  Office& office_;
  storage::Connection& connection_;
};

} // namespace

int main(int argc, char** argv) {
  const int wanted = argc > 1 ? std::atoi(argv[1]) : 100'000; // NOLINT(cert-err34-c)
  Office office;
  std::mt19937 chance(1);
  const auto began = std::chrono::steady_clock::now();
  const std::vector<Known> loaded = load(office, wanted, 20'000, chance);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began;
  std::fprintf(stderr, "%d companies loaded in %.0f s\n", wanted, spent.count());
  // Pages in use, for a copy of ten million would not fit beside them.
  const auto bytes = office.database->read_now([](storage::Connection& connection) {
    return static_cast<double>(
        connection
            .one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", {})
            ->integer(0));
  });

  Times times = office.database->read_now([&](storage::Connection& connection) {
    Measuring measuring(office, connection);
    for (int i = 0; i < kChecks; ++i) {
      measuring.check_known(loaded[chance() % loaded.size()], i % 3);
      measuring.check_new(make(chance));
    }
    for (int i = 0; i < 20; ++i) {
      measuring.list();
    }
    return measuring.times;
  });
  const double entered = enter_more(office, chance);
  qudao::bench::expect(times.found > kChecks * 9 / 10, "companies that are there are found");
  const std::string of = "companies." + std::to_string(wanted);
  qudao::bench::print_figure(of + ".load", wanted / spent.count(), "companies/s");
  qudao::bench::print_figure(of + ".enter", entered, "companies/s");
  qudao::bench::print_figure(of + ".bytes", bytes / wanted, "B/company");
  qudao::bench::print_figure(of + ".check.p50", percentile(times.known, 0.5), "ms");
  qudao::bench::print_figure(of + ".check.p99", percentile(times.known, 0.99), "ms");
  qudao::bench::print_figure(of + ".check_new.p50", percentile(times.unknown, 0.5), "ms");
  qudao::bench::print_figure(of + ".check_new.p99", percentile(times.unknown, 0.99), "ms");
  qudao::bench::print_figure(of + ".list.p50", percentile(times.listed, 0.5), "ms");
  qudao::bench::print_figure(of + ".found", 100.0 * times.found / kChecks, "%");
  return 0;
}
