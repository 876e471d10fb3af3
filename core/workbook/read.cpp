#include <algorithm>
#include <array>
#include <set>

#include "core/form/document.h"
#include "core/value/json.h"
#include "core/workbook/cells.h"
#include "core/workbook/workbook.h"

namespace qudao::workbook {
namespace {

using form::pointer_step;

constexpr std::array<std::string_view, 5> kSheets = {"settings", "survey", "choices", "rules",
                                                     "extra"};

std::vector<std::string> steps_of(std::string_view pointer) {
  std::vector<std::string> steps;
  for (const char c : pointer) {
    if (c == '/') {
      steps.emplace_back();
    } else if (!steps.empty()) {
      steps.back() += c;
    }
  }
  for (std::string& step : steps) {
    for (std::size_t at = step.find('~'); at != std::string::npos; at = step.find('~', at + 1))
      step.replace(at, 2, step.substr(at, 2) == "~1" ? "/" : "~");
  }
  return steps;
}

// The tree with `value` at the steps from `at` on; nothing when a list has no such item.
std::optional<Value> with(const Value& tree, const std::vector<std::string>& steps, std::size_t at,
                          const Value& value) { // NOLINT(misc-no-recursion): as deep as the pointer
  if (at == steps.size()) return value;
  const std::string& step = steps[at];
  if (tree.is_list()) {
    List items = tree.as_list();
    const auto number = parse_json(step);
    const bool index = number && number->kind() == Kind::integer && number->as_int() >= 0 &&
                       static_cast<std::size_t>(number->as_int()) < items.size();
    if (!index) return std::nullopt;
    Value& item = items[static_cast<std::size_t>(number->as_int())];
    auto changed = with(item, steps, at + 1, value);
    if (!changed) return std::nullopt;
    item = std::move(*changed);
    return Value::list(std::move(items));
  }
  Map members = tree.is_map() ? tree.as_map() : Map();
  const Value* inner = members.find(step);
  auto changed = with(inner != nullptr ? *inner : Value(), steps, at + 1, value);
  if (!changed) return std::nullopt;
  members.set(step, std::move(*changed));
  return Value::map(std::move(members));
}

class Reader {
 public:
  explicit Reader(const Workbook& workbook) : workbook_(workbook) {}

  Result<Read, std::vector<Wrong>> read() {
    read_settings();
    read_survey();
    read_choices();
    read_rules();
    finish();
    read_extra();
    if (!issues_.empty()) return Unexpected{std::move(issues_)};
    return Read{std::move(definition_), std::move(places_)};
  }

 private:
  // A row of a sheet with headings.
  struct Line {
    const Sheet* sheet;
    std::size_t row;

    const std::string& cell(std::size_t column) const {
      static const std::string kNothing;
      const Row& cells = sheet->rows[row];
      return column < cells.size() ? cells[column] : kNothing;
    }
    std::size_t column(std::string_view heading) const { // past the end when there is none
      const Row& headings = sheet->rows.front();
      return static_cast<std::size_t>(std::find(headings.begin(), headings.end(), heading) -
                                      headings.begin());
    }
    std::string text(std::string_view heading) const { return cell(column(heading)); }
    Place place(std::size_t column) const {
      const Row& headings = sheet->rows.front();
      return {sheet->name, row + 1, column + 1, column < headings.size() ? headings[column] : ""};
    }
    Place place(std::string_view heading) const { // of the first column when there is none
      const std::size_t at = column(heading);
      return place(at < sheet->rows.front().size() ? at : 0);
    }
    bool is_blank() const {
      const Row& cells = sheet->rows[row];
      return std::all_of(cells.begin(), cells.end(),
                         [](const std::string& each) { return each.empty(); });
    }
  };

  // What stands in a list while the survey is read: a section, or a repeat in it.
  struct Holder {
    std::string pointer; // of the list of names
    List items;
  };

  void issue(std::string_view code, Place place, Map params = {}) {
    if (issues_.size() < kMostIssues)
      issues_.push_back({std::string(code), std::move(place), std::move(params)});
  }

  std::vector<Line> lines_of(std::string_view name) {
    const auto at = std::find_if(workbook_.begin(), workbook_.end(),
                                 [&](const Sheet& sheet) { return sheet.name == name; });
    std::vector<Line> lines;
    if (at == workbook_.end() || at->rows.empty()) {
      if (name == "survey") {
        issue("workbook.sheet_missing", {std::string(name), 0, 0, {}},
              {{"sheet", Value::string(name)}});
      }
      return lines;
    }
    std::set<std::string> headings;
    for (std::size_t i = 0; i < at->rows.front().size(); ++i) {
      const std::string& heading = at->rows.front()[i];
      if (!heading.empty() && !headings.insert(heading).second)
        issue("workbook.heading_twice", Line{&*at, 0}.place(i), {{"name", Value::string(heading)}});
    }
    for (std::size_t row = 1; row < at->rows.size(); ++row) {
      const Line line{&*at, row};
      if (!line.is_blank()) lines.push_back(line);
    }
    return lines;
  }

  // The cells of a row but those of `own` headings, as members; `pointer` is where they will stand.
  Map members_of(const Line& line, const std::vector<std::string_view>& own,
                 const std::string& pointer) {
    Map members;
    const Row& headings = line.sheet->rows.front();
    for (std::size_t i = 0; i < headings.size(); ++i) {
      const std::string& cell = line.cell(i);
      if (cell.empty() || headings[i].empty()) continue;
      if (std::find(own.begin(), own.end(), headings[i]) != own.end()) continue;
      const Heading heading = heading_of(headings[i]);
      const std::string place = pointer + '/' + pointer_step(heading.key);
      const Place where = line.place(i);
      if (heading.locale.empty()) {
        members.set(heading.key, any_of_cell(cell));
        places_.put(place, where);
        continue;
      }
      const Value* texts = members.find(heading.key);
      Map all = texts != nullptr && texts->is_map() ? texts->as_map() : Map();
      all.set(heading.locale, Value::string(cell));
      members.set(heading.key, Value::map(std::move(all)));
      places_.put(place + '/' + pointer_step(heading.locale), where);
      places_.put(place, where);
    }
    return members;
  }

  void read_settings() {
    for (const Line& line : lines_of("settings")) {
      const std::string key = line.text("key");
      const std::string cell = line.text("value");
      if (key.empty()) {
        issue("workbook.name_missing", line.place("key"));
        continue;
      }
      const Heading heading = heading_of(key);
      const Value* before = members_.find(heading.key);
      const bool texts = !heading.locale.empty();
      Map all = texts && before != nullptr && before->is_map() ? before->as_map() : Map();
      if ((before != nullptr && !texts) || all.find(heading.locale) != nullptr) {
        issue("workbook.name_twice", line.place("key"), {{"name", Value::string(key)}});
      } else if (texts) {
        all.set(heading.locale, Value::string(cell));
        members_.set(heading.key, Value::map(std::move(all)));
      } else if (!cell.empty()) {
        members_.set(key, any_of_cell(cell));
      }
      places_.put('/' + pointer_step(heading.key), line.place("value"));
    }
  }

  void read_survey() {
    for (const Line& line : lines_of("survey")) {
      const std::string type = line.text("type");
      if (type == "section") {
        begin_section(line);
      } else if (holders_.empty()) {
        issue("workbook.outside_section", line.place("type"));
      } else if (type == "end repeat") {
        end_repeat(line);
      } else if (type == "include") {
        const std::string pointer = item_pointer();
        holders_.back().items.push_back(Value::map(members_of(line, {"type", "name"}, pointer)));
        places_.put(pointer, line.place("type"));
      } else {
        read_field(line, type);
      }
    }
    close_holders();
  }

  std::string item_pointer() const {
    return holders_.back().pointer + '/' + std::to_string(holders_.back().items.size());
  }

  void begin_section(const Line& line) {
    close_holders();
    const std::string pointer = "/sections/" + std::to_string(sections_.size());
    Map section = members_of(line, {"type", "name"}, pointer);
    const std::string id = line.text("name");
    if (!id.empty()) section.set("id", Value::string(id));
    places_.put(pointer, line.place("name"));
    sections_.push_back(Value::map(std::move(section)));
    holders_.push_back({pointer + "/fields", {}});
  }

  void read_field(const Line& line, const std::string& type) {
    const std::string name = line.text("name");
    if (name.empty()) return issue("workbook.name_missing", line.place("name"));
    if (fields_.find(name) != nullptr)
      return issue("workbook.name_twice", line.place("name"), {{"name", Value::string(name)}});
    const bool repeat = type == "begin repeat";
    const std::string pointer = "/fields/" + pointer_step(name);
    Map field = members_of(line, {"type", "name"}, pointer);
    if (!type.empty()) field.set("kind", Value::string(repeat ? "repeat" : type));
    places_.put(pointer, line.place("name"));
    places_.put(pointer + "/kind", line.place("type"));
    places_.put(item_pointer(), line.place("name"));
    holders_.back().items.push_back(Value::string(name));
    fields_.set(name, Value::map(std::move(field)));
    if (!repeat) return;
    repeats_.push_back({name, line.place("type")});
    holders_.push_back({pointer + "/fields", {}});
  }

  void end_repeat(const Line& line) {
    if (repeats_.empty()) return issue("workbook.repeat_open", line.place("type"));
    Map field = fields_.find(repeats_.back().first)->as_map();
    field.set("fields", Value::list(std::move(holders_.back().items)));
    fields_.set(repeats_.back().first, Value::map(std::move(field)));
    holders_.pop_back();
    repeats_.pop_back();
  }

  // A section ends where the next begins; a repeat has to end before.
  void close_holders() {
    for (const auto& [name, place] : repeats_)
      issue("workbook.repeat_open", place, {{"name", Value::string(name)}});
    repeats_.clear();
    if (holders_.empty()) return;
    Map section = sections_.back().as_map();
    section.set("fields", Value::list(std::move(holders_.front().items)));
    sections_.back() = Value::map(std::move(section));
    holders_.clear();
  }

  // The field a row of another sheet is about.
  bool is_field(const Line& line, std::string_view heading, const std::string& name) {
    if (fields_.find(name) != nullptr) return true;
    issue("workbook.unknown_field", line.place(heading), {{"field", Value::string(name)}});
    return false;
  }

  void read_choices() {
    std::map<std::string, List> lists;
    for (const Line& line : lines_of("choices")) {
      const std::string name = line.text("list");
      if (!is_field(line, "list", name)) continue;
      List& items = lists[name];
      const std::string pointer =
          "/fields/" + pointer_step(name) + "/choices/list/" + std::to_string(items.size());
      Map item = members_of(line, {"list", "code"}, pointer);
      const std::string code = line.text("code");
      if (!code.empty()) item.set("code", Value::string(code));
      places_.put(pointer, line.place("code"));
      items.push_back(Value::map(std::move(item)));
    }
    for (auto& [name, items] : lists)
      set_member(name, "choices", Value::map({{"list", Value::list(std::move(items))}}));
  }

  void set_member(const std::string& field, std::string_view key, Value value) {
    Map members = fields_.find(field)->as_map();
    members.set(key, std::move(value));
    fields_.set(field, Value::map(std::move(members)));
  }

  void read_rules() {
    std::map<std::string, List> constraints;
    for (const Line& line : lines_of("rules")) {
      const std::string field = line.text("field");
      if (!field.empty() && !is_field(line, "field", field)) continue;
      List& rules = field.empty() ? rules_ : constraints[field];
      const std::string list =
          field.empty() ? "/rules" : "/fields/" + pointer_step(field) + "/constraint";
      const std::string pointer = list + '/' + std::to_string(rules.size());
      Map rule = members_of(line, {"field", "id"}, pointer);
      const std::string id = line.text("id");
      if (!id.empty()) rule.set("id", Value::string(id));
      places_.put(pointer, line.place("id"));
      rules.push_back(Value::map(std::move(rule)));
    }
    for (auto& [field, rules] : constraints)
      set_member(field, "constraint", Value::list(std::move(rules)));
  }

  void finish() {
    if (!sections_.empty()) members_.set("sections", Value::list(std::move(sections_)));
    if (!fields_.empty()) members_.set("fields", Value::map(std::move(fields_)));
    if (!rules_.empty()) members_.set("rules", Value::list(std::move(rules_)));
    definition_ = Value::map(std::move(members_));
  }

  void read_extra() {
    const std::vector<Line> lines = lines_of("extra");
    for (std::size_t i = 0; i < lines.size();) {
      const std::string path = lines[i].text("path");
      const Place place = lines[i].place("json");
      std::string json;
      for (; i < lines.size() && lines[i].text("path") == path; ++i)
        json += lines[i].text("json");
      const auto value = parse_json(json);
      const std::vector<std::string> steps = steps_of(path);
      auto changed = value && !steps.empty() ? with(definition_, steps, 0, *value) : std::nullopt;
      if (!changed) {
        issue("workbook.extra", place, {{"path", Value::string(path)}});
        continue;
      }
      definition_ = std::move(*changed);
      places_.put(path, place);
    }
  }

  static constexpr std::size_t kMostIssues = 200;

  const Workbook& workbook_;
  std::vector<Wrong> issues_;
  Places places_;
  Map members_;
  Map fields_;
  List sections_;
  List rules_;
  std::vector<Holder> holders_;                        // the section, the repeat in it
  std::vector<std::pair<std::string, Place>> repeats_; // open: name, where it begins
  Value definition_;
};

} // namespace

std::string letters_of(std::size_t column) {
  std::string letters;
  for (std::size_t left = column; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters;
}

std::string Place::cell() const {
  return row == 0 ? sheet : sheet + '!' + letters_of(column) + std::to_string(row);
}

void Places::put(std::string pointer, Place place) {
  places_.insert_or_assign(std::move(pointer), std::move(place));
}

Place Places::of(std::string_view pointer) const {
  for (std::string_view each = pointer; !each.empty(); each = each.substr(0, each.rfind('/'))) {
    const auto at = places_.find(each);
    if (at != places_.end()) return at->second;
    if (each.front() != '/') break;
  }
  const std::string_view member = pointer.substr(0, pointer.find('/', 1));
  const bool asked = member == "/fields" || member == "/sections";
  return {asked ? "survey" : member == "/rules" ? "rules" : "settings", 0, 0, {}};
}

bool comes_before(const Place& a, const Place& b) {
  const auto rank = [](const Place& place) {
    return std::find(kSheets.begin(), kSheets.end(), place.sheet) - kSheets.begin();
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return a.row != b.row ? a.row < b.row : a.column < b.column;
}

Result<Read, std::vector<Wrong>> from_workbook(const Workbook& workbook) {
  return Reader(workbook).read();
}

} // namespace qudao::workbook
