#include "tests/sim/world.h"

namespace qudao::sim {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 100 * kMinute;
constexpr std::int64_t kSettling = 240 * kMinute;

Faults faults_of(Dice& dice) {
  // A calm world finds other faults than a wild one: each kind is off in some.
  const auto some = [&dice](std::uint32_t most) {
    return dice.chance(35) ? 0U : dice.below(most) + 1;
  };
  Faults faults;
  faults.lost = some(25);
  faults.doubled = some(20);
  faults.cut = some(10);
  faults.portal = some(10);
  faults.failing = some(10);
  faults.signed_out = some(3);
  faults.slow = some(4);
  faults.server_dies = some(6);
  faults.device_dies = some(3);
  faults.disk_full = some(3);
  faults.clock_jumps = some(2);
  return faults;
}

} // namespace

World::World(std::uint64_t seed, Without without)
    : without_(without), dice_(seed), faults_(faults_of(dice_)), server_(without) {
  struct Seat {
    const char* device;
    Person person;
  };
  const Seat seats[] = {{"00000000-0000-7000-8000-00000000000a", {"p1", "A"}},
                        {"00000000-0000-7000-8000-00000000000b", {"p1", "A"}},
                        {"00000000-0000-7000-8000-00000000000c", {"p2", "A"}},
                        {"00000000-0000-7000-8000-00000000000d", {"p3", "B"}},
                        {"00000000-0000-7000-8000-00000000000e", {"m1", ""}},
                        {"00000000-0000-7000-8000-00000000000f", {"m2", ""}}};
  const Device::Host host{
      [this](Device& device, const sync::Request& request) { send(device, request); },
      [this](Device& device, std::int64_t wake_at) {
        const std::int64_t time = std::max(wake_at - device.skew, now_ + 1);
        const std::uint64_t alarm = ++device.alarm;
        at(time, [this, &device, alarm] {
          if (alarm != device.alarm) return;
          device.run([&](sync::Client& client) { return client.woken(clock_of(device)); },
                     clock_of(device), dice_, faults_);
        });
      },
      [this](Device& device) {
        at(now_ + 1 + dice_.below(healed_ ? 1'000 : 5 * kMinute), [this, &device] {
          if (!device.is_open()) device.open(clock_of(device));
        });
      }};
  for (const Seat& seat : seats) {
    devices_.push_back(std::make_unique<Device>(seat.device, seat.person, host, without));
    devices_.back()->open(clock_of(*devices_.back()));
    look_after(*devices_.back());
  }
}

void World::at(std::int64_t time, std::function<void()> happen) {
  events_.push({time, order_++, std::move(happen)});
}

void World::run_until(std::int64_t time) {
  while (!events_.empty() && events_.top().at <= time) {
    const Event event = events_.top();
    events_.pop();
    now_ = std::max(now_, event.at);
    ++steps_;
    event.happen();
    if (healed_ && !quiet_ && steps_ % 64 == 0 && settled()) return;
  }
  now_ = time;
}

std::uint64_t World::commands() const {
  std::uint64_t count = 0;
  for (const auto& device : devices_)
    count += device->issued().size();
  return count;
}

std::string World::play() {
  const std::int64_t evening = now_ + kDay;
  for (std::int64_t minute = now_; minute < evening; minute += kMinute) {
    at(minute, [this] { trouble(); });
  }
  run_until(evening);
  heal();
  run_until(now_ + kSettling);
  if (!settled()) return "not settled: " + unsettled();
  // Everybody pulls once more: what a peer sent last is on its way.
  quiet_ = true;
  for (const auto& device : devices_) {
    device->run([&](sync::Client& client) { return client.poked(clock_of(*device)); },
                clock_of(*device), dice_, faults_);
  }
  run_until(now_ + 3 * kMinute);
  return judge();
}

} // namespace qudao::sim
