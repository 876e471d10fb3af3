#include "tests/bench/companies/load.h"

namespace qudao::companies::bench {

namespace {

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

constexpr int kTogether = 5000;

// Sorted by the system, for there may be more keys than memory.
class SortedLines {
 public:
  explicit SortedLines(std::filesystem::path file) : file_(std::move(file)), out_(file_) {}
  ~SortedLines() { std::filesystem::remove(file_); }
  SortedLines(const SortedLines&) = delete;
  SortedLines& operator=(const SortedLines&) = delete;

  void add(const std::string& key, const std::string& id) { out_ << key << '\t' << id << '\n'; }

  template <typename Take>
  void each(Take take) {
    out_.close();
    const std::string name = "'" + file_.string() + "'";
    const std::string command = "LC_ALL=C sort -u -S 30% -o " + name + " " + name;
    qudao::bench::expect(std::system(command.c_str()) == 0, "keys are sorted"); // NOLINT
    std::ifstream in(file_);
    for (std::string line; std::getline(in, line);) {
      const std::size_t tab = line.rfind('\t');
      take(line.substr(0, tab), line.substr(tab + 1));
    }
  }

 private:
  std::filesystem::path file_;
  std::ofstream out_;
};

void put(test::Office& office, SortedLines& lines, const char* sql) {
  std::vector<std::pair<std::string, std::string>> some;
  const auto flush = [&] {
    office.database->write_now([&](storage::Connection& connection) {
      for (const auto& [key, id] : some) {
        connection.execute(sql, {"main", key, id});
      }
    });
    some.clear();
  };
  lines.each([&](std::string key, std::string id) {
    some.emplace_back(std::move(key), std::move(id));
    if (some.size() == static_cast<std::size_t>(kTogether) * 10) flush();
  });
  flush();
}

} // namespace

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

std::vector<Known> load(test::Office& office, int companies, int sample, std::mt19937& chance) {
  std::vector<Known> known;
  SortedLines keys(office.folder / "keys");
  SortedLines facts(office.folder / "facts");
  const BooksPtr books = office.database->read_now(
      [](storage::Connection& connection) { return read_books(connection, "main"); });
  const pool::Rules& rules = books->library("l");
  office.database->write_now([](storage::Connection& connection) {
    connection.execute("DROP INDEX company_key_of");
    connection.execute("DROP INDEX company_fact_of");
  });
  const int every = std::max(1, companies / sample);
  for (int done = 0; done < companies;) {
    office.database->write_now([&](storage::Connection& connection) {
      for (int i = 0; i < kTogether && done < companies; ++i, ++done) {
        const Made made = make(chance);
        Stored stored;
        pool::Company& company = stored.company;
        company.id = crypto::uuid_v7(test::kStart + done);
        company.library = "l";
        company.pool = "p";
        company.name = made.name();
        company.owner = done % 10 == 0 ? "a" : done % 10 == 1 ? "b" : "";
        company.version = 1;
        company.entered = company.owned_since = moment_of(test::kStart + done);
        stored.entered_by = "a";
        stored.data = data_of(company.name, made.mobile);
        insert(connection, "main", rules, stored);
        const match::Company read =
            match::read_company(*books->lexicon, books->matching, stored.data);
        for (const std::string& key : match::keys(*books->lexicon, read)) {
          keys.add(key, company.id);
        }
        const Facts of = facts_of(read);
        for (const std::string& fact : company.owner.empty() ? of.registrations : of.numbers) {
          facts.add(fact, company.id);
        }
        if (done % every == 0) known.push_back({made, company.id});
      }
    });
  }
  put(office, keys,
      "INSERT INTO company_key (tenant_id, key_text, company_id) VALUES ($1, $2, $3)");
  put(office, facts,
      "INSERT INTO company_fact (tenant_id, fact, company_id) VALUES ($1, $2, $3)"
      " ON CONFLICT (tenant_id, fact) DO NOTHING");
  office.database->write_now([](storage::Connection& connection) {
    connection.execute("CREATE INDEX company_key_of ON company_key (tenant_id, company_id)");
    connection.execute("CREATE INDEX company_fact_of ON company_fact (tenant_id, company_id)");
  });
  return known;
}

} // namespace qudao::companies::bench
