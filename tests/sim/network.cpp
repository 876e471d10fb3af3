// What becomes of a request and of its answer.
#include "core/value/json.h"
#include "tests/sim/world.h"

namespace qudao::sim {

std::int64_t World::delay() {
  if (dice_.chance(faults_.slow)) return 20'000 + dice_.below(120'000);
  return 5 + dice_.below(dice_.chance(20) ? 3'000 : 80);
}

void World::send(Device& device, const sync::Request& request) {
  const int incarnation = device.incarnation;
  if (!device.online || dice_.chance(faults_.lost)) {
    if (dice_.chance(50)) {
      at(now_ + 1 + dice_.below(2'000), [=, this, &device] {
        answer(device, incarnation, {0, ""}, request);
      });
    }
    return;
  }
  const Person session = device.session;
  const std::uint32_t copies = dice_.chance(faults_.doubled) ? 2 : 1;
  for (std::uint32_t i = 0; i < copies; ++i) {
    at(now_ + delay(), [=, this, &device] { arrive(device, request, incarnation, session); });
  }
}

void World::arrive(Device& device, const sync::Request& request, int incarnation,
                   const Person& session) {
  Server::Answer said;
  if (now_ < server_down_until_) {
    said = {0, {}};
  } else if (dice_.chance(faults_.signed_out)) {
    said = {401, Value::map({{"code", Value::string("session.required")}})};
  } else if (dice_.chance(faults_.failing)) {
    said = {500, Value::map({{"code", Value::string("internal")}})};
  } else {
    const bool dies = dice_.chance(faults_.server_dies);
    const int after = dies ? static_cast<int>(dice_.below(6)) : -1;
    said = request.kind == "push" ? server_.push(session, request.body, after)
                                  : server_.pull(session, request.body);
    if (dies) {
      server_down_until_ = now_ + dice_.below(30'000);
      said = {0, {}};
    }
  }
  if (dice_.chance(faults_.portal))
    said = {200, Value::map({{"html", Value::string("Sign in to this network")}})};
  Heard heard{said.status, said.body.is_null() ? "" : write_json(said.body)};
  if (dice_.chance(faults_.cut)) heard.body.resize(dice_.below(heard.body.size() + 1));
  if (dice_.chance(faults_.lost)) return;
  at(now_ + delay(), [=, this, &device] { answer(device, incarnation, heard, request); });
}

void World::answer(Device& device, int incarnation, Heard heard, const sync::Request& request) {
  if (!device.is_open() || device.incarnation != incarnation) return; // nobody waits for it
  const bool push = request.kind == "push";
  const auto body = parse_json(heard.body);
  const bool ours = heard.status == 200 && body && body->find("protocol") != nullptr;
  if (heard.status == 200 && !ours && without_ == Without::recognised_success) {
    List verdicts;
    for (const Value& command : push ? request.body.find("commands")->as_list() : List{}) {
      verdicts.push_back(Value::map({{"seq", *command.find("seq")},
                                     {"id", *command.find("id")},
                                     {"verdict", Value::string("applied")},
                                     {"version", Value::integer(1)}}));
    }
    heard.body = write_json(Value::map({{"protocol", Value::string(sync::kProtocol)},
                                        {"cursor", Value::string("")},
                                        {"verdicts", Value::list(std::move(verdicts))}}));
  }
  if (ours && !push) device.definition = server_.definition();
  device.take({request.number, heard.status, heard.body}, push && !ours, clock_of(device), dice_,
              faults_);
  if (device.is_open() && (heard.status == 401 || heard.status == 403)) ask_who(device);
}

// As the shell does: who is signed in is asked until it is the owner.
void World::ask_who(Device& device) {
  const int incarnation = device.incarnation;
  at(now_ + 1 + dice_.below(60'000), [this, &device, incarnation] {
    if (!device.is_open() || device.incarnation != incarnation) return;
    const std::string user = device.session.id;
    device.run([&](sync::Client& client) { return client.signed_in(user, clock_of(device)); },
               clock_of(device), dice_, faults_);
    if (device.is_open() && user != device.owner().id) ask_who(device);
  });
}

} // namespace qudao::sim
