#include "core/value/value.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <numeric>

namespace qudao {

// The characters follow the header in the same allocation.
struct Value::Octets : Block {
  explicit Octets(std::size_t length) : size(length) {}
  std::size_t size;
  char* data() { return reinterpret_cast<char*>(this + 1); }
  static Octets* copy_of(std::string_view octets) {
    void* room = ::operator new(sizeof(Octets) + octets.size());
    auto* block = new (room) Octets(octets.size());
    std::memcpy(block->data(), octets.data(), octets.size());
    return block;
  }
};

struct Value::Items : Block {
  explicit Items(List list) : items(std::move(list)) {}
  List items;
};

struct Value::Entries : Block {
  explicit Entries(Map map) : entries(std::move(map)) {}
  Map entries;
};

void Value::destroy(Kind kind, Block* block) noexcept {
  switch (kind) {
  case Kind::list:
  case Kind::optional:
    delete static_cast<Items*>(block);
    break;
  case Kind::map:
    delete static_cast<Entries*>(block);
    break;
  default:
    ::operator delete(static_cast<Octets*>(block));
    break;
  }
}

Value Value::text_of(Kind kind, std::string_view octets) {
  Value v;
  v.kind_ = kind;
  v.payload_.block = octets.empty() ? nullptr : Octets::copy_of(octets);
  return v;
}

Value Value::string(std::string_view utf8) {
  return text_of(Kind::string, utf8);
}
Value Value::bytes(std::string_view octets) {
  return text_of(Kind::bytes, octets);
}
Value Value::type(std::string_view name) {
  return text_of(Kind::type, name);
}

Value Value::list(List items) {
  Value v;
  v.kind_ = Kind::list;
  v.payload_.block = items.empty() ? nullptr : new Items(std::move(items));
  return v;
}

// A list of one, or of none.
Value Value::optional(Value value) {
  Value v = none();
  v.payload_.block = new Items(List{std::move(value)});
  return v;
}

Value Value::none() {
  Value v;
  v.kind_ = Kind::optional;
  return v;
}

Value Value::map(Map entries) {
  Value v;
  v.kind_ = Kind::map;
  v.payload_.block = entries.empty() ? nullptr : new Entries(std::move(entries));
  return v;
}

Value Value::timestamp(Timestamp t) {
  Value v;
  v.kind_ = Kind::timestamp;
  v.nanos_ = t.nanos;
  v.payload_.integer = t.seconds;
  return v;
}

Value Value::duration(Duration d) {
  Value v;
  v.kind_ = Kind::duration;
  v.nanos_ = d.nanos;
  v.payload_.integer = d.seconds;
  return v;
}

std::string_view Value::octets() const {
  if (payload_.block == nullptr) return {};
  auto* block = static_cast<Octets*>(payload_.block);
  return {block->data(), block->size};
}

std::string_view Value::as_string() const {
  assert(kind_ == Kind::string);
  return octets();
}

std::string_view Value::as_bytes() const {
  assert(kind_ == Kind::bytes);
  return octets();
}

std::string_view Value::as_type() const {
  assert(kind_ == Kind::type);
  return octets();
}

const List& Value::as_list() const {
  static const List kEmpty;
  assert(kind_ == Kind::list);
  return payload_.block == nullptr ? kEmpty : static_cast<const Items*>(payload_.block)->items;
}

const Value* Value::as_optional() const {
  assert(kind_ == Kind::optional);
  return payload_.block == nullptr ? nullptr : &static_cast<const Items*>(payload_.block)->items[0];
}

const Map& Value::as_map() const {
  static const Map kEmpty;
  assert(kind_ == Kind::map);
  return payload_.block == nullptr ? kEmpty : static_cast<const Entries*>(payload_.block)->entries;
}

Timestamp Value::as_timestamp() const {
  assert(kind_ == Kind::timestamp);
  return {payload_.integer, nanos_};
}

Duration Value::as_duration() const {
  assert(kind_ == Kind::duration);
  return {payload_.integer, nanos_};
}

const Value* Value::find(std::string_view key) const {
  return is_map() ? as_map().find(key) : nullptr;
}

namespace {

template <typename T>
int order(T a, T b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

// Total: NaN sorts first and equals itself, −0.0 sorts before 0.0, because their bytes differ when
// printed.
int order_reals(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return order(!std::isnan(a), !std::isnan(b));
  if (a == b) return order(!std::signbit(a), !std::signbit(b));
  return order(a, b);
}

template <typename Time>
int order_times(Time a, Time b) {
  int seconds = order(a.seconds, b.seconds);
  return seconds != 0 ? seconds : order(a.nanos, b.nanos);
}

int order_lists(const List& a, const List& b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (int c = compare(a[i], b[i]); c != 0) return c;
  }
  return order(a.size(), b.size());
}

int order_maps(const Map& a, const Map& b) {
  auto x = a.begin();
  auto y = b.begin();
  for (; x != a.end() && y != b.end(); ++x, ++y) {
    if (int c = compare(x->first, y->first); c != 0) return c;
    if (int c = compare(x->second, y->second); c != 0) return c;
  }
  return order(a.size(), b.size());
}

int order_optionals(const Value* a, const Value* b) {
  if (a == nullptr || b == nullptr) return order(a != nullptr, b != nullptr);
  return compare(*a, *b);
}

bool key_before(const Entry& entry, const Value& key) {
  return compare(entry.first, key) < 0;
}

// As above without making a Value of the text first.
bool text_key_before(const Entry& entry, std::string_view key) {
  if (entry.first.kind() != Kind::string) return entry.first.kind() < Kind::string;
  return entry.first.as_string() < key;
}

} // namespace

int compare(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return a.kind() < b.kind() ? -1 : 1;
  switch (a.kind()) {
  case Kind::null:
    return 0;
  case Kind::boolean:
    return order(a.as_bool(), b.as_bool());
  case Kind::integer:
    return order(a.as_int(), b.as_int());
  case Kind::unsigned_integer:
    return order(a.as_uint(), b.as_uint());
  case Kind::real:
    return order_reals(a.as_real(), b.as_real());
  case Kind::string:
    return order(a.as_string().compare(b.as_string()), 0);
  case Kind::bytes:
    return order(a.as_bytes().compare(b.as_bytes()), 0);
  case Kind::list:
    return order_lists(a.as_list(), b.as_list());
  case Kind::map:
    return order_maps(a.as_map(), b.as_map());
  case Kind::timestamp:
    return order_times(a.as_timestamp(), b.as_timestamp());
  case Kind::duration:
    return order_times(a.as_duration(), b.as_duration());
  case Kind::type:
    return order(a.as_type().compare(b.as_type()), 0);
  case Kind::optional:
    return order_optionals(a.as_optional(), b.as_optional());
  }
  return 0;
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind_ == b.kind_) {
    if (a.is_null()) return true;
    if (a.owns_block() && a.payload_.block == b.payload_.block) return true;
  }
  return compare(a, b) == 0;
}

Map::Map(std::initializer_list<std::pair<std::string_view, Value>> entries) {
  entries_.reserve(entries.size());
  for (const auto& [key, value] : entries)
    set(key, value);
}

Map Map::of(std::vector<Entry> entries) {
  const auto not_before = [](const Entry& a, const Entry& b) {
    return compare(a.first, b.first) >= 0;
  };
  Map map;
  if (std::adjacent_find(entries.begin(), entries.end(), not_before) == entries.end()) {
    map.entries_ = std::move(entries);
    return map;
  }
  // Their places, not the entries: half the size of std::stable_sort in wasm.
  std::vector<std::uint32_t> order(entries.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&entries](std::uint32_t a, std::uint32_t b) {
    const int keys = compare(entries[a].first, entries[b].first);
    return keys == 0 ? a < b : keys < 0;
  });
  map.entries_.reserve(entries.size());
  for (const std::uint32_t place : order) {
    Entry& entry = entries[place];
    if (!map.empty() && map.entries_.back().first == entry.first) {
      map.entries_.back() = std::move(entry);
    } else {
      map.entries_.push_back(std::move(entry));
    }
  }
  return map;
}

const Value* Map::find(std::string_view key) const {
  auto at = std::lower_bound(entries_.begin(), entries_.end(), key, text_key_before);
  if (at == entries_.end() || !at->first.is_string() || at->first.as_string() != key)
    return nullptr;
  return &at->second;
}

const Value* Map::find(const Value& key) const {
  auto at = std::lower_bound(entries_.begin(), entries_.end(), key, key_before);
  return at != entries_.end() && at->first == key ? &at->second : nullptr;
}

void Map::set(std::string_view key, Value value) {
  if (auto* held = const_cast<Value*>(find(key))) {
    *held = std::move(value);
    return;
  }
  auto at = std::lower_bound(entries_.begin(), entries_.end(), key, text_key_before);
  entries_.insert(at, Entry(Value::string(key), std::move(value)));
}

void Map::set(Value key, Value value) {
  auto at = std::lower_bound(entries_.begin(), entries_.end(), key, key_before);
  if (at != entries_.end() && at->first == key) {
    at->second = std::move(value);
  } else {
    entries_.insert(at, Entry(std::move(key), std::move(value)));
  }
}

bool Map::erase(std::string_view key) {
  auto at = std::lower_bound(entries_.begin(), entries_.end(), key, text_key_before);
  if (at == entries_.end() || !at->first.is_string() || at->first.as_string() != key) return false;
  entries_.erase(at);
  return true;
}

} // namespace qudao
