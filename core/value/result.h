// Result: a value or an error, never both.
//
// core/ throws nothing across its border: what can fail returns Result<T, E>, and E says why with a stable code.
// (std::expected is C++23; this is the part of it that core needs.)
//
// Thread safety: as the held type.
#pragma once

#include <cassert>
#include <new>
#include <utility>

namespace qudao {

template <typename E>
struct Unexpected {
  E error;
};
template <typename E>
Unexpected(E) -> Unexpected<E>;

// Not std::variant: its destructor is an indirect call, and every evaluation of a rule ends with one.
template <typename T, typename E>
class [[nodiscard]] Result {
 public:
  Result(T value) : has_value_(true), value_(std::move(value)) {}
  Result(Unexpected<E> failure) : has_value_(false), error_(std::move(failure.error)) {}
  Result(const Result& other) : has_value_(other.has_value_) {
    if (has_value_) {
      ::new (&value_) T(other.value_);
    } else {
      ::new (&error_) E(other.error_);
    }
  }
  Result(Result&& other) noexcept : has_value_(other.has_value_) {
    if (has_value_) {
      ::new (&value_) T(std::move(other.value_));
    } else {
      ::new (&error_) E(std::move(other.error_));
    }
  }
  Result& operator=(const Result& other) { return *this = Result(other); }
  Result& operator=(Result&& other) noexcept {
    if (this == &other) return *this;
    this->~Result();
    return *::new (this) Result(std::move(other));
  }
  ~Result() {
    if (has_value_) {
      value_.~T();
    } else {
      error_.~E();
    }
  }

  bool has_value() const { return has_value_; }
  explicit operator bool() const { return has_value_; }

  T& value() & { return assert(has_value_), value_; }
  const T& value() const& { return assert(has_value_), value_; }
  T&& value() && { return std::move(value()); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  E& error() & { return assert(!has_value_), error_; }
  const E& error() const& { return assert(!has_value_), error_; }
  E&& error() && { return std::move(error()); }

 private:
  bool has_value_;
  union {
    T value_;
    E error_;
  };
};

} // namespace qudao
