#include "core/cel/folding.h"

#include "core/cel/operators.h"

namespace qudao::cel {

const Value* Folding::run(Value& out) {
  Value scratch;
  const Value* range = machine_.operand(node_.args[0], scratch);
  if (range == nullptr) return nullptr;
  Step step = Step::failed;
  if (range->is_list()) {
    step = walk_list(range->as_list());
  } else if (range->is_map()) {
    step = walk_map(range->as_map());
  } else {
    step = fail("no_such_overload", range->is_null());
  }
  return step == Step::failed ? nullptr : finish(out);
}

Folding::Step Folding::walk_list(const List& items) {
  if ((node_.fold == Fold::filter && !node_.flat) || node_.fold == Fold::map)
    items_.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    Step step = Step::next;
    if (node_.two_locals) {
      step = visit(Value::integer(static_cast<std::int64_t>(i)), &items[i], items[i]);
    } else {
      step = visit(items[i], nullptr, items[i]);
    }
    if (step != Step::next) return step;
  }
  return Step::done;
}

Folding::Step Folding::walk_map(const Map& entries) {
  for (const auto& [key, value] : entries) {
    Step step = visit(key, node_.two_locals ? &value : nullptr, key);
    if (step != Step::next) return step;
  }
  return Step::done;
}

Folding::Step Folding::fail(std::string_view code, bool null_operand) {
  machine_.fail(node_, code, null_operand);
  return Step::failed;
}

// One item with the locals set; `item` is what a filter keeps.
Folding::Step Folding::visit(const Value& first, const Value* second, const Value& item) {
  if (--machine_.cost_left_ < 0) return fail("cost_exceeded");
  machine_.locals_[node_.aux] = &first;
  if (second != nullptr) machine_.locals_[node_.aux + 1] = second;
  switch (node_.fold) {
  case Fold::all:
  case Fold::exists:
  case Fold::exists_one:
    return condition();
  case Fold::filter:
    return filter(item);
  default: {
    Step step = node_.args[1] == kNoNode ? Step::done : filter(item);
    return step == Step::done ? transform(first) : step;
  }
  }
}

Folding::Step Folding::condition() {
  Scratch scratch;
  const Value* value = machine_.each(node_.args[2], *scratch);
  if (value != nullptr && value->kind() == Kind::boolean) {
    bool holds = value->as_bool();
    if (node_.fold == Fold::exists_one) {
      hits_ += holds ? 1 : 0;
      return Step::next;
    }
    if (holds != (node_.fold == Fold::exists)) return Step::next;
    hits_ = 1; // decided
    return Step::done;
  }
  if (value != nullptr) machine_.fail(node_, "no_such_overload", value->is_null());
  if (machine_.is_final() || node_.fold == Fold::exists_one) return Step::failed;
  if (first_error_.code.empty()) first_error_ = machine_.error_;
  return Step::next;
}

// next: not kept, done: kept (and, for `filter` itself, put down).
Folding::Step Folding::filter(const Value& item) {
  Scratch scratch;
  const Value* keep = machine_.each(node_.args[1], *scratch);
  if (keep == nullptr) return Step::failed;
  if (keep->kind() != Kind::boolean) return fail("no_such_overload", keep->is_null());
  if (node_.fold != Fold::filter) return keep->as_bool() ? Step::done : Step::next;
  if (!keep->as_bool()) return Step::next;
  if (node_.flat) {
    ++hits_;
  } else {
    items_.push_back(item);
  }
  return Step::next;
}

Folding::Step Folding::transform(const Value& key) {
  Value scratch;
  const Value* value = machine_.operand(node_.args[2], scratch);
  if (value == nullptr) return Step::failed;
  if (node_.fold == Fold::map) {
    items_.push_back(*value);
  } else if (node_.fold == Fold::transform_map) {
    entries_.emplace_back(key, *value);
  } else {
    if (!value->is_map()) return fail("no_such_overload", value->is_null());
    return merge(value->as_map());
  }
  return Step::next;
}

Folding::Step Folding::merge(const Map& entries) {
  if ((machine_.cost_left_ -= static_cast<std::int64_t>(entries.size())) < 0)
    return fail("cost_exceeded");
  entries_.insert(entries_.end(), entries.begin(), entries.end());
  return Step::next;
}

const Value* Folding::finish(Value& out) {
  switch (node_.fold) {
  case Fold::all:
  case Fold::exists:
    if (hits_ == 0 && !first_error_.code.empty()) {
      machine_.error_ = first_error_;
      return nullptr;
    }
    out = Value::boolean((hits_ == 1) == (node_.fold == Fold::exists));
    return &out;
  case Fold::exists_one:
    out = Value::boolean(hits_ == 1);
    return &out;
  case Fold::map:
  case Fold::filter:
    out = node_.flat ? Value::integer(hits_) : Value::list(std::move(items_));
    return &out;
  default:
    break;
  }
  std::size_t made = entries_.size();
  Map map = Map::of(std::move(entries_));
  if (map.size() < made) return machine_.fail(node_, "repeated_key");
  out = Value::map(std::move(map));
  return &out;
}

} // namespace qudao::cel
