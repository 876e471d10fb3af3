// A field or a rule of a group under the names of one inclusion. Internal to the room.
#pragma once

#include <algorithm>

#include "core/reuse/reuse.h"

namespace qudao::reuse {

// Counts what is written anew; `left` reaches 0 when it is too much.
struct Meter {
  std::size_t left = 0;
  bool take(std::size_t bytes) {
    left -= std::min(left, bytes);
    return left > 0;
  }
};

class Renaming {
 public:
  Renaming(std::string prefix, cel::Names names, Places& places, Meter& meter)
      : prefix_(std::move(prefix)), names_(std::move(names)), places_(places), meter_(meter) {}

  // `path`: where it will stand in the expanded document.
  Value field(const Value& field, const std::string& path) const;
  Value rule(const Value& rule, const std::string& path) const;
  // One key of a field.
  Value member(std::string_view key, const Value& value, const std::string& path) const;

  const std::string& prefix() const { return prefix_; }

 private:
  Value expression(const Value& source, const std::string& path) const;
  Value name(const Value& name) const;
  Value message(const Value& message) const;
  Value with_expression(const Value& map, std::string_view key, const std::string& path) const;

  std::string prefix_;
  cel::Names names_;
  Places& places_;
  Meter& meter_;
};

} // namespace qudao::reuse
