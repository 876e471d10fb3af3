#include <algorithm>
#include <cstdio>
#include <optional>

#include "server/naming/lines.h"
#include "server/naming/naming.h"
#include "server/naming/words.h"

namespace qudao::naming {

namespace {

// What a column is: a field of one of the two.
struct Column {
  std::string field; // empty: passed over
  bool second = false;
};

bool is_field(const match::MatchingRule& rule, const std::string& name) {
  return std::any_of(rule.fields.begin(), rule.fields.end(), [&name](const match::FieldRule& each) {
    return std::find(each.fields.begin(), each.fields.end(), name) != each.fields.end();
  });
}

Column column_of(const match::MatchingRule& rule, std::string_view heading) {
  Column column;
  if (heading.size() < 3) return column;
  const std::string_view end = heading.substr(heading.size() - 2);
  const std::string_view begin = heading.substr(0, 2);
  std::string field;
  if (end == "_a" || end == "_b") {
    field = heading.substr(0, heading.size() - 2);
    column.second = end == "_b";
  } else if (begin == "a." || begin == "b.") {
    field = heading.substr(2);
    column.second = begin == "b.";
  }
  if (is_field(rule, field)) column.field = std::move(field);
  return column;
}

// Nothing when the line is none of headings.
std::optional<std::vector<Column>> heading_of(const match::MatchingRule& rule,
                                              const std::vector<std::string_view>& line) {
  std::vector<Column> columns;
  bool any = false;
  for (const std::string_view each : line) {
    columns.push_back(column_of(rule, each));
    any = any || !columns.back().field.empty();
  }
  return any ? std::optional(std::move(columns)) : std::nullopt;
}

// What each of the two says; a field that several columns have is a list.
struct Pair {
  Map a;
  Map b;
  std::string name_a;
  std::string name_b;
};

Pair pair_of(const std::vector<Column>& columns, const std::vector<std::string_view>& line) {
  Pair pair;
  for (std::size_t i = 0; i < std::min(columns.size(), line.size()); ++i) {
    const Column& column = columns[i];
    if (column.field.empty() || line[i].empty()) continue;
    if (column.field == "name") (column.second ? pair.name_b : pair.name_a) = line[i];
    (column.second ? pair.b : pair.a).set(column.field, Value::string(line[i]));
  }
  return pair;
}

void print(const Pair& pair, const match::Verdict& verdict, const match::Speaker& speaker,
           std::string_view locale) {
  std::string reasons;
  for (const match::Reason& reason : verdict.reasons) {
    if (!reasons.empty()) reasons += locale == "zh-CN" ? "；" : "; ";
    reasons += speaker.say(reason, locale);
  }
  std::replace(reasons.begin(), reasons.end(), '\t', ' ');
  std::printf("%s\t%s\t%s\t%d\t%s\n", pair.name_a.c_str(), pair.name_b.c_str(),
              std::string(match::name_of(verdict.outcome)).c_str(), verdict.score, reasons.c_str());
}

} // namespace

int match(const config::Match& options) {
  const auto lexicon = read_lexicon(options.words);
  const auto rule = read_rule(options.rule);
  if (lexicon == nullptr || !rule) return kRefused;
  Lines lines(options.file);
  if (!lines.opened()) {
    std::fprintf(stderr, "qudao: %s cannot be read\n", options.file.c_str());
    return kRefused;
  }
  const match::Speaker speaker;
  std::vector<Column> columns = {{"name", false}, {"name", true}};
  std::printf("name_a\tname_b\tverdict\tscore\treason\n");
  std::string line;
  for (bool first = true; lines.next(line); first = false) {
    const std::vector<std::string_view> cells = columns_of(line);
    if (first) {
      if (auto heading = heading_of(*rule, cells)) {
        columns = *std::move(heading);
        continue;
      }
    }
    const Pair pair = pair_of(columns, cells);
    if (pair.a.empty() || pair.b.empty()) {
      lines.complain("two companies are needed, with a tab between them");
      continue;
    }
    const match::Company a = match::read_company(*lexicon, *rule, Value::map(pair.a));
    const match::Company b = match::read_company(*lexicon, *rule, Value::map(pair.b));
    print(pair, match::compare(*lexicon, *rule, a, b), speaker, options.locale);
  }
  return lines.status();
}

} // namespace qudao::naming
