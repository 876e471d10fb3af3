// Runs the macros with local variables: one pass over a list or map, each step charged like any
// other operation.
#pragma once

#include "core/cel/machine.h"

namespace qudao::cel {

class Folding {
 public:
  Folding(Machine& machine, const Node& node) : machine_(machine), node_(node) {}
  const Value* run(Value& out);

 private:
  enum class Step : std::uint8_t { next, done, failed };

  Step visit(const Value& first, const Value* second, const Value& item);
  Step condition();
  Step filter(const Value& item);
  Step transform(const Value& key);
  Step merge(const Map& entries);
  Step fail(std::string_view code, bool null_operand = false);
  Step walk_list(const List& items);
  Step walk_map(const Map& entries);
  const Value* finish(Value& out);

  Machine& machine_;
  const Node& node_;
  List items_;
  std::vector<Entry> entries_;
  std::int64_t hits_ = 0;
  EvalError first_error_; // of all and exists, which go on looking for what decides
};

} // namespace qudao::cel
