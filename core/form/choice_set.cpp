#include "core/form/choice_set.h"

#include <algorithm>

#include "core/identity/date.h"
#include "core/value/sorting.h"

namespace qudao::form {

namespace {

// Midnight of a day of the item's period; `open` when it has none.
std::int64_t day_of(const Node& node, std::string_view key, std::int64_t open) {
  const std::string day = node.text(key);
  if (day.empty()) return open; // or no text, which is noted
  const identity::FormatResult canonical = identity::date(day);
  if (canonical && *canonical == day) return identity::seconds_of_date(day);
  node.get(key)->issue("definition.date", "value", day);
  return open;
}

} // namespace

ChoiceSet ChoiceSet::read(const std::vector<Node>& nodes) {
  ChoiceSet set;
  set.items_.reserve(nodes.size());
  for (const Node& node : nodes)
    set.read_item(node);
  set.sort_codes();
  set.mark_parents(nodes);
  return set;
}

void ChoiceSet::read_item(const Node& node) {
  if (!node.value().is_map()) {
    node.issue("definition.type", "expected", "object");
    return;
  }
  const std::string code = node.text("code");
  if (code.empty()) {
    if (!node.get("code")) node.issue("definition.missing_key", "key", "code");
    return;
  }
  if (!node.get("label")) node.issue("definition.missing_key", "key", "label");
  node.localized("label");
  ChoiceItem item{*node.value().find("code"), node.value(), node.truth("retired", false)};
  const ChoiceItem always;
  item.first_day = day_of(node, "valid_from", always.first_day);
  item.last_day = day_of(node, "valid_to", always.last_day);
  if (item.first_day > item.last_day) node.get("valid_to")->issue("definition.period");
  has_periods_ = has_periods_ || !item.is_current({always.first_day, 0}) ||
                 !item.is_current({always.last_day, 0});
  items_.push_back(std::move(item));
}

void ChoiceSet::sort_codes() {
  by_code_.resize(items_.size());
  for (std::uint32_t i = 0; i < by_code_.size(); ++i)
    by_code_[i] = i;
  sort_compactly(by_code_, [&](std::uint32_t a, std::uint32_t b) {
    const int order = items_[a].code.as_string().compare(items_[b].code.as_string());
    return order != 0 ? order < 0 : a < b; // of a code that is there twice the second is too much
  });
}

void ChoiceSet::mark_parents(const std::vector<Node>& nodes) {
  for (std::size_t i = 1; i < by_code_.size(); ++i) {
    if (items_[by_code_[i - 1]].code == items_[by_code_[i]].code && by_code_[i] < nodes.size())
      nodes[by_code_[i]].issue("definition.duplicate", "value", items_[by_code_[i]].code);
  }
  for (const ChoiceItem& item : items_) {
    const Value* parent = item.attributes.find("parent");
    if (parent == nullptr || !parent->is_string()) continue;
    const std::size_t position = find(parent->as_string());
    if (position != kNone) items_[position].has_children = true;
  }
}

std::size_t ChoiceSet::find(std::string_view code) const {
  const auto at = std::lower_bound(by_code_.begin(), by_code_.end(), code,
                                   [&](std::uint32_t position, std::string_view wanted) {
                                     return items_[position].code.as_string() < wanted;
                                   });
  if (at == by_code_.end() || items_[*at].code.as_string() != code) return kNone;
  return *at;
}

} // namespace qudao::form
