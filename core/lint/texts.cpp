#include "core/lint/texts.h"

#include "core/form/texts.h"
#include "core/value/json.h"

namespace qudao::lint {
namespace {

Value own_texts() {
  auto read = parse_json(texts_json());
  return read ? std::move(*read) : Value::map({});
}

std::string filled(std::string_view text, const Map& params) {
  std::string out;
  form::append_filled(out, text, params);
  return out;
}

} // namespace

Texts::Texts(const Value& of_bundle) : own_(own_texts()), of_bundle_(of_bundle) {}

const Value* Texts::find(const Finding& finding) const {
  const Value* found = finding.params.find("found");
  const bool at_end = found != nullptr && found->is_string() && found->as_string().empty();
  if (finding.code == "cel.syntax" && at_end) return own_.find("cel.syntax.end");
  if (const Value* text = own_.find(finding.code)) return text;
  return of_bundle_.find(finding.code);
}

Value Texts::of(const Finding& finding, std::string_view fallback) const {
  const Value* localized = find(finding);
  if (localized == nullptr || !localized->is_map())
    return Value::map({{"en", Value::string(fallback)}});
  Map texts;
  for (const auto& [locale, text] : localized->as_map()) {
    if (text.is_string())
      texts.set(locale, Value::string(filled(text.as_string(), finding.params)));
  }
  return Value::map(std::move(texts));
}

} // namespace qudao::lint
