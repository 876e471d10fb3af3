// The items of a dictionary or of a list of choices, in order, found by code.
#pragma once

#include <string_view>
#include <vector>

#include "core/form/document.h"
#include "core/value/value.h"

namespace qudao::form {

struct ChoiceItem {
  Value code; // string
  Value
      attributes; // map: code, label and whatever else the dictionary says; what `choice` is in a choice_filter
  bool retired = false;
  bool has_children = false; // another item names it as its parent
};

class ChoiceSet {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // Reads a list of {"code", "label", …}, noting what is wrong with it.
  static ChoiceSet read(const std::vector<Node>& items);

  std::size_t find(std::string_view code) const; // position or kNone; O(log n)
  const std::vector<ChoiceItem>& items() const { return items_; }

 private:
  void sort_codes();
  void mark_parents(const std::vector<Node>& nodes);

  std::vector<ChoiceItem> items_;
  std::vector<std::uint32_t> by_code_; // positions, sorted by code
};

} // namespace qudao::form
