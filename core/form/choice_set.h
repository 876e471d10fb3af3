// The items of a dictionary or of a list of choices, in order, found by code.
#pragma once

#include <cstdint>
#include <limits>
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
  // Midnights of the first and the last day of its period (valid_from, valid_to), as seconds.
  std::int64_t first_day = std::numeric_limits<std::int64_t>::min();
  std::int64_t last_day = std::numeric_limits<std::int64_t>::max();
  bool has_children = false; // another item names it as its parent

  // `midnight` is the variable `today` of the rules.
  bool is_current(Timestamp midnight) const {
    return first_day <= midnight.seconds && midnight.seconds <= last_day;
  }
  bool is_offered(Timestamp midnight) const { return !retired && is_current(midnight); }
};

class ChoiceSet {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // Reads a list of {"code", "label", …}, noting what is wrong with it.
  static ChoiceSet read(const std::vector<Node>& items);

  std::size_t find(std::string_view code) const; // position or kNone; O(log n)
  const std::vector<ChoiceItem>& items() const { return items_; }
  bool has_periods() const { return has_periods_; } // what is offered depends on the day

 private:
  void read_item(const Node& node);
  void sort_codes();
  void mark_parents(const std::vector<Node>& nodes);

  std::vector<ChoiceItem> items_;
  std::vector<std::uint32_t> by_code_; // positions, sorted by code
  bool has_periods_ = false;
};

} // namespace qudao::form
