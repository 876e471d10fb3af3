#include "core/cel/zones.h"

#include <algorithm>

#include "core/value/time_text.h"

namespace qudao::cel {

namespace {

constexpr std::size_t kHeader = 8;
constexpr std::size_t kNameWidth = 32;
constexpr std::size_t kEntry = kNameWidth + 2;
constexpr std::int64_t kFirstChange = -(std::int64_t{1} << 40); // what the first one counts from
constexpr std::int64_t kLastChange = -kFirstChange;
constexpr std::int64_t kDay = 86'400;

// Reads the packed numbers of a zone; once they end, zeros.
class Cursor {
 public:
  explicit Cursor(std::string_view octets) : rest_(octets) {}

  std::int64_t count() {
    std::uint64_t n = 0;
    for (unsigned shift = 0; !rest_.empty() && shift < 49; shift += 7) {
      auto octet = static_cast<unsigned char>(rest_[0]);
      rest_.remove_prefix(1);
      n |= std::uint64_t{octet & 0x7Fu} << shift;
      if (octet < 0x80) break;
    }
    return static_cast<std::int64_t>(n);
  }

  std::int32_t offset() {
    std::int64_t n = count();
    return static_cast<std::int32_t>(n % 2 == 0 ? n / 2 : -(n / 2) - 1);
  }

  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::int64_t weekday(std::int64_t day) {
  return ((day + 4) % 7 + 7) % 7; // 1970-01-01 was a Thursday, Sunday is 0
}

// When the part of a rule the cursor is at takes effect in `year`: seconds of local time, as if it were UTC.
std::int64_t read_switch(Cursor& cursor, int year) {
  auto month = static_cast<int>(cursor.count() % 13);
  std::int64_t week = cursor.count();
  std::int64_t wanted = cursor.count();
  std::int32_t time = cursor.offset();
  std::int64_t first = days_from_civil(year, month, 1);
  std::int64_t next =
      month < 12 ? days_from_civil(year, month + 1, 1) : days_from_civil(year + 1, 1, 1);
  std::int64_t day = first + (wanted % 7 - weekday(first) + 7) % 7 + (week % 6 - 1) * 7;
  if (day >= next) day -= 7;
  return day * kDay + time;
}

std::int32_t offset_by_rule(Cursor& cursor, std::int64_t seconds) {
  std::int32_t standard = cursor.offset();
  std::int32_t summer = cursor.offset();
  int year = civil_from_seconds(seconds + standard).year;
  std::int64_t start = read_switch(cursor, year) - standard;
  std::int64_t end = read_switch(cursor, year) - summer;
  bool is_summer =
      start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
  return is_summer ? summer : standard;
}

std::int32_t packed_offset(std::string_view zone, std::int64_t seconds) {
  Cursor cursor(zone);
  std::int32_t offset = cursor.offset();
  std::int64_t change = kFirstChange;
  for (std::int64_t left = cursor.count(); left > 0 && !cursor.at_end(); --left) {
    change = std::min(change + cursor.count(), kLastChange);
    if (seconds < change) return offset;
    offset = cursor.offset();
  }
  return cursor.count() == 1 ? offset_by_rule(cursor, seconds) : offset;
}

// As pack_zones.py packs it; zones_test.cpp compares.
constexpr std::string_view kShanghai(
    "\xae\xc7\x03\x1d\xa9\x86\xd9\xf1\xf7\x1f\x80\xc2\x03\xd7\xbe\x85\x93\x02\xa0\xfa\x03\xf0"
    "\xc4\x85\x07\x80\xc2\x03\x90\xb3\x81\xb7\x02\xa0\xfa\x03\xf0\xb5\xc2\x05\x80\xc2\x03\x90"
    "\x87\xa7\x06\xa0\xfa\x03\xf0\x9b\xc7\x09\x80\xc2\x03\x90\xea\xda\x03\xa0\xfa\x03\xf0\xfd"
    "\xfb\x35\x80\xc2\x03\x90\xf9\xc0\x0a\xa0\xfa\x03\xf0\xe4\xdc\x05\x80\xc2\x03\x90\xe8\x89"
    "\x08\xa0\xfa\x03\xf0\xbb\x9e\x08\x80\xc2\x03\x90\xfe\xbf\x07\xa0\xfa\x03\xf0\xce\xa6\x06"
    "\x80\xc2\x03\x90\x98\xde\x08\xa0\xfa\x03\xf0\x94\x8e\x01\x80\xc2\x03\xb0\xaa\xe3\xab\x04"
    "\xa0\xfa\x03\xf0\x92\xbd\x05\x80\xc2\x03\x90\xd2\xd3\x08\xa0\xfa\x03\xf0\xf1\xab\x06\x80"
    "\xc2\x03\x90\xc7\xf8\x08\xa0\xfa\x03\xf0\xfc\x86\x06\x80\xc2\x03\x90\xc7\xf8\x08\xa0\xfa"
    "\x03\xf0\xf1\xab\x06\x80\xc2\x03\x90\xd2\xd3\x08\xa0\xfa\x03\xf0\xf1\xab\x06\x80\xc2\x03"
    "\x90\xd2\xd3\x08\xa0\xfa\x03\xf0\xf1\xab\x06\x80\xc2\x03\x00",
    213);

} // namespace

std::shared_ptr<const Zones> Zones::read(std::string data) {
  std::shared_ptr<Zones> zones(new Zones(std::move(data)));
  return zones->is_sound() ? zones : nullptr;
}

// Every name and zone lies inside.
bool Zones::is_sound() {
  if (data_.size() < kHeader || data_.compare(0, 4, "QZ1\n") != 0) return false;
  names_ = number(4, 2);
  zones_ = number(6, 2);
  std::size_t table = kHeader + names_ * kEntry;
  std::size_t body = table + (zones_ + 1) * 4;
  if (data_.size() < body) return false;
  for (std::size_t i = 0; i < zones_; ++i) {
    if (number(table + i * 4, 4) > number(table + i * 4 + 4, 4)) return false;
  }
  for (std::size_t i = 0; i < names_; ++i) {
    if (number(kHeader + i * kEntry + kNameWidth, 2) >= zones_) return false;
  }
  return number(table + zones_ * 4, 4) == data_.size() - body;
}

std::uint32_t Zones::number(std::size_t at, std::size_t octets) const {
  std::uint32_t n = 0;
  for (std::size_t i = octets; i-- > 0;)
    n = n << 8 | static_cast<unsigned char>(data_[at + i]);
  return n;
}

std::string_view Zones::name(std::size_t index) const {
  std::string_view padded = std::string_view(data_).substr(kHeader + index * kEntry, kNameWidth);
  return padded.substr(0, padded.find('\0'));
}

std::string_view Zones::zone(std::size_t index) const {
  std::size_t table = kHeader + names_ * kEntry;
  std::size_t body = table + (zones_ + 1) * 4;
  std::uint32_t from = number(table + index * 4, 4);
  return std::string_view(data_).substr(body + from, number(table + index * 4 + 4, 4) - from);
}

std::optional<std::int32_t> Zones::offset_at(std::string_view wanted, std::int64_t seconds) const {
  std::size_t low = 0;
  std::size_t high = names_;
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    int order = name(middle).compare(wanted);
    if (order == 0)
      return packed_offset(zone(number(kHeader + middle * kEntry + kNameWidth, 2)), seconds);
    (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
  }
  return std::nullopt;
}

std::optional<std::int32_t> zone_offset(const Zones* zones, std::string_view name,
                                        std::int64_t seconds) {
  if (auto fixed = parse_offset(name)) return fixed;
  if (name == "Asia/Shanghai") return packed_offset(kShanghai, seconds);
  return zones != nullptr ? zones->offset_at(name, seconds) : std::nullopt;
}

} // namespace qudao::cel
