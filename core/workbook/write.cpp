#include <algorithm>

#include "core/form/document.h"
#include "core/value/json.h"
#include "core/workbook/cells.h"
#include "core/workbook/table.h"

namespace qudao::workbook {
namespace {

const Value& or_null(const Value* value) {
  static const Value kNone;
  return value == nullptr ? kNone : *value;
}

bool is_list_of_maps(const Value& value) {
  if (!value.is_list() || value.as_list().empty()) return false;
  return std::all_of(value.as_list().begin(), value.as_list().end(),
                     [](const Value& item) { return item.is_map(); });
}

// {"list": […]} and nothing else.
const Value* own_list(const Value& field) {
  const Value* choices = field.find("choices");
  if (choices == nullptr || !choices->is_map() || choices->as_map().size() != 1) return nullptr;
  const Value* list = choices->find("list");
  return list != nullptr && is_list_of_maps(*list) ? list : nullptr;
}

class Writer {
 public:
  explicit Writer(const Value& definition) : definition_(definition) {}

  Workbook write() {
    write_settings();
    for (const Value& section : listed(definition_.find("sections")))
      write_section(section);
    write_rules(or_null(definition_.find("rules")), "", "/rules");
    return {settings_.sheet(), survey_.sheet(), choices_.sheet(), rules_.sheet(), extra()};
  }

  void put_extra(std::string pointer, const Value& value) {
    rest_.push_back({std::move(pointer), value});
  }
  Sheet extra() const;

 private:
  static List listed(const Value* value) {
    return value != nullptr && value->is_list() ? value->as_list() : List();
  }

  void write_settings() {
    for (const auto& [name, value] : definition_.as_map()) {
      const std::string key(name.as_string());
      const auto cell = cell_of_any(value);
      if (key == "sections" || key == "fields" || key == "rules") continue;
      if (is_localized(value) && fits(key)) {
        for (const auto& [locale, text] : value.as_map()) {
          write_setting(key + "::" + std::string(locale.as_string()),
                        std::string(text.as_string()));
        }
      } else if (cell && !key.empty() && fits(key)) {
        write_setting(key, *cell);
      } else {
        put_extra('/' + form::pointer_step(key), value);
      }
    }
  }

  void write_setting(const std::string& key, std::string cell) {
    settings_.begin_row();
    settings_.put("key", key);
    settings_.put("value", std::move(cell));
  }

  void begin_survey_row(const std::string& type, const Value& name) {
    survey_.begin_row();
    survey_.put("type", type);
    if (const auto cell = cell_of_text(name)) survey_.put("name", *cell);
  }

  void write_section(const Value& section) {
    begin_survey_row("section", or_null(section.find("id")));
    if (!section.is_map()) return;
    const std::string pointer = "/sections/" + std::to_string(sections_++);
    survey_.put_members(section, {"id", "fields"}, pointer, rest_);
    for (const Value& item : listed(section.find("fields")))
      write_item(item);
  }

  void write_item(const Value& item) {
    if (item.is_map()) {
      begin_survey_row("include", {});
      survey_.put_members(item, {}, "/none", rest_);
      return;
    }
    if (!item.is_string()) return;
    const std::string key(item.as_string());
    const Value& field = or_null(or_null(definition_.find("fields")).find(key));
    if (!field.is_map()) return;
    write_field(key, field);
  }

  void write_field(const std::string& key, const Value& field) {
    const std::string pointer = "/fields/" + form::pointer_step(key);
    const auto kind = cell_of_text(or_null(field.find("kind")));
    const bool rows = kind && *kind == "repeat" && or_null(field.find("fields")).is_list();
    begin_survey_row(rows ? "begin repeat" : kind.value_or(""), Value::string(key));
    std::vector<std::string_view> elsewhere;
    if (kind) elsewhere.push_back("kind");
    if (rows) elsewhere.push_back("fields");
    if (const Value* list = own_list(field)) {
      elsewhere.push_back("choices");
      write_list(key, *list, pointer + "/choices/list/");
    }
    const Value& constraint = or_null(field.find("constraint"));
    if (is_list_of_maps(constraint)) {
      elsewhere.push_back("constraint");
      write_rules(constraint, key, pointer + "/constraint");
    }
    survey_.put_members(field, elsewhere, pointer, rest_);
    if (!rows) return;
    for (const Value& item : field.find("fields")->as_list())
      write_item(item);
    begin_survey_row("end repeat", Value::string(key));
  }

  void write_list(const std::string& key, const Value& list, const std::string& pointer) {
    std::size_t number = 0;
    for (const Value& item : list.as_list()) {
      choices_.begin_row();
      choices_.put("list", key);
      const auto code = cell_of_text(or_null(item.find("code")));
      if (code) choices_.put("code", *code);
      choices_.put_members(item, {code ? "code" : ""}, pointer + std::to_string(number++), rest_);
    }
  }

  void write_rules(const Value& list, const std::string& field, const std::string& pointer) {
    if (!is_list_of_maps(list)) return;
    std::size_t number = 0;
    for (const Value& rule : list.as_list()) {
      rules_.begin_row();
      rules_.put("field", field);
      const auto id = cell_of_text(or_null(rule.find("id")));
      if (id) rules_.put("id", *id);
      rules_.put_members(rule, {id ? "id" : ""}, pointer + '/' + std::to_string(number++), rest_);
    }
  }

  const Value& definition_;
  Table settings_{"settings", {"key", "value"}};
  Table survey_{"survey",
                {"type", "name", "label::zh-CN", "label::en", "required", "relevant", "readonly",
                 "calculate", "default", "choices", "choice_filter", "depends_on"}};
  Table choices_{"choices", {"list", "code", "label::zh-CN", "label::en"}};
  Table rules_{"rules",
               {"field", "id", "expression", "fieldPath", "message::zh-CN", "message::en"}};
  std::vector<Rest> rest_;
  std::size_t sections_ = 0;
};

// Long JSON in pieces, none of which breaks a character or says what a cell cannot.
std::vector<std::string> pieces_of(const std::string& json) {
  constexpr std::size_t kPiece = 16'000;
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < json.size();) {
    std::size_t end = std::min(json.size(), at + kPiece);
    while (end < json.size() && (static_cast<unsigned char>(json[end]) & 0xC0U) == 0x80)
      --end;
    pieces.push_back(json.substr(at, end - at));
    at = end;
  }
  return pieces;
}

// JSON that fits: what XML or Excel would change is escaped.
std::string safe_json(const Value& value) {
  std::string json = write_json(value);
  const auto replace_all = [&](std::string_view what, std::string_view with) {
    for (std::size_t at = json.find(what); at != std::string::npos;
         at = json.find(what, at + with.size()))
      json.replace(at, what.size(), with);
  };
  replace_all("_x", "\\u005fx");
  replace_all("\xEF\xBF\xBE", "\\ufffe");
  replace_all("\xEF\xBF\xBF", "\\uffff");
  return json;
}

Sheet Writer::extra() const {
  Sheet sheet{"extra", {{"path", "json"}}};
  for (const Rest& rest : rest_) {
    for (std::string& piece : pieces_of(safe_json(rest.value)))
      sheet.rows.push_back({rest.pointer, std::move(piece)});
  }
  return sheet;
}

// Everything in `extra`: for documents the tables make no sense of.
Workbook all_extra(const Value& definition) {
  const Value nothing = Value::map({});
  Writer writer(nothing);
  for (const auto& [key, value] : definition.as_map())
    writer.put_extra('/' + form::pointer_step(key.as_string()), value);
  return writer.write();
}

} // namespace

Workbook to_workbook(const Value& definition) {
  if (!definition.is_map()) return all_extra(Value::map({}));
  Writer writer(definition);
  Workbook book = writer.write();
  const auto read = from_workbook(book);
  if (!read) return all_extra(definition);
  const Value& back = read->definition;
  for (const auto& [key, value] : back.as_map())
    if (definition.find(key.as_string()) == nullptr) return all_extra(definition);
  for (const auto& [key, value] : definition.as_map()) {
    const Value* came = back.find(key.as_string());
    if (came == nullptr || *came != value)
      writer.put_extra('/' + form::pointer_step(key.as_string()), value);
  }
  book.back() = writer.extra();
  const auto whole = from_workbook(book);
  return whole && whole->definition == definition ? book : all_extra(definition);
}

} // namespace qudao::workbook
