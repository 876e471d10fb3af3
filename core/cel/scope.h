// What names mean at one place of an expression: the locals of macros around it, the variables of the environment seen
// from its container, and the names of types.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/cel/cel.h"

namespace qudao::cel {

struct Local {
  std::string_view name;
  Type type;
};

class Scope {
 public:
  explicit Scope(const Environment& env) : env_(env) {}

  void push(std::string_view name, Type type) { locals_.push_back({name, std::move(type)}); }
  void pop(std::size_t count) { locals_.resize(locals_.size() - count); }
  std::size_t size() const { return locals_.size(); }

  // The innermost local of this name and its number, or nullptr.
  const Local* find_local(std::string_view name, std::uint32_t& number) const;
  std::uint32_t find_variable(std::string_view name,
                              bool absolute) const; // slot, or Environment::kNone

  // Calls `found` with what a name may stand for, until it says true: in container a.b, x is a.b.x, a.x or x.
  template <typename Found>
  bool in_containers(std::string_view name, bool absolute, Found found) const {
    std::string_view container = absolute ? std::string_view() : std::string_view(env_.container);
    while (!container.empty()) {
      if (found(std::string(container) + '.' + std::string(name))) return true;
      std::size_t dot = container.rfind('.');
      container = container.substr(0, dot == std::string_view::npos ? 0 : dot);
    }
    return found(name);
  }

 private:
  const Environment& env_;
  std::vector<Local> locals_;
};

bool is_type_name(std::string_view name);

} // namespace qudao::cel
