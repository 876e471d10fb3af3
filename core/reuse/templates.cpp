#include "core/reuse/templates.h"

#include <algorithm>

#include "core/form/texts.h"

namespace qudao::reuse {
namespace {

bool is_argument(const Value& value) {
  if (value.is_map()) {
    return std::all_of(value.as_map().begin(), value.as_map().end(),
                       [](const auto& entry) { return entry.second.is_string(); }) &&
           value.find("zh-CN") != nullptr;
  }
  return value.is_string() || value.kind() == Kind::integer || value.kind() == Kind::real;
}

// In any of its locales.
bool names_parameter(const Value& texts, std::string_view name) {
  for (const auto& [locale, text] : texts.as_map()) {
    if (!text.is_string()) continue;
    const auto names = form::placeholders(text.as_string());
    if (std::find(names.begin(), names.end(), name) != names.end()) return true;
  }
  return false;
}

// A document is walked once; what holds no such message is the same afterwards.
class Filler {
 public:
  Filler(const Node& definition, IssueList& issues, Meter& meter, std::set<std::string>& used)
      : issues_(issues), meter_(meter), used_(used) {
    for (const auto& [name, node] : definition.entries("templates"))
      templates_.emplace(name, definition.get("templates")->localized(name));
  }

  Value below(const Node& node) {
    if (node.value().is_list()) return list(node);
    if (!node.value().is_map()) return node.value();
    Map out = node.value().as_map();
    for (const auto& [key, value] : node.value().as_map()) {
      if (!value.is_map() && !value.is_list()) continue;
      const Node child = *node.get(key.as_string());
      const bool names_template = key.as_string() == "message" && value.find("template") != nullptr;
      out.set(key, names_template ? message(child) : below(child));
    }
    return Value::map(std::move(out));
  }

 private:
  Value list(const Node& node) {
    List out;
    for (const Value& item : node.value().as_list())
      out.push_back(below(Node(item, node.path() + '/' + std::to_string(out.size()), issues_)));
    return Value::list(std::move(out));
  }

  Value message(const Node& node) {
    if (!node.is_object({"template"}, {"with"})) return node.value();
    const std::string name = node.text("template");
    const Arguments arguments = Arguments::read(node);
    const auto found = templates_.find(name);
    if (found == templates_.end()) {
      if (!name.empty()) node.get("template")->issue("definition.unknown_template", "name", name);
      return node.value();
    }
    used_.insert(name);
    if (!found->second.is_map()) return node.value(); // which is noted
    check_names(node, arguments, found->second);
    Map texts;
    for (const auto& [locale, text] : found->second.as_map()) {
      if (!text.is_string()) continue;
      std::string filled = arguments.fill(text.as_string(), locale.as_string());
      if (!meter_.take(filled.size())) break;
      texts.set(locale, Value::string(filled));
    }
    return Value::map(std::move(texts));
  }

  // A parameter the template has not is a slip of the pen; one that is not filled names a field, or compile says so.
  static void check_names(const Node& node, const Arguments& arguments, const Value& texts) {
    for (const auto& [name, value] : arguments.values()) {
      if (!names_parameter(texts, name))
        node.get("with")->get(name)->issue("definition.unknown_parameter", "name", name);
    }
  }

  IssueList& issues_;
  Meter& meter_;
  std::set<std::string>& used_;
  std::map<std::string, Value, std::less<>> templates_;
};

} // namespace

Arguments Arguments::read(const Node& holder) {
  Arguments out;
  for (const auto& [name, node] : holder.entries("with")) {
    if (is_argument(node.value())) {
      out.values_.emplace(name, node.value());
    } else {
      node.issue("definition.type", "expected", "string");
    }
  }
  return out;
}

std::string Arguments::fill(std::string_view text, std::string_view locale) const {
  std::string out;
  form::fill_template(out, text, [&](std::string_view name, std::string& into) {
    const auto found = values_.find(name);
    if (found == values_.end()) return false;
    if (found->second.is_map()) {
      into.append(form::pick_locale(found->second, locale));
    } else {
      form::append_display(into, found->second);
    }
    return true;
  });
  return out;
}

Value Arguments::fill_texts(const Value& value, Meter& meter) const {
  if (values_.empty()) return value;
  if (value.is_list()) {
    List out;
    for (const Value& item : value.as_list())
      out.push_back(fill_texts(item, meter));
    return Value::list(std::move(out));
  }
  if (!value.is_map()) return value;
  const bool is_text = value.find("zh-CN") != nullptr;
  Map out = value.as_map();
  for (const auto& [key, part] : value.as_map()) {
    if (!is_text || !part.is_string()) {
      out.set(key, fill_texts(part, meter));
    } else if (std::string filled = fill(part.as_string(), key.as_string());
               meter.take(filled.size())) {
      out.set(key, Value::string(filled));
    }
  }
  return Value::map(std::move(out));
}

Value fill_messages(const Node& definition, IssueList& issues, Meter& meter,
                    std::set<std::string>& used) {
  Filler filler(definition, issues, meter, used);
  Map out = definition.value().as_map();
  for (const char* part : {"fields", "groups", "rules", "sections", "unique", "approval"}) {
    if (const auto node = definition.get(part)) out.set(part, filler.below(*node));
  }
  return Value::map(std::move(out));
}

} // namespace qudao::reuse
