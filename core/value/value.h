// Value: the one data type of core — what JSON holds, what CEL computes, what a record stores.
//
// Kinds are those of CEL without protobuf messages; JSON uses the subset null, boolean, integer, real, string, list,
// map. Values are immutable: a copy is cheap (shares its payload) and never aliases anything that changes.
//
// Maps are kept sorted by key (bytewise for strings), so that iteration, printing and comparison never depend on
// insertion order or on the platform: a record prints to the same bytes natively and as wasm.
//
// Cost: copy and move O(1); map look-up O(log n); equality O(size).
// Errors: `as_…` on another kind is a programming error (asserted); ask `kind()` first.
// Thread safety: values may be read and copied by any number of threads at once.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace qudao {

class Value;

enum class Kind : std::uint8_t {
  null,
  boolean,
  integer,
  unsigned_integer,
  real,
  string,
  bytes,
  list,
  map,
  timestamp,
  duration,
  type,
};

// Nanoseconds are kept apart from seconds so that the whole CEL range (years 1 to 9999) fits.
struct Timestamp {
  std::int64_t seconds = 0; // since 1970-01-01T00:00:00Z
  std::int32_t nanos = 0;   // 0 … 999,999,999
  friend bool operator==(const Timestamp& a, const Timestamp& b) {
    return a.seconds == b.seconds && a.nanos == b.nanos;
  }
};

struct Duration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0; // same sign as seconds
  friend bool operator==(const Duration& a, const Duration& b) {
    return a.seconds == b.seconds && a.nanos == b.nanos;
  }
};

using List = std::vector<Value>;
using Entry = std::pair<Value, Value>;

// A sorted vector of entries with unique keys. Build it with `set`, or from a braced list of string keys.
class Map {
 public:
  Map() = default;
  Map(std::initializer_list<std::pair<std::string_view, Value>> entries);

  const Value* find(std::string_view key) const; // nullptr when absent
  const Value* find(const Value& key) const;
  void set(std::string_view key, Value value); // replaces
  void set(Value key, Value value);
  bool erase(std::string_view key);

  std::size_t size() const;
  bool empty() const;
  std::vector<Entry>::const_iterator begin() const;
  std::vector<Entry>::const_iterator end() const;

 private:
  std::vector<Entry> entries_;
};

class Value {
 public:
  Value() = default; // null
  static Value null() { return {}; }
  static Value boolean(bool b);
  static Value integer(std::int64_t n);
  static Value unsigned_integer(std::uint64_t n);
  static Value real(double d);
  static Value string(std::string_view utf8);
  static Value bytes(std::string_view octets);
  static Value list(List items);
  static Value map(Map entries);
  static Value timestamp(Timestamp t);
  static Value duration(Duration d);
  static Value type(std::string_view name); // the CEL type value called `name`

  Kind kind() const;
  bool is_null() const { return kind() == Kind::null; }
  bool is_string() const { return kind() == Kind::string; }
  bool is_list() const { return kind() == Kind::list; }
  bool is_map() const { return kind() == Kind::map; }

  bool as_bool() const;
  std::int64_t as_int() const;
  std::uint64_t as_uint() const;
  double as_real() const;
  std::string_view as_string() const; // lives as long as any copy of this value
  std::string_view as_bytes() const;
  const List& as_list() const;
  const Map& as_map() const;
  Timestamp as_timestamp() const;
  Duration as_duration() const;
  std::string_view as_type() const;

  // The entry called `key` when this is a map that has it, else nullptr: for reading documents.
  const Value* find(std::string_view key) const;

  // Structural identity: same kind and same content (integer 1 and real 1.0 differ; CEL's `==` is in core/cel).
  friend bool operator==(const Value& a, const Value& b);
  friend bool operator!=(const Value& a, const Value& b) { return !(a == b); }

 private:
  struct TypeName {
    std::shared_ptr<const std::string> name;
  };
  struct Octets {
    std::shared_ptr<const std::string> data;
  };
  using Held = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double,
                            std::shared_ptr<const std::string>, Octets, std::shared_ptr<const List>,
                            std::shared_ptr<const Map>, Timestamp, Duration, TypeName>;
  explicit Value(Held held) : held_(std::move(held)) {}
  Held held_; // alternatives in the order of Kind
};

// A total order over values of any kinds, by kind and then content: what keeps maps sorted.
int compare(const Value& a, const Value& b);

} // namespace qudao
