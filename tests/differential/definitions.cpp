#include "tests/differential/definitions.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/differential/expressions.h"
#include "tests/differential/values.h"

namespace qudao::differential {
namespace {

struct KindOf {
  const char* name;
  Sort sort;
};

// As often as they stand here: what other fields depend on comes often.
constexpr KindOf kKinds[] = {
    {"integer", Sort::integer},
    {"integer", Sort::integer},
    {"integer", Sort::integer},
    {"integer", Sort::integer},
    {"decimal", Sort::real},
    {"money", Sort::real},
    {"decimal", Sort::real},
    {"money", Sort::real},
    {"boolean", Sort::truth},
    {"boolean", Sort::truth},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choice", Sort::text},
    {"choices", Sort::texts},
    {"choices", Sort::texts},
    {"lookup", Sort::text},
    {"lookup", Sort::text},
    {"lookup", Sort::text},
    {"text", Sort::text},
    {"text", Sort::text},
    {"multiline", Sort::text},
    {"date", Sort::moment},
    {"datetime", Sort::moment},
    {"region", Sort::text},
    {"email", Sort::text},
    {"url", Sort::text},
    {"mobile", Sort::text},
    {"phone", Sort::text},
    {"landline", Sort::text},
    {"postcode", Sort::text},
    {"credit_code", Sort::text},
    {"organisation_code", Sort::text},
    {"tax_number", Sort::text},
    {"attachments", Sort::texts},
};

struct ContextOf {
  const char* name;
  const char* type;
  Sort sort;
  bool nullable;
};

constexpr ContextOf kContext[] = {
    {"user", "map", Sort::map, false},          {"record", "map", Sort::map, false},
    {"word", "string", Sort::text, true},       {"limit", "int", Sort::integer, true},
    {"rate", "double", Sort::real, true},       {"flag", "bool", Sort::truth, true},
    {"since", "timestamp", Sort::moment, true}, {"any", "dyn", Sort::integer, true},
};

Value text(std::string_view content) {
  return Value::string(content);
}

class BundleMaker {
 public:
  explicit BundleMaker(Dice& dice)
      : dice_(dice), lower_(dice), all_(dice), count_(4 + dice.below(13)) {}

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
  std::string some_field() { return "f" + std::to_string(dice_.below(count_)); }
  void declare(std::size_t number, const KindOf& kind);

  Dice& dice_;
  Expressions lower_; // reads the fields made so far: for what decides values
  Expressions all_;   // reads every field: for what nobody reads
  std::size_t count_;
  std::vector<KindOf> kinds_;
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
    all_.add({each.name, each.sort, each.nullable});
  }
  for (const char* name : {"now", "today"}) {
    lower_.add({name, Sort::moment, false});
    all_.add({name, Sort::moment, false});
  }
  lower_.add({"mode", Sort::text, false});
  return Value::map(std::move(out));
}

void BundleMaker::declare(std::size_t number, const KindOf& kind) {
  const std::string key = "f" + std::to_string(number);
  const std::string_view name = kind.name;
  if (name == "attachments") return; // a list of maps, which rules can do little with
  lower_.add({key, kind.sort, name != "choices"});
  if (name == "lookup") lower_.add({key + "_record", Sort::map, true});
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
        words({"(", lower_.of(Sort::truth, 2), " ? ['c0', 'c1', 'c2'] : ['c2', 'c3'])"});
    out.set("choices", Value::map({{"expression", text(codes)}}));
  }
  if (dice_.chance(60)) out.set("choice_filter", text(choice_filter()));
}

std::string BundleMaker::choice_filter() {
  switch (dice_.below(9)) {
  case 0:
  case 1:
    return words({"!has(choice.n) || choice.n % 3 != ", lower_.of(Sort::integer, 1), " % 3"});
  case 2:
    return words({"choice.n > ", lower_.of(Sort::integer, 1)}); // fails where an item has no n
  case 3:
    return words({"!has(choice.of) || ", lower_.of(Sort::text, 0), " in choice.of"});
  case 4:
    return words({"choice.code != ", lower_.of(Sort::text, 0)});
  case 5:
    return words({"!has(choice.parent) || choice.parent == ", lower_.of(Sort::text, 0)});
  case 6:
    return "has(choice.n) && choice.n < 2"; // nothing but the item: asked once, when compiled
  case 7:
    return "choice.n < 2";
  default:
    return words({lower_.of(Sort::truth, 2), " || choice.code == 'c1'"});
  }
}

void BundleMaker::lookup(Map& out, std::size_t number) {
  Map parts{{"entity", text(dice_.chance(50) ? "e0" : "e1")}};
  const std::string own = "f" + std::to_string(number) + "_record";
  switch (dice_.below(6)) {
  case 0:
    parts.set("filter", text(words({"candidate.n % 3 != ", lower_.of(Sort::integer, 1), " % 3"})));
    break;
  case 1:
    parts.set("filter", text(words({"!has(candidate.owner) || candidate.owner == ",
                                    lower_.of(Sort::text, 0)})));
    break;
  case 2:
    parts.set("filter",
              text(words({own, " == null || candidate.n >= 1 || ", lower_.of(Sort::truth, 1)})));
    break;
  case 3:
    parts.set("filter", text(lower_.of(Sort::truth, 2)));
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
    return words({"(", lower_.of(Sort::truth, 1), " ? 'c0' : ", lower_.of(Sort::text, 0), ")"});
  if (name == "choices")
    return words({"(", lower_.of(Sort::truth, 1), " ? ['c0', 'c1'] : ['c2'])"});
  if (name == "lookup") return words({"(", lower_.of(Sort::truth, 1), " ? 'r0' : 'r1')"});
  if (name == "attachments") return "[{'id': 'a', 'type': 'c1'}]";
  if (name == "region") return words({"(", lower_.of(Sort::truth, 1), " ? '110100' : '310000')"});
  if (name == "decimal" && dice_.chance(15))
    return words({"[", lower_.of(Sort::real, 1), ", ", lower_.of(Sort::real, 1), "].sum()"});
  if (dice_.chance(15))
    return words({"(", lower_.of(Sort::truth, 1), " ? ", lower_.of(kind.sort, 1), " : null)"});
  return lower_.of(kind.sort, 2);
}

void BundleMaker::value_rules(Map& out, const KindOf& kind) {
  if (dice_.chance(30)) out.set("relevant", text(lower_.of(Sort::truth, 2)));
  if (dice_.chance(22)) {
    std::string rule = value_of(kind);
    if (dice_.chance(15)) rule = words({"(has(record.n) ? ", rule, " : ", rule, ")"});
    out.set("calculate", text(rule));
  } else if (dice_.chance(18)) {
    out.set("default", text(value_of(kind)));
  }
  const std::size_t number = kinds_.size();
  if (number > 0 && dice_.chance(15)) {
    List upstream{text("f" + std::to_string(dice_.below(number)))};
    if (dice_.chance(30)) upstream.push_back(text("f" + std::to_string(dice_.below(number))));
    out.set("depends_on", Value::list(std::move(upstream)));
  }
}

Map BundleMaker::field(std::size_t number) {
  const KindOf kind = dice_.pick(kKinds);
  Map out{{"label", label(std::to_string(number))}, {"kind", text(kind.name)}};
  value_rules(out, kind);
  if (kind.name == std::string_view("choice") || kind.name == std::string_view("choices"))
    choices(out);
  if (kind.name == std::string_view("lookup")) lookup(out, number);
  limits(out, kind.name);
  if (dice_.chance(10)) out.set("hint", label("提示"));
  if (dice_.chance(10)) out.set("carry_over", Value::boolean(false));
  if (dice_.chance(10)) out.set("indexed", Value::boolean(true));
  declare(number, kind);
  kinds_.push_back(kind);
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
          {"expression", text(all_.of(Sort::truth, 2))}};
  const bool computed = dice_.chance(25);
  if (computed) out.set("messageExpression", text(all_.of(Sort::text, 2)));
  if (!computed || dice_.chance(50)) out.set("message", message());
  if (across || dice_.chance(20)) out.set("fieldPath", text(some_field()));
  return Value::map(std::move(out));
}

// What decides about violations, and may read every field.
void BundleMaker::check_rules(Map& out, std::size_t) {
  for (const char* key : {"required", "readonly"}) {
    const std::uint32_t roll = dice_.below(100);
    if (roll < 10) out.set(key, Value::boolean(roll < 8));
    if (roll >= 10 && roll < (key[2] == 'q' ? 40U : 18U))
      out.set(key, text(all_.of(Sort::truth, 2)));
  }
  if (!dice_.chance(30)) return;
  List constraints{rule(false)};
  if (dice_.chance(30)) constraints.push_back(rule(false));
  out.set("constraint", Value::list(std::move(constraints)));
}

Value BundleMaker::sections() {
  std::vector<std::string> order;
  for (std::size_t i = 0; i < count_; ++i) {
    const auto at = static_cast<std::ptrdiff_t>(dice_.below(i + 1));
    order.insert(order.begin() + at, "f" + std::to_string(i));
  }
  List out;
  const std::size_t sections = 1 + dice_.below(3);
  for (std::size_t at = 0, i = 0; i < sections; ++i) {
    const std::size_t end = count_ * (i + 1) / sections;
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
  for (std::size_t i = 0; i < count_; ++i) {
    const bool listed = kinds_[i].name == std::string_view("choices");
    if (kinds_[i].name != std::string_view("attachments"))
      all_.add({"f" + std::to_string(i), kinds_[i].sort, !listed});
  }
  Map fields;
  for (std::size_t i = 0; i < count_; ++i) {
    check_rules(bodies[i], i);
    fields.set("f" + std::to_string(i), Value::map(std::move(bodies[i])));
  }
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
