// What a definition declares about the versions before it: `upgrades`, one per version that changed
// where answers go.
//
//   "upgrades": [{
//     "to": 8,
//     "fields": {
//       "employees": { "from": "staff_total" },
//       "city": { "from": "address", "value": "answer.split(' ')[0]" },
//       "street": { "from": "address", "value": "answer.split(' ')[1]" }
//     },
//     "choices": { "trade": { "hotel": "hospitality", "other": null } }
//   }]
//
// Read with the definition, run by core/version.
#pragma once

#include <string>
#include <vector>

#include "core/form/expression.h"

namespace qudao::form {

struct UpgradeField {
  std::string key;               // in the version upgraded to
  std::vector<std::string> from; // in the version before; taken along, so nothing of them stays
  ExpressionIndex value = kNoExpression; // none: the answer of the first of `from`, as it is
};

struct UpgradeChoices {
  std::string key;                                        // in the version upgraded to
  std::vector<std::pair<std::string, std::string>> codes; // before → after; "" for none
};

struct Upgrade {
  std::int64_t to = 0;
  std::vector<UpgradeField> fields;
  std::vector<UpgradeChoices> choices;
};

struct UpgradePlan {
  static constexpr std::size_t kAnswer = 0;  // slot of `answer`, that of the first of `from`
  static constexpr std::size_t kAnswers = 1; // slot of `answers`, all of the version before by key

  std::vector<Upgrade> upgrades; // ascending
  std::vector<Expression> expressions;
};

} // namespace qudao::form
