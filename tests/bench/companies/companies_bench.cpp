// The collision check against a library of generated companies on disk, as the API runs it but for HTTP: what it takes to enter
// them, each after its check, and to check one more; how many of the companies asked about, under another spelling, are found.
//
//   companies_bench [COMPANIES]
#include <random>
#include <set>

#include "tests/bench/measure.h"
#include "tests/support/library_office.h"

using namespace qudao;
using companies::test::kStart;
using companies::test::Office;

namespace {

constexpr int kEnteredTogether = 500;
constexpr int kChecks = 4000;

const std::vector<std::string> kPlaces = {
    "苏州", "无锡", "常州", "南京", "上海", "杭州", "宁波", "温州", "合肥", "芜湖",
    "济南", "青岛", "烟台", "北京", "天津", "沈阳", "大连", "长春", "武汉", "宜昌",
    "长沙", "广州", "深圳", "佛山", "东莞", "成都", "重庆", "西安", "郑州", "昆明"};
const std::vector<std::string> kIndustries = {
    "精密电子", "机械制造", "服装",     "塑料制品", "建筑工程", "装饰材料",
    "餐饮管理", "物流",     "信息技术", "软件开发", "包装印刷", "环保设备",
    "五金制品", "汽车配件", "医疗器械", "食品",     "农业科技", "纺织",
    "化工",     "新能源",   "网络科技", "家具",     "广告传媒", "自动化设备",
    "仪器仪表", "贸易",     "电气",     "模具",     "园林绿化", "教育咨询"};
const std::vector<std::string> kForms = {"有限公司",     "有限公司", "有限公司",
                                         "股份有限公司", "厂",       "有限责任公司"};
// What trade names are made of, often enough to make neighbours.
constexpr std::string_view kLetters =
    "华信宏达中天金鑫恒泰永盛德隆瑞丰嘉禾安康东方海润明辉新源正大光宇博远鼎力创科联众益友佳美伟业凯"
    "旋同创兴旺富春江南北斗"
    "星辰龙腾虎跃飞鹰银河长青松柏玉泉云峰锦绣皓月清风朝阳文昌武威仁和义信礼智诚毅";

std::string letter(std::mt19937& chance) {
  return std::string(kLetters.substr(chance() % (kLetters.size() / 3) * 3, 3));
}

template <typename List>
const std::string& one_of(std::mt19937& chance, const List& list) {
  return list[chance() % list.size()];
}

struct Made {
  std::string place, trade, industry, form, mobile;
};

Made make(std::mt19937& chance) {
  Made out{one_of(chance, kPlaces), letter(chance) + letter(chance), one_of(chance, kIndustries),
           one_of(chance, kForms), "1" + std::to_string(3'000'000'000 + chance() % 999'999'999)};
  if (chance() % 3 == 0) out.trade += letter(chance);
  return out;
}

Value data_of(const std::string& name, const std::string& mobile) {
  return Value::map(
      {{"name", Value::string(name)}, {"mobile", Value::list({Value::string(mobile)})}});
}

double percentile(std::vector<double>& values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * share);
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

} // namespace

int main(int argc, char** argv) {
  const int wanted = argc > 1 ? std::atoi(argv[1]) : 100'000; // NOLINT(cert-err34-c)
  Office office;
  std::mt19937 chance(1);
  std::vector<std::pair<Made, std::string>> entered; // with their ids
  int bound = 0;
  const auto began = std::chrono::steady_clock::now();
  while (static_cast<int>(entered.size()) < wanted) {
    office.database->write_now([&](storage::Connection& connection) {
      for (int i = 0; i < kEnteredTogether && static_cast<int>(entered.size()) < wanted; ++i) {
        const Made made = make(chance);
        companies::Entry entry;
        entry.library = "l";
        entry.data = data_of(made.place + made.trade + made.industry + made.form, made.mobile);
        entry.warned = true;
        const auto result = office.companies.enter(
            connection, office.caller(i % 2 == 0 ? "a" : "b", kStart), entry);
        if (result.refused || result.shown.find("bound")->as_bool()) {
          ++bound;
          continue;
        }
        entered.emplace_back(made, result.shown.find("company")->find("id")->as_string());
      }
    });
  }
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began;
  std::fprintf(stderr, "%d entered, %d bound to others\n", wanted, bound);
  const std::filesystem::path copy = office.folder / "copy.db"; // without what a log still holds
  office.database->copy_to(copy);
  const auto bytes = static_cast<double>(std::filesystem::file_size(copy));

  std::vector<double> known;
  std::vector<double> unknown;
  int found = 0;
  office.database->read_now([&](storage::Connection& connection) {
    const auto check = [&](const Value& data, std::vector<double>& times) {
      const auto start = std::chrono::steady_clock::now();
      Value answer = office.companies.check(connection, office.caller("a", kStart), "l", data);
      const std::chrono::duration<double, std::milli> took =
          std::chrono::steady_clock::now() - start;
      times.push_back(took.count());
      return answer;
    };
    for (int i = 0; i < kChecks; ++i) {
      const auto& [made, id] = entered[chance() % entered.size()];
      // As somebody else would write it: another form, the place behind the trade name, or nothing but the number.
      const std::string again =
          i % 3 == 0   ? made.place + "市" + made.trade + made.industry + "公司"
          : i % 3 == 1 ? made.trade + "(" + made.place + ")" + made.industry + made.form
                       : std::string();
      const Value data = again.empty()
                             ? Value::map({{"mobile", Value::list({Value::string(made.mobile)})}})
                             : Value::map({{"name", Value::string(again)}});
      const Value answer = check(data, known);
      for (const Value& match : answer.find("matches")->as_list()) {
        if (match.find("id")->as_string() == id) {
          ++found;
          break;
        }
      }
      const Made other = make(chance);
      check(data_of(other.place + other.trade + other.industry + other.form, other.mobile),
            unknown);
    }
    return 0;
  });
  std::vector<double> listed;
  office.database->read_now([&](storage::Connection& connection) {
    for (int i = 0; i < 100; ++i) {
      companies::ListQuery query;
      query.library = "l";
      query.scope = "all";
      const auto start = std::chrono::steady_clock::now();
      const Value page = office.companies.list(connection, office.caller("a", kStart), query);
      const std::chrono::duration<double, std::milli> took =
          std::chrono::steady_clock::now() - start;
      listed.push_back(took.count());
      bench::expect(page.find("items")->as_list().size() == 20, "a page is full");
    }
    return 0;
  });
  bench::expect(found > kChecks * 9 / 10, "companies that are there are found");
  const std::string of = "companies." + std::to_string(wanted);
  bench::print_figure(of + ".enter", wanted / spent.count(), "companies/s");
  bench::print_figure(of + ".bytes", bytes / wanted, "B/company");
  bench::print_figure(of + ".check.p50", percentile(known, 0.5), "ms");
  bench::print_figure(of + ".check.p99", percentile(known, 0.99), "ms");
  bench::print_figure(of + ".check_new.p50", percentile(unknown, 0.5), "ms");
  bench::print_figure(of + ".check_new.p99", percentile(unknown, 0.99), "ms");
  bench::print_figure(of + ".list.p50", percentile(listed, 0.5), "ms");
  bench::print_figure(of + ".found", 100.0 * found / kChecks, "%");
  return 0;
}
