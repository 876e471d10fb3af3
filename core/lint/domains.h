// Internal of the room: which values a variable of the rules can have at all.
#pragma once

#include <optional>
#include <vector>

#include "core/form/plan.h"

namespace qudao::lint {

struct Domain {
  enum class Kind : std::uint8_t {
    open,    // anything
    finite,  // one of `values`
    numbers, // from `min` to `max`
    texts,   // any, or a code of `choices`
  };
  Kind kind = Kind::open;
  bool may_be_empty = true;  // null as well; of finite domains it is among the values
  std::vector<Value> values; // of finite
  std::optional<double> min; // of numbers
  std::optional<double> max;
  bool whole = false;                       // of numbers: integers
  const form::ChoiceSet* choices = nullptr; // of texts
};

class Domains {
 public:
  explicit Domains(const form::Plan& plan);

  const Domain& of(std::uint32_t slot) const { return domains_[slot]; }
  void never_set(form::FieldIndex field); // rules read nothing for it, ever

 private:
  const form::Plan& plan_;
  std::vector<Domain> domains_; // by slot
};

} // namespace qudao::lint
