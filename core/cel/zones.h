// Time zones by name, for the time functions of rules.
//
//   env.zones = Zones::read(bytes);      // the file of pack_zones.py, the same bytes in browser and server
//   "t.getHours('America/New_York')"
//
// Built in, whatever the environment: UTC, fixed offsets ("+08:00") and Asia/Shanghai. All other names of the IANA
// database come as data: 150 kB, 24 kB with brotli, packed when built from the tzdata of Debian. Compiled in they would
// be a fifth of core.wasm, and every page would load them; as data a page that needs none loads none, a new edition
// needs no new build, and two builds of core cannot disagree about it. An unknown name is the error invalid_time_zone.
//
// Moments before the first known change have the local mean time of the zone, those after the last one its rule of
// today. Cost: about 2 ns for each change of the zone (New York has 236). Thread safety: immutable.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace qudao::cel {

class Zones {
 public:
  // nullptr when the data is none.
  static std::shared_ptr<const Zones> read(std::string data);

  // Seconds east of UTC at `seconds` since 1970-01-01T00:00:00Z; nothing for a name nobody knows.
  std::optional<std::int32_t> offset_at(std::string_view name, std::int64_t seconds) const;

 private:
  explicit Zones(std::string data) : data_(std::move(data)) {}
  bool is_sound();
  std::uint32_t number(std::size_t at, std::size_t octets) const;
  std::string_view name(std::size_t index) const;
  std::string_view zone(std::size_t index) const; // packed

  std::string data_;
  std::size_t names_ = 0; // how many
  std::size_t zones_ = 0;
};

// The same for "+08:00", "UTC", "Asia/Shanghai", and all others when there are `zones`.
std::optional<std::int32_t> zone_offset(const Zones* zones, std::string_view name,
                                        std::int64_t seconds);

} // namespace qudao::cel
