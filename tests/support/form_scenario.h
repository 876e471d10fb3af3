// A small language for tests of forms: build a definition, fill it in, look.
//
//   Scenario form(Form().field("a", "integer").field("b", "integer", R"("calculate":"a + 1")"));
//   form.answer("a", "1");
//   CHECK(form.value("b") == "2");
//
// Everything is JSON text: answers in, values and lists of codes out, so that a test reads like the
// documents do.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/form/form.h"
#include "core/value/json.h"
#include "tests/support/catch.h"

namespace qudao::form {

inline Value json(std::string_view text) {
  Result<Value, JsonError> result = parse_json(text);
  INFO(text);
  REQUIRE(result);
  return *result;
}

// Builds the text of a bundle.
class Form {
 public:
  // `more` is the inside of the field's object, without braces.
  Form& field(const std::string& key, const std::string& kind, const std::string& more = {}) {
    const std::string label = R"({"zh-CN":")" + key + R"(","en":"the )" + key + R"("})";
    std::string body = R"("label":)" + label + R"(,"kind":")" + kind + '"';
    if (!more.empty()) body += ',' + more;
    fields_.emplace_back(key, body);
    return *this;
  }
  // A field that a repeat names, not the section.
  Form& column(const std::string& key, const std::string& kind, const std::string& more = {}) {
    columns_.insert(key);
    return field(key, kind, more);
  }
  Form& rule(const std::string& id, const std::string& expression, const std::string& field,
             const std::string& message = "no") {
    rules_.push_back(R"({"id":")" + id + R"(","expression":)" + quoted(expression) +
                     R"(,"fieldPath":")" + field + R"(","message":{"zh-CN":)" + quoted(message) +
                     R"(,"en":)" + quoted(message) + "}}");
    return *this;
  }
  // Items are JSON objects without labels, e.g. R"({"code":"a","of":["x"]})".
  Form& dictionary(const std::string& name, const std::vector<std::string>& items) {
    std::string list;
    for (const std::string& item : items) {
      const std::string code(json(item).find("code")->as_string());
      list += (list.empty() ? "" : ",") + item.substr(0, item.size() - 1) +
              R"(,"label":{"zh-CN":"项)" + code + R"(","en":"item )" + code + R"("}})";
    }
    dictionaries_ += (dictionaries_.empty() ? "" : ",") + quoted(name) +
                     R"(:{"label":{"zh-CN":"d"},"items":[)" + list + "]}";
    return *this;
  }
  Form& text(const std::string& code, const std::string& english) {
    texts_ += (texts_.empty() ? "" : ",") + quoted(code) + R"(:{"zh-CN":)" + quoted(english) +
              R"(,"en":)" + quoted(english) + "}";
    return *this;
  }
  Form& version(int number) {
    version_ = number;
    return *this;
  }
  // Further keys of the definition, e.g. R"("context":{"user":"map"})".
  Form& also(const std::string& part) {
    more_ += ',' + part;
    return *this;
  }

  std::string bundle() const {
    std::string keys;
    std::string bodies;
    for (const auto& [key, body] : fields_) {
      if (columns_.count(key) == 0) keys += (keys.empty() ? "" : ",") + quoted(key);
      bodies += (bodies.empty() ? "" : ",") + quoted(key) + ":{" + body + "}";
    }
    std::string rules;
    for (const std::string& rule : rules_)
      rules += (rules.empty() ? "" : ",") + rule;
    return R"({"definition":{"entity":"e","version":)" + std::to_string(version_) +
           R"(,"label":{"zh-CN":"e"},"sections":[{"id":"s","label":{"zh-CN":"s"},"fields":[)" +
           keys + R"(]}],"fields":{)" + bodies + R"(},"rules":[)" + rules + "]" + more_ +
           R"(},"dictionaries":{)" + dictionaries_ + R"(},"texts":{)" + texts_ + "}}";
  }

 private:
  static std::string quoted(const std::string& text) { return write_json(Value::string(text)); }

  std::vector<std::pair<std::string, std::string>> fields_;
  std::set<std::string> columns_;
  std::vector<std::string> rules_;
  std::string dictionaries_;
  std::string texts_;
  std::string more_;
  int version_ = 1;
};

// The codes and paths of everything compile finds wrong: "definition.type /fields/a/min".
inline std::vector<std::string> issues_of(std::string_view bundle) {
  auto result = Definition::compile(json(bundle));
  std::vector<std::string> out;
  if (!result)
    for (const Issue& issue : result.error())
      out.push_back(issue.code + ' ' + issue.path);
  return out;
}

inline std::shared_ptr<const Definition> compiled(std::string_view bundle) {
  auto result = Definition::compile(json(bundle));
  if (!result)
    for (const Issue& issue : result.error())
      UNSCOPED_INFO(issue.path << ": " << issue.message);
  REQUIRE(result);
  return *result;
}

struct Opening {
  std::string record = "{}";
  std::string values = "{}";  // context
  std::string lookups = "{}"; // entity → id → attributes
  bool lookups_complete = false;
  std::string locale = "en";
  Mode mode = Mode::edit;
  std::vector<std::string> editable = {};
  Timestamp now = {1'767'578'400, 0}; // 2026-01-05T02:00:00Z
  int zone_minutes = 480;
};

inline Session opened(std::shared_ptr<const Definition> definition, const Opening& opening = {}) {
  Context context;
  context.now = opening.now;
  context.zone_minutes = opening.zone_minutes;
  context.locale = opening.locale;
  context.values = json(opening.values);
  context.lookups = json(opening.lookups);
  context.lookups_complete = opening.lookups_complete;
  return Session::open(std::move(definition), json(opening.record), std::move(context),
                       opening.mode, opening.editable);
}

class Scenario {
 public:
  explicit Scenario(const Form& form, const Opening& opening = {})
      : session_(opened(compiled(form.bundle()), opening)) {}

  Session& session() { return session_; }
  const Changes& last() const { return last_; }

  const Changes& answer(const std::string& path, const std::string& value) {
    last_ = session_.set(path, json(value));
    return last_;
  }
  const Changes& answers(const std::string& values) {
    last_ = session_.set_many(json(values));
    return last_;
  }
  const Changes& provide(const std::string& entity, const std::string& id, const std::string& row) {
    last_ = session_.provide(entity, id, json(row));
    return last_;
  }

  FieldState state(const std::string& path) const { return session_.state(path); }
  std::string value(const std::string& path) const { return write_json(state(path).value); }
  std::string data() const { return write_json(session_.data()); }
  std::string submission() const { return write_json(session_.submission()); }

  // Codes of the violations of a field, space separated; rules as code:id.
  std::string wrong(const std::string& path) const { return codes(state(path).violations); }
  std::string message(const std::string& path) const {
    const std::vector<Violation> violations = state(path).violations;
    return violations.empty() ? "" : violations.front().message;
  }
  std::string choices(const std::string& path) const { return joined(state(path).choices); }
  std::string waits(const std::string& path) const { return joined(state(path).waits_for); }
  std::string changed() const {
    std::vector<std::string> paths;
    for (const FieldState& each : last_.changed)
      paths.push_back(each.path);
    return joined(paths);
  }
  std::string cleared() const { // "level=\"gold\"<type"
    std::vector<std::string> out;
    for (const Cleared& each : last_.cleared)
      out.push_back(each.path + '=' + write_json(each.value) + '<' + joined(each.because));
    return joined(out);
  }
  std::string refused() const { return codes(last_.refused); }

  static std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words)
      out += (out.empty() ? "" : " ") + word;
    return out;
  }
  static std::string codes(const std::vector<Violation>& violations) {
    std::vector<std::string> out;
    for (const Violation& each : violations)
      out.push_back(each.rule.empty() ? each.code : each.code + ':' + each.rule);
    return joined(out);
  }

 private:
  Session session_;
  Changes last_;
};

} // namespace qudao::form
