#include "core/match/match.h"
#include "core/match/texts.h"
#include "core/value/json.h"

namespace qudao::match {

namespace {

std::string filled(std::string_view text, const Map& params) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    out += text.substr(0, open);
    const Value* value = params.find(text.substr(open + 1, close - open - 1));
    if (value != nullptr && value->is_string()) {
      out += value->as_string().empty() ? "—" : value->as_string();
    }
    text.remove_prefix(close + 1);
  }
  out += text;
  return out;
}

} // namespace

Speaker::Speaker() {
  auto read = parse_json(texts_json());
  if (read) texts_ = std::move(read).value();
}

std::string Speaker::say(const Reason& reason, std::string_view locale) const {
  const Value* of_code = texts_.find(reason.code);
  if (of_code == nullptr) return reason.code;
  const Value* text = of_code->find(locale);
  if (text == nullptr) text = of_code->find("en");
  return text == nullptr ? reason.code : filled(text->as_string(), reason.params);
}

Value to_value(const Verdict& verdict, const Speaker& speaker, std::string_view locale) {
  List reasons;
  for (const Reason& reason : verdict.reasons) {
    reasons.push_back(Value::map({{"code", Value::string(reason.code)},
                                  {"message", Value::string(speaker.say(reason, locale))},
                                  {"params", Value::map(reason.params)},
                                  {"points", Value::integer(reason.points)}}));
  }
  return Value::map({{"outcome", Value::string(name_of(verdict.outcome))},
                     {"reasons", Value::list(std::move(reasons))},
                     {"score", Value::integer(verdict.score)}});
}

} // namespace qudao::match
