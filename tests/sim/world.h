// A world: one server, its people's devices, the network between them and time, all in one process and from one seed.
//
//   World world(seed, Without::nothing);
//   std::string wrong = world.play();     // "" when everything holds that has to
//
// Play: some simulated hours in which people type, submit, decide and turn machines off, while messages are lost, doubled,
// delayed and cut, processes die at any write, disks are full, clocks jump, sessions end or change hands, people change
// company, definitions are published and the log is purged. Then everything heals, and what has to hold is looked at
// (judge.cpp). The same seed plays the same world, on every platform. Thread safety: none; a World is one thread's.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <queue>

#include "tests/sim/device.h"

namespace qudao::sim {

class World {
 public:
  World(std::uint64_t seed, Without without);

  std::string play();
  std::uint64_t steps() const { return steps_; }
  std::uint64_t edits() const { return edits_; }
  std::uint64_t refused() const { return refused_; }
  std::uint64_t commands() const;
  const Server& server() const { return server_; }

 private:
  struct Event {
    std::int64_t at = 0;
    std::uint64_t order = 0;
    std::function<void()> happen;
  };
  struct Later {
    bool operator()(const Event& a, const Event& b) const {
      return a.at != b.at ? a.at > b.at : a.order > b.order;
    }
  };

  void at(std::int64_t time, std::function<void()> happen);
  void run_until(std::int64_t time);
  std::int64_t clock_of(const Device& device) const { return now_ + device.skew; }

  // network.cpp
  struct Heard { // an answer on its way
    int status = 0;
    std::string body;
  };
  void send(Device& device, const sync::Request& request);
  void arrive(Device& device, const sync::Request& request, int incarnation, const Person& session);
  void answer(Device& device, int incarnation, Heard heard, const sync::Request& request);
  std::int64_t delay();
  void ask_who(Device& device);

  // people.cpp
  void live(Device& device);
  void type(Device& device);
  void begin(Device& device);
  void submit(Device& device, const std::string& record);
  void act(Device& device, const std::string& record, const char* name);
  void decide(Device& device);
  void tend(Device& device, const sync::Draft& draft);
  void turn_in(Device& device, const std::string& record, Value data, const sync::Edit& from);
  void look_after(Device& device);
  std::string some_record(Device& device, std::initializer_list<std::string_view> states);

  // chaos.cpp
  void trouble();
  void heal();
  bool settled() const;
  std::string unsettled() const; // what is still going on, in words

  // judge.cpp
  std::string judge() const;
  std::string judge_commands(const Device& device) const;
  std::string judge_answers(const Device& device) const;
  std::string judge_rows(const Device& device) const;
  std::string judge_server() const;

  Without without_;
  Dice dice_;
  Faults faults_;
  Server server_;
  std::vector<std::unique_ptr<Device>> devices_;
  std::priority_queue<Event, std::vector<Event>, Later> events_;
  std::uint64_t order_ = 0;
  std::int64_t now_ = 1'000'000;
  std::int64_t next_value_ = 10'000;
  std::uint64_t next_record_ = 0;
  std::uint64_t next_file_ = 0;
  std::set<std::string> uploading_;
  std::int64_t server_down_until_ = 0;
  bool healed_ = false;
  bool quiet_ = false; // nobody does anything any more
  std::uint64_t steps_ = 0;
  std::uint64_t edits_ = 0;
  std::uint64_t refused_ = 0;
};

} // namespace qudao::sim
