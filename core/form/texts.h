// Texts per locale and their braces.
//
// A template is plain text with {name} for a parameter; "{" that names none stays as it is. Locales
// fall back from "en-GB" to "en" to zh-CN to whatever there is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/value/value.h"

namespace qudao::form {

// The text for `locale` out of {"zh-CN": "…", "en": "…"}; empty when there is none.
std::string_view pick_locale(const Value& localized, std::string_view locale);

// Names in braces, in order of appearance.
std::vector<std::string_view> placeholders(std::string_view text);

// What a value looks like inside a message.
void append_display(std::string& out, const Value& value);

// Appends `text` with each {name} replaced by what `fill(name, out)` appends; braces it returns
// false for stay.
template <typename Fill>
void fill_template(std::string& out, std::string_view text, Fill fill) {
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    out.append(text.substr(0, open));
    if (!fill(text.substr(open + 1, close - open - 1), out))
      out.append(text.substr(open, close - open + 1));
    text.remove_prefix(close + 1);
  }
  out.append(text);
}

// The same with parameters by name, as a violation or an issue has them.
void append_filled(std::string& out, std::string_view text, const Map& params);

} // namespace qudao::form
