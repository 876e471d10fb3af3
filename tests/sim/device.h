// A device: the local database, and the shell around core's Client as the browser has it. Internal to the simulation.
//
// The shell commits before it sends or shows (Client's contract). It may die at any event, before or after the commit, and is
// opened again from what is on its disk.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/sync/client.h"
#include "tests/differential/dice.h"
#include "tests/sim/faults.h"
#include "tests/sim/server.h"

namespace qudao::sim {

using differential::Dice;

// A command that reached the disk of a device.
struct Issued {
  std::string client_id;
  std::int64_t seq = 0;
  std::int64_t after = 0;
  std::string name;
  std::string record;
};

class Device {
 public:
  struct Host {
    std::function<void(Device&, const sync::Request&)> send;
    std::function<void(Device&, std::int64_t at)> wake;
    std::function<void(Device&)> died; // to be opened again some time
  };

  Device(std::string name, Person owner, Host host, Without without);

  void open(std::int64_t now);
  void die() { client_.reset(); }
  // Runs an event of Client and does what it says; false when nothing of it is on the disk.
  bool run(const std::function<sync::Effects(sync::Client&)>& event, std::int64_t now, Dice& dice,
           const Faults& faults);
  void take(const sync::Answer& answer, bool push_failed, std::int64_t now, Dice& dice,
            const Faults& faults);

  void move_to(const std::string& partner); // another company

  bool is_open() const { return client_.has_value(); }
  const sync::Client& client() const { return *client_; }
  const std::string& name() const { return name_; }
  const Person& owner() const { return owner_; }
  std::map<std::string, Value> rows(const std::string& table) const;
  const std::map<std::string, Issued>& issued() const { return issued_; }
  // A command it still has, though it told the server that its verdict may be forgotten; "" as it should be.
  const std::string& forgotten() const { return forgotten_; }

  bool online = true;
  Person session;        // whose cookie the browser has
  std::int64_t skew = 0; // of its clock
  std::int64_t definition = 1;
  int incarnation = 0;
  std::uint64_t alarm = 0; // the one timer: an earlier one no longer rings
  // What its person typed and was told is kept: record → field → answer.
  std::map<std::string, std::map<std::string, std::int64_t>> typed;

 private:
  void send(const sync::Request& request);
  void commit(const sync::Effects& effects);
  void upgrade(const sync::Effects& effects, std::int64_t now, Dice& dice, const Faults& faults);

  std::string name_;
  Person owner_;
  Host host_;
  Without without_;
  std::optional<sync::Client> client_;
  std::map<std::pair<std::string, std::string>, Value> disk_;
  std::map<std::string, Issued> issued_;
  std::map<std::string, std::int64_t> acknowledged_; // by client_id, the largest ever sent
  std::string forgotten_;
};

} // namespace qudao::sim
