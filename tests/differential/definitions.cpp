#include "tests/differential/definitions.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/differential/expressions.h"
#include "tests/differential/kinds.h"
#include "tests/differential/values.h"

namespace qudao::differential {
namespace {

Value text(std::string_view content) {
  return Value::string(content);
}

constexpr auto kNoRepeat = static_cast<std::size_t>(-1);

class BundleMaker {
 public:
  explicit BundleMaker(Dice& dice)
      : dice_(dice), lower_(dice), context_(dice), count_(4 + dice.below(13)) {
    plan_rows();
  }

  Value make();

 private:
  Value context();
  Value label(const std::string& words);
  Value items(bool codes_of_regions);
  Value dictionaries();
  Map field(std::size_t number);
  void choices(Map& out);
  std::string choice_filter();
  void lookup(Map& out, std::size_t number);
  void limits(Map& out, std::string_view kind);
  void value_rules(Map& out, const KindOf& kind);
  std::string value_of(const KindOf& kind);
  void check_rules(Map& out, std::size_t number);
  Value rule(bool across);
  Value message();
  void set_period(Map& item);
  Value sections();
  void plan_rows();
  Map repeat(std::size_t number);
  void add_rows(Expressions& names, std::size_t repeat);
  void add_names(Expressions& names, std::size_t number);
  // Of the field whose rules are being made: what it may name, and whose violation a rule of it may be.
  std::string some_field();
  std::string some_target();
  bool is_column(std::size_t number) const { return repeat_of_[number] != kNoRepeat; }
  Expressions& lower() { return inside_.empty() ? lower_ : inside_.back(); }
  Expressions& all() { return inside_.empty() ? all_.back() : inside_.back(); }
  Expressions names_seen_from(std::size_t rows); // of that repeat, or of none

  Dice& dice_;
  Expressions lower_;   // reads the fields made so far: for what decides values
  Expressions context_; // reads no field
  std::size_t count_;
  std::vector<KindOf> kinds_;
  std::vector<std::size_t> repeat_of_; // of columns
  std::vector<std::size_t> columns_;   // how many come behind a field; 0: it is no repeat
  std::vector<Expressions>
      all_; // one, once all fields are made: reads every field, for what nobody reads
  std::vector<Expressions> inside_; // one while rules of a column are made, else none
  std::size_t at_ = kNoRepeat;      // the field whose rules are made; kNoRepeat: none's
  std::size_t rules_ = 0;
};

Value BundleMaker::label(const std::string& words) {
  Map out{{"zh-CN", text("字段" + words)}};
  if (dice_.chance(80)) out.set("en", text("Field " + words));
  if (dice_.chance(20)) out.set("zh-TW", text("欄位" + words));
  if (dice_.chance(5)) out.set("en", text(random_text(dice_)));
  return Value::map(std::move(out));
}

// One end of a period or both, around the days sequences are played on, and at the ends of the calendar.
void BundleMaker::set_period(Map& item) {
  constexpr std::array kDays = {"0001-01-01", "1970-01-01", "2000-02-29", "2022-06-30",
                                "2024-02-29", "2025-01-01", "2027-12-31", "9999-12-31"};
  const auto first = dice_.below(kDays.size());
  const auto last = first + dice_.below(kDays.size() - first);
  const auto ends = dice_.below(3);
  if (ends != 0) item.set("valid_from", text(kDays[first]));
  if (ends != 1) item.set("valid_to", text(kDays[last]));
}

// Codes c0, c1, … with attributes that filters read, some without them, some retired or of a period, some children of others.
Value BundleMaker::items(bool codes_of_regions) {
  constexpr std::array kRegions = {"110000", "110100", "310000", "310100", "370000", "370100"};
  List out;
  const std::size_t count = codes_of_regions ? kRegions.size() : 2 + dice_.below(5);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string code = codes_of_regions ? kRegions[i] : "c" + std::to_string(i);
    Map item{{"code", text(code)}, {"label", label(code)}};
    if (codes_of_regions && i % 2 == 1) item.set("parent", text(kRegions[i - 1]));
    if (!codes_of_regions && dice_.chance(90)) item.set("n", Value::integer(dice_.below(4)));
    if (!codes_of_regions && dice_.chance(20))
      item.set("parent", text("c" + std::to_string(dice_.below(4))));
    if (dice_.chance(40))
      item.set("of", Value::list({text("c" + std::to_string(dice_.below(4))), text("c1")}));
    if (dice_.chance(12)) item.set("retired", Value::boolean(true));
    if (dice_.chance(12)) set_period(item);
    out.push_back(Value::map(std::move(item)));
  }
  return Value::list(std::move(out));
}

Value BundleMaker::dictionaries() {
  Map out;
  for (const char* name : {"d0", "d1", "d2", "region"}) {
    Value own = items(std::string_view(name) == "region");
    out.set(name, Value::map({{"label", text(name)}, {"items", std::move(own)}}));
  }
  for (const auto& [name, dictionary] : Map(out)) {
    Map whole = dictionary.as_map();
    whole.set("label", label(std::string(name.as_string())));
    out.set(name, Value::map(std::move(whole)));
  }
  return Value::map(std::move(out));
}

Value BundleMaker::context() {
  Map out;
  for (const ContextOf& each : kContext) {
    if (!dice_.chance(75)) continue;
    out.set(each.name, text(each.type));
    lower_.add({each.name, each.sort, each.nullable});
    context_.add({each.name, each.sort, each.nullable});
  }
  for (const char* name : {"now", "today"}) {
    lower_.add({name, Sort::moment, false});
    context_.add({name, Sort::moment, false});
  }
  lower_.add({"mode", Sort::text, false});
  return Value::map(std::move(out));
}

// Some definitions have rows: a field and the one to four behind it.
void BundleMaker::plan_rows() {
  repeat_of_.assign(count_, kNoRepeat);
  columns_.assign(count_, 0);
  std::size_t number = dice_.chance(50) ? dice_.below(count_) : count_;
  while (number + 1 < count_) {
    columns_[number] = 1 + dice_.below(std::min<std::size_t>(4, count_ - number - 1));
    for (std::size_t i = 1; i <= columns_[number]; ++i)
      repeat_of_[number + i] = number;
    number += columns_[number] + 1 + dice_.below(count_);
  }
}

// What rules see of a field, or within its row of a column.
void BundleMaker::add_names(Expressions& names, std::size_t number) {
  const std::string key = "f" + std::to_string(number);
  const KindOf& kind = kinds_[number];
  const std::string_view name = kind.name;
  if (name == "attachments") return; // a list of maps, which rules can do little with
  names.add({key, kind.sort, name != "choices"});
  if (name == "lookup") names.add({key + "_record", Sort::map, true});
}

// What rules outside of rows see of them.
void BundleMaker::add_rows(Expressions& names, std::size_t repeat) {
  const std::string rows = "f" + std::to_string(repeat);
  names.add({rows + ".size()", Sort::integer, false});
  for (std::size_t i = repeat + 1; i <= repeat + columns_[repeat]; ++i) {
    const std::string column = "f" + std::to_string(i);
    names.add({column + ".size()", Sort::integer, false});
    names.add({words({rows, ".exists(r, r.", column, " == null)"}), Sort::truth, false});
    if (kinds_[i].sort == Sort::text) names.add({column, Sort::texts, false});
    if (kinds_[i].sort == Sort::integer || kinds_[i].sort == Sort::real)
      names.add({column + ".sum()", kinds_[i].sort, false});
  }
}

Expressions BundleMaker::names_seen_from(std::size_t rows) {
  Expressions names = context_;
  for (std::size_t i = 0; i < count_; ++i) {
    if (columns_[i] > 0 && i != rows) add_rows(names, i);
    if (columns_[i] > 0 && i == rows)
      names.add({"f" + std::to_string(i) + ".size()", Sort::integer, false});
    if (columns_[i] == 0 && (!is_column(i) || repeat_of_[i] == rows)) add_names(names, i);
  }
  return names;
}

std::string BundleMaker::some_field() {
  const std::size_t scope = at_ == kNoRepeat ? kNoRepeat : repeat_of_[at_];
  while (true) {
    const std::size_t number = dice_.below(count_);
    if (!is_column(number) || repeat_of_[number] == scope) return "f" + std::to_string(number);
  }
}

std::string BundleMaker::some_target() {
  const std::size_t scope = at_ == kNoRepeat ? kNoRepeat : repeat_of_[at_];
  while (true) {
    const std::size_t number = dice_.below(count_);
    if (repeat_of_[number] == scope) return "f" + std::to_string(number);
  }
}

void BundleMaker::choices(Map& out) {
  const std::uint32_t source = dice_.below(100);
  if (source < 65) {
    const std::string name = "d" + std::to_string(dice_.below(3));
    out.set("choices", Value::map({{"dictionary", text(name)}}));
  } else if (source < 80) {
    out.set("choices", Value::map({{"list", items(false)}}));
  } else {
    const std::string codes =
        words({"(", lower().of(Sort::truth, 2), " ? ['c0', 'c1', 'c2'] : ['c2', 'c3'])"});
    out.set("choices", Value::map({{"expression", text(codes)}}));
  }
  if (dice_.chance(60)) out.set("choice_filter", text(choice_filter()));
}

std::string BundleMaker::choice_filter() {
  switch (dice_.below(9)) {
  case 0:
  case 1:
    return words({"!has(choice.n) || choice.n % 3 != ", lower().of(Sort::integer, 1), " % 3"});
  case 2:
    return words({"choice.n > ", lower().of(Sort::integer, 1)}); // fails where an item has no n
  case 3:
    return words({"!has(choice.of) || ", lower().of(Sort::text, 0), " in choice.of"});
  case 4:
    return words({"choice.code != ", lower().of(Sort::text, 0)});
  case 5:
    return words({"!has(choice.parent) || choice.parent == ", lower().of(Sort::text, 0)});
  case 6:
    return "has(choice.n) && choice.n < 2"; // nothing but the item: asked once, when compiled
  case 7:
    return "choice.n < 2";
  default:
    return words({lower().of(Sort::truth, 2), " || choice.code == 'c1'"});
  }
}

void BundleMaker::lookup(Map& out, std::size_t number) {
  Map parts{{"entity", text(dice_.chance(50) ? "e0" : "e1")}};
  const std::string own = "f" + std::to_string(number) + "_record";
  switch (dice_.below(6)) {
  case 0:
    parts.set("filter", text(words({"candidate.n % 3 != ", lower().of(Sort::integer, 1), " % 3"})));
    break;
  case 1:
    parts.set("filter", text(words({"!has(candidate.owner) || candidate.owner == ",
                                    lower().of(Sort::text, 0)})));
    break;
  case 2:
    parts.set("filter",
              text(words({own, " == null || candidate.n >= 1 || ", lower().of(Sort::truth, 1)})));
    break;
  case 3:
    parts.set("filter", text(lower().of(Sort::truth, 2)));
    break;
  default:
    break;
  }
  if (dice_.chance(30)) parts.set("columns", Value::list({text("n"), text("name")}));
  out.set("lookup", Value::map(std::move(parts)));
}

void BundleMaker::limits(Map& out, std::string_view kind) {
  const bool number = kind == "integer" || kind == "decimal" || kind == "money";
  if (number && dice_.chance(25)) out.set("min", Value::real(dice_.chance(50) ? 0.5 : 2));
  if (number && dice_.chance(35))
    out.set("max", dice_.chance(50) ? Value::integer(50) : Value::real(7.25));
  if (number && dice_.chance(10)) out.set("unit", label("元"));
  if ((kind == "decimal" || kind == "money") && dice_.chance(40))
    out.set("scale", Value::integer(dice_.below(5)));
  const bool typed = kind == "text" || kind == "multiline";
  if (typed && dice_.chance(30)) out.set("min_length", Value::integer(dice_.below(4)));
  if (typed && dice_.chance(30)) out.set("max_length", Value::integer(4 + dice_.below(20)));
  if (typed && dice_.chance(30)) {
    const std::string pattern = cel_pattern(dice_); // r'…'
    out.set("pattern", text(std::string_view(pattern).substr(2, pattern.size() - 3)));
  }
  if (kind == "boolean" && dice_.chance(25)) out.set("must_accept", Value::boolean(true));
  if (kind == "attachments") {
    if (dice_.chance(60)) out.set("document_types", Value::map({{"dictionary", text("d0")}}));
    if (dice_.chance(50)) out.set("max_files", Value::integer(dice_.below(3)));
    if (dice_.chance(50)) out.set("max_bytes", Value::integer(1'000));
  }
}

// What calculates or proposes a value of this kind.
std::string BundleMaker::value_of(const KindOf& kind) {
  const std::string_view name = kind.name;
  if (name == "choice")
    return words({"(", lower().of(Sort::truth, 1), " ? 'c0' : ", lower().of(Sort::text, 0), ")"});
  if (name == "choices")
    return words({"(", lower().of(Sort::truth, 1), " ? ['c0', 'c1'] : ['c2'])"});
  if (name == "lookup") return words({"(", lower().of(Sort::truth, 1), " ? 'r0' : 'r1')"});
  if (name == "attachments") return "[{'id': 'a', 'type': 'c1'}]";
  if (name == "region") return words({"(", lower().of(Sort::truth, 1), " ? '110100' : '310000')"});
  if (name == "decimal" && dice_.chance(15))
    return words({"[", lower().of(Sort::real, 1), ", ", lower().of(Sort::real, 1), "].sum()"});
  if (dice_.chance(15))
    return words({"(", lower().of(Sort::truth, 1), " ? ", lower().of(kind.sort, 1), " : null)"});
  return lower().of(kind.sort, 2);
}

void BundleMaker::value_rules(Map& out, const KindOf& kind) {
  if (dice_.chance(30)) out.set("relevant", text(lower().of(Sort::truth, 2)));
  if (dice_.chance(22)) {
    std::string rule = value_of(kind);
    if (dice_.chance(15)) rule = words({"(has(record.n) ? ", rule, " : ", rule, ")"});
    out.set("calculate", text(rule));
  } else if (dice_.chance(18)) {
    out.set("default", text(value_of(kind)));
  }
  const std::size_t number = kinds_.size();
  if (number == 0 || !dice_.chance(15)) return;
  List upstream;
  for (std::uint32_t left = 1 + dice_.below(2); left > 0; --left) {
    const std::size_t from = dice_.below(number);
    const bool own_row = is_column(number) && repeat_of_[from] == repeat_of_[number];
    const bool own_rows = is_column(number) && from == repeat_of_[number];
    if ((is_column(from) && !own_row) || own_rows) continue;
    upstream.push_back(text("f" + std::to_string(from)));
  }
  out.set("depends_on", Value::list(std::move(upstream)));
}

// Its columns come next.
Map BundleMaker::repeat(std::size_t number) {
  std::vector<std::string> order;
  for (std::size_t i = 0; i < columns_[number]; ++i) {
    const auto at = static_cast<std::ptrdiff_t>(dice_.below(i + 1));
    order.insert(order.begin() + at, "f" + std::to_string(number + 1 + i));
  }
  List keys;
  for (const std::string& key : order)
    keys.push_back(text(key));
  Map out{{"label", label(std::to_string(number))},
          {"kind", text("repeat")},
          {"fields", Value::list(std::move(keys))}};
  if (dice_.chance(40)) out.set("relevant", text(lower().of(Sort::truth, 2)));
  if (dice_.chance(40)) out.set("min_rows", Value::integer(dice_.below(3)));
  if (dice_.chance(40)) out.set("max_rows", Value::integer(2 + dice_.below(3)));
  if (dice_.chance(10)) out.set("carry_over", Value::boolean(false));
  kinds_.push_back({"repeat", Sort::map});
  return out;
}

Map BundleMaker::field(std::size_t number) {
  if (columns_[number] > 0) return repeat(number);
  const bool first = is_column(number) && repeat_of_[number] + 1 == number;
  if (first) inside_.push_back(lower_);
  const KindOf kind = dice_.pick(kKinds);
  Map out{{"label", label(std::to_string(number))}, {"kind", text(kind.name)}};
  value_rules(out, kind);
  if (kind.name == std::string_view("choice") || kind.name == std::string_view("choices"))
    choices(out);
  if (kind.name == std::string_view("lookup")) lookup(out, number);
  limits(out, kind.name);
  if (dice_.chance(10)) out.set("hint", label("提示"));
  if (dice_.chance(10)) out.set("carry_over", Value::boolean(false));
  if (dice_.chance(10) && !is_column(number)) out.set("indexed", Value::boolean(true));
  kinds_.push_back(kind);
  add_names(lower(), number);
  if (is_column(number) && number == repeat_of_[number] + columns_[repeat_of_[number]]) {
    inside_.clear();
    add_rows(lower_, repeat_of_[number]);
  }
  return out;
}

// Braces name fields whose answers the text shows.
Value BundleMaker::message() {
  const std::string shown = words({"{label}：{", some_field(), "}"});
  Map out{{"zh-CN", text(shown)}};
  if (dice_.chance(60)) out.set("en", text(words({"{", some_field(), "} is wrong for {label}"})));
  return Value::map(std::move(out));
}

Value BundleMaker::rule(bool across) {
  Map out{{"id", text("r" + std::to_string(rules_++))},
          {"expression", text(all().of(Sort::truth, 2))}};
  const bool computed = dice_.chance(25);
  if (computed) out.set("messageExpression", text(all().of(Sort::text, 2)));
  if (!computed || dice_.chance(50)) out.set("message", message());
  if (across || dice_.chance(20)) out.set("fieldPath", text(some_target()));
  return Value::map(std::move(out));
}

// What decides about violations, and may read every field.
void BundleMaker::check_rules(Map& out, std::size_t number) {
  at_ = number;
  inside_.clear();
  if (is_column(number)) inside_.push_back(names_seen_from(repeat_of_[number]));
  for (const char* key : {"required", "readonly"}) {
    const std::uint32_t roll = dice_.below(100);
    if (roll < 10) out.set(key, Value::boolean(roll < 8));
    if (roll >= 10 && roll < (key[2] == 'q' ? 40U : 18U))
      out.set(key, text(all().of(Sort::truth, 2)));
  }
  if (!dice_.chance(30)) return;
  List constraints{rule(false)};
  if (dice_.chance(30)) constraints.push_back(rule(false));
  out.set("constraint", Value::list(std::move(constraints)));
}

Value BundleMaker::sections() {
  std::vector<std::string> order;
  for (std::size_t i = 0; i < count_; ++i) {
    if (is_column(i)) continue;
    const auto at = static_cast<std::ptrdiff_t>(dice_.below(order.size() + 1));
    order.insert(order.begin() + at, "f" + std::to_string(i));
  }
  List out;
  const std::size_t sections = 1 + dice_.below(3);
  for (std::size_t at = 0, i = 0; i < sections; ++i) {
    const std::size_t end = order.size() * (i + 1) / sections;
    List keys;
    for (; at < end; ++at)
      keys.push_back(text(order[at]));
    const std::string id = "s" + std::to_string(i);
    out.push_back(Value::map(
        {{"id", text(id)}, {"label", label(id)}, {"fields", Value::list(std::move(keys))}}));
  }
  return Value::list(std::move(out));
}

Value BundleMaker::make() {
  Map definition{{"entity", text("thing")}, {"version", Value::integer(1)}, {"label", label("表")}};
  Map declared = context().as_map();
  declared.set("record", text("map")); // calculations that read it stay alive in frozen sessions
  definition.set("context", Value::map(std::move(declared)));
  std::vector<Map> bodies;
  for (std::size_t i = 0; i < count_; ++i)
    bodies.push_back(field(i));
  all_.push_back(names_seen_from(kNoRepeat));
  Map fields;
  for (std::size_t i = 0; i < count_; ++i) {
    check_rules(bodies[i], i);
    fields.set("f" + std::to_string(i), Value::map(std::move(bodies[i])));
  }
  at_ = kNoRepeat;
  inside_.clear();
  definition.set("fields", Value::map(std::move(fields)));
  definition.set("sections", sections());
  List rules;
  for (std::uint32_t left = dice_.below(4); left > 0; --left)
    rules.push_back(rule(true));
  definition.set("rules", Value::list(std::move(rules)));
  if (dice_.chance(20)) definition.set("title_field", text(some_field()));
  Value known = dictionaries();
  return Value::map(
      {{"definition", Value::map(std::move(definition))}, {"dictionaries", std::move(known)}});
}

} // namespace

Value random_bundle(Dice& dice) {
  return BundleMaker(dice).make();
}

} // namespace qudao::differential
