// Value: the one data type of core — what JSON holds, what CEL computes, what a record stores.
//
// Kinds are those of CEL without protobuf messages; JSON uses the subset null, boolean, integer,
// real, string, list, map. Values are immutable: a copy is cheap (shares its payload) and never
// aliases anything that changes.
//
// Maps are kept sorted by key (bytewise for strings), so that iteration, printing and comparison
// never depend on insertion order or on the platform: a record prints to the same bytes natively
// and as wasm.
//
// Cost: 16 bytes; scalars, timestamps and the empty string allocate nothing, every other value is
// one counted block. Copy and move O(1); map look-up O(log n); equality O(size). Errors: `as_…` on
// another kind is a programming error (asserted); ask `kind()` first. Thread safety: values may be
// read and copied by any number of threads at once.
#pragma once

#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
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
  optional,
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
class Map;

class Value {
 public:
  Value() noexcept = default; // null
  Value(const Value& other) noexcept;
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other) noexcept;
  Value& operator=(Value&& other) noexcept;
  ~Value();

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
  static Value optional(Value value);
  static Value none(); // the optional without a value

  Kind kind() const { return kind_; }
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
  const Value* as_optional() const; // what it holds, or nullptr

  // The entry called `key` when this is a map that has it, else nullptr: for reading documents.
  const Value* find(std::string_view key) const;

  // Whether there is something that the last of all copies frees: hot paths ask before they call a destructor.
  bool owns_block() const;

  // Structural identity: same kind and same content (integer 1 and real 1.0 differ; CEL's `==` is
  // in core/cel).
  friend bool operator==(const Value& a, const Value& b);
  friend bool operator!=(const Value& a, const Value& b) { return !(a == b); }

 private:
  // What a string, bytes, type name, list, map or optional points to; the last owner frees it.
  struct Block {
    std::atomic<std::uint32_t> owners{1};
  };
  struct Octets;
  struct Items;
  struct Entries;
  union Payload {
    bool truth;
    std::int64_t integer;
    std::uint64_t unsigned_integer;
    double real;
    Block* block; // null: empty
  };

  static Value text_of(Kind kind, std::string_view octets);
  std::string_view octets() const;
  void retain() const noexcept;
  void release() noexcept;
  static void destroy(Kind kind, Block* block) noexcept;

  Kind kind_ = Kind::null;
  std::int32_t nanos_ = 0; // of timestamps and durations
  Payload payload_{.unsigned_integer = 0};
};

using Entry = std::pair<Value, Value>;

// A sorted vector of entries with unique keys. Build it with `set`, or from a braced list of string
// keys.
class Map {
 public:
  Map() = default;
  Map(std::initializer_list<std::pair<std::string_view, Value>> entries);
  static Map
  of(std::vector<Entry> entries); // any order, O(n log n); of equal keys the last one stays

  const Value* find(std::string_view key) const; // nullptr when absent
  const Value* find(const Value& key) const;
  void set(std::string_view key, Value value); // replaces
  void set(Value key, Value value);
  bool erase(std::string_view key);

  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  std::vector<Entry>::const_iterator begin() const { return entries_.begin(); }
  std::vector<Entry>::const_iterator end() const { return entries_.end(); }
  void reserve(std::size_t entries) { entries_.reserve(entries); }

 private:
  std::vector<Entry> entries_;
};

// A total order over values of any kinds, by kind and then content: what keeps maps sorted.
int compare(const Value& a, const Value& b);

// The part every evaluation goes through is inline.

inline bool Value::owns_block() const {
  constexpr std::uint32_t kOwning =
      1u << static_cast<unsigned>(Kind::string) | 1u << static_cast<unsigned>(Kind::bytes) |
      1u << static_cast<unsigned>(Kind::list) | 1u << static_cast<unsigned>(Kind::map) |
      1u << static_cast<unsigned>(Kind::type) | 1u << static_cast<unsigned>(Kind::optional);
  return (kOwning >> static_cast<unsigned>(kind_) & 1u) != 0 && payload_.block != nullptr;
}

inline void Value::retain() const noexcept {
  if (owns_block()) payload_.block->owners.fetch_add(1, std::memory_order_relaxed);
}

inline void Value::release() noexcept {
  if (owns_block() && payload_.block->owners.fetch_sub(1, std::memory_order_acq_rel) == 1)
    destroy(kind_, payload_.block);
}

inline Value::Value(const Value& other) noexcept
    : kind_(other.kind_), nanos_(other.nanos_), payload_(other.payload_) {
  retain();
}

inline Value::Value(Value&& other) noexcept
    : kind_(other.kind_), nanos_(other.nanos_), payload_(other.payload_) {
  other.kind_ = Kind::null;
}

inline Value& Value::operator=(const Value& other) noexcept {
  other.retain(); // first: `other` may be this value, or part of it
  Kind kind = other.kind_;
  std::int32_t nanos = other.nanos_;
  Payload payload = other.payload_;
  release();
  kind_ = kind;
  nanos_ = nanos;
  payload_ = payload;
  return *this;
}

inline Value& Value::operator=(Value&& other) noexcept {
  Kind kind =
      std::exchange(other.kind_, Kind::null); // before the release, which may destroy `other`
  std::int32_t nanos = other.nanos_;
  Payload payload = other.payload_;
  release();
  kind_ = kind;
  nanos_ = nanos;
  payload_ = payload;
  return *this;
}

inline Value::~Value() {
  release();
}

inline Value Value::boolean(bool b) {
  Value v;
  v.kind_ = Kind::boolean;
  v.payload_.truth = b;
  return v;
}

inline Value Value::integer(std::int64_t n) {
  Value v;
  v.kind_ = Kind::integer;
  v.payload_.integer = n;
  return v;
}

inline Value Value::unsigned_integer(std::uint64_t n) {
  Value v;
  v.kind_ = Kind::unsigned_integer;
  v.payload_.unsigned_integer = n;
  return v;
}

inline Value Value::real(double d) {
  Value v;
  v.kind_ = Kind::real;
  v.payload_.real = d;
  return v;
}

inline bool Value::as_bool() const {
  assert(kind_ == Kind::boolean);
  return payload_.truth;
}

inline std::int64_t Value::as_int() const {
  assert(kind_ == Kind::integer);
  return payload_.integer;
}

inline std::uint64_t Value::as_uint() const {
  assert(kind_ == Kind::unsigned_integer);
  return payload_.unsigned_integer;
}

inline double Value::as_real() const {
  assert(kind_ == Kind::real);
  return payload_.real;
}

} // namespace qudao
