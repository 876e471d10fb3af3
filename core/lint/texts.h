// Internal of the room: findings put into words.
#pragma once

#include "core/lint/lint.h"

namespace qudao::lint {

std::string_view texts_json(); // texts.json of this folder, compiled in

class Texts {
 public:
  explicit Texts(const Value& of_bundle); // its `texts`: of the codes this room does not know
  // Locale → text with the braces filled; {"en": fallback} for a code without any.
  Value of(const Finding& finding, std::string_view fallback) const;

 private:
  const Value* find(const Finding& finding) const;

  Value own_;
  Value of_bundle_;
};

} // namespace qudao::lint
