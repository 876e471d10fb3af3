#include "core/sync/client.h"
#include "core/sync/scene.h"

namespace qudao::sync {
namespace {

// A device whose person types, and whose server says what the test says.
struct Device {
  std::map<std::pair<std::string, std::string>, Value> disk;
  std::optional<Client> client;
  std::int64_t now = 1'000'000;
  Effects last;

  Device() { open(); }

  Client opened(const std::string& user) const {
    std::vector<Row> rows;
    for (const auto& [place, value] : disk)
      rows.push_back({place.first, place.second, value});
    auto opened = Client::open(rows, {"0190-client", user, "1.0"});
    REQUIRE(opened);
    return std::move(*opened);
  }
  void open(const std::string& user = "u1") {
    client.emplace(opened(user));
    take(client->start(now));
  }
  void take(Effects effects) {
    for (const Row& row : effects.writes) {
      if (row.value.is_null()) {
        disk.erase({row.table, row.key});
      } else {
        disk[{row.table, row.key}] = row.value;
      }
    }
    for (const Record& record : effects.records)
      disk[{"record", record.id}] = read(record.text);
    last = std::move(effects);
    CHECK(counts_of(*client) == counts_of(opened("u1")));
  }
  // What is kept up to date with every event is what a client of the same disk counts.
  static std::string counts_of(const Client& client) {
    std::string counts;
    for (const std::size_t count : {client.waiting(), client.held(), client.refused(),
                                    client.needs_you(), client.not_queued()}) {
      counts += std::to_string(count) + ' ';
    }
    return counts + (client.has_unsent() ? "unsent" : "all sent");
  }
  void pass(std::int64_t ms) {
    now += ms;
    take(client->woken(now));
  }
  void type(const std::string& record, std::string_view data) {
    Edit edit;
    edit.entity = "signing";
    edit.record = record;
    edit.data = read(data);
    edit.definition_version = 1;
    take(client->edit(edit, now));
  }
  void submit(const std::string& record) {
    Act act;
    act.name = "submit";
    act.entity = "signing";
    act.record = record;
    take(client->act(act, now));
  }
  void answer(int status, std::string_view body) {
    REQUIRE(asked());
    const std::int64_t number = request.number;
    request = {};
    take(client->answered({number, status, body}, now));
  }
  // Everything is quiet and the first pull is done.
  void settle() {
    if (asked()) answer(200, kEmptyPull);
  }
  bool asked() {
    if (last.send) request = *last.send;
    last.send.reset();
    return request.number != 0;
  }
  std::string sent() { return asked() ? request.kind + " " + write_json(request.body) : "nothing"; }
  // names of the commands of the push that was sent
  std::string pushed() {
    std::string names;
    if (!asked() || request.kind != "push") return asked() ? request.kind : "nothing";
    for (const Value& command : request.body.find("commands")->as_list()) {
      names += (names.empty() ? "" : " ") + std::string(command.find("name")->as_string()) +
               std::to_string(command.find("seq")->as_int());
    }
    return names;
  }
  std::string verdict(std::size_t index, const char* rest) {
    const Value& command = request.body.find("commands")->as_list()[index];
    return R"({"id":)" + write_json(*command.find("id")) + R"(,"seq":)" +
           write_json(*command.find("seq")) + "," + rest + "}";
  }
  void verdicts(const std::string& list) {
    answer(200, R"({"protocol":"qudao-sync/1","verdicts":[)" + list + "]}");
  }

  static constexpr const char* kEmptyPull =
      R"({"protocol":"qudao-sync/1","changes":[],"verdicts":[],"cursor":"c1","more":false})";
  Request request;
};

TEST_CASE("what was typed is on the disk at once and sent after a moment, as one save") {
  Device device;
  device.settle();
  device.type("r1", R"({"a":1})");
  CHECK(device.disk.count({"draft", "r1"}) == 1);
  CHECK(device.pushed() == "nothing");
  device.pass(500);
  device.type("r1", R"({"a":1,"b":2})");
  device.pass(500);
  CHECK(device.pushed() == "nothing");
  CHECK(device.last.wake_at == device.now + 300);
  device.pass(300);
  CHECK(device.pushed() == "create1");
  CHECK(write_json(*device.request.body.find("commands")->as_list()[0].find("args")) ==
        R"({"set":{"a":1,"b":2},"was":{"a":null,"b":null}})");
  device.verdicts(device.verdict(0, R"("verdict":"applied","version":1)"));
  CHECK(device.disk.count({"command", "000000000001"}) == 0);
  device.answer(
      200,
      R"({"protocol":"qudao-sync/1","changes":[{"put":{"id":"r1","version":1,)"
      R"("definition_version":1,"data":{"a":1,"b":2}}}],"verdicts":[],"cursor":"c2","more":false})");
  CHECK(device.client->draft("r1") == nullptr);
  CHECK(device.disk.count({"record", "r1"}) == 1);
  CHECK_FALSE(device.client->has_unsent());
}

TEST_CASE(
    "a request that follows from an answer goes early, and acknowledges what is on the disk") {
  Device device;
  device.settle();
  device.type("r1", R"({"a":1})");
  device.pass(800);
  CHECK(device.pushed() == "create1");
  CHECK_FALSE(device.request.early); // its command is written by the same event
  device.verdicts(device.verdict(0, R"("verdict":"applied","version":1)"));
  REQUIRE(device.asked());
  CHECK(device.request.kind == "pull");
  CHECK(device.request.early);
  CHECK(device.request.body.find("acknowledged")->as_int() == 0);
  device.answer(200, Device::kEmptyPull);
  device.take(device.client->poked(device.now));
  REQUIRE(device.asked());
  CHECK_FALSE(device.request.early);
  CHECK(device.request.body.find("acknowledged")->as_int() == 1);
}

TEST_CASE("a submission goes with what was typed before it, and holds the form until its verdict") {
  Device device;
  device.settle();
  device.type("r1", R"({"a":1})");
  device.submit("r1");
  CHECK(device.pushed() == "create1 submit2");
  CHECK(device.request.body.find("commands")->as_list()[1].find("after")->as_int() == 1);
  device.type("r1", R"({"a":2})");
  REQUIRE(device.last.refused);
  CHECK(device.last.refused->code == "sync.submitting");
  device.submit("r1");
  CHECK(device.last.refused->code == "sync.submitting");
  device.verdicts(
      device.verdict(0, R"("verdict":"applied","version":1)") + "," +
      device.verdict(1, R"("verdict":"rejected","violations":[{"code":"required","path":"b"}])"));
  const Draft* draft = device.client->draft("r1");
  REQUIRE(draft);
  CHECK(draft->phase == Phase::needs_you);
  CHECK(draft->violations.front().path == "b");
  CHECK(write_json(draft->mine) == R"({"a":1})");
  device.type("r1", R"({"a":1,"b":2})");
  CHECK(device.client->draft("r1")->phase == Phase::editing);
}

TEST_CASE("only the protocol's envelope is success: all else is tried again, later each time") {
  struct Row {
    int status;
    const char* body;
  };
  const Row rows[] = {{200, R"({"html":"sign in to this network"})"},
                      {200, ""},
                      {0, ""},
                      {500, R"({"code":"internal"})"},
                      {502, ""},
                      {429, R"({"code":"rate.limited"})"}};
  Device device;
  const std::int64_t waits[] = {1'000, 2'000, 5'000, 15'000, 30'000, 60'000};
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    INFO(rows[i].status << " " << rows[i].body);
    device.answer(rows[i].status, rows[i].body);
    CHECK(device.client->link() == Link::waiting);
    CHECK(device.last.wake_at == device.now + waits[i]);
    device.pass(waits[i] - 1);
    CHECK(device.pushed() == "nothing");
    device.pass(1);
    CHECK(device.pushed() == "pull");
  }
  device.answer(500, "");
  device.take(device.client->poked(device.now)); // the connection is back: at once
  CHECK(device.pushed() == "pull");
}

TEST_CASE("an answer that does not come is given up, and ignored when it comes after all") {
  Device device;
  device.settle();
  device.type("r1", R"({"a":1})");
  device.pass(kQuiet);
  CHECK(device.pushed() == "create1");
  const std::int64_t first = device.request.number;
  const std::string late = R"({"protocol":"qudao-sync/1","verdicts":[)" +
                           device.verdict(0, R"("verdict":"applied","version":1)") + "]}";
  device.pass(kLost);
  device.pass(1'000);
  device.request = {};
  device.take(device.client->answered({first, 200, late}, device.now));
  CHECK(device.client->waiting() == 1);
}

TEST_CASE("after a crash the same commands are sent again, under the same numbers") {
  Device device;
  device.settle();
  device.type("r1", R"({"a":1})");
  device.submit("r1");
  const std::string before = device.sent();
  device.request = {};
  device.open();
  CHECK(device.pushed() == "create1 submit2");
  CHECK(write_json(*device.request.body.find("commands")) ==
        write_json(*read(before.substr(5)).find("commands")));
}

TEST_CASE("another user's database is not opened, and nothing is sent while another is signed in") {
  Device device;
  device.settle();
  std::vector<Row> rows;
  for (const auto& [place, value] : device.disk)
    rows.push_back({place.first, place.second, value});
  const auto opened = Client::open(rows, {"0190-client", "u2", "1.0"});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == "sync.other_user");
  device.take(device.client->signed_in("u2", device.now));
  device.type("r1", R"({"a":1})");
  device.pass(10 * kLost);
  CHECK(device.pushed() == "nothing");
  device.take(device.client->signed_in("u1", device.now));
  CHECK(device.pushed() == "create1");
  device.answer(401, R"({"code":"session.required"})");
  CHECK(device.client->link() == Link::signed_out);
  device.pass(10 * kLost);
  CHECK(device.pushed() == "nothing");
  CHECK(device.client->waiting() == 1);
}

TEST_CASE("a command the server cannot read does not block the queue") {
  Device device;
  device.settle();
  device.type("r1", R"({"a":1})");
  device.submit("r1");
  CHECK(device.pushed() == "create1 submit2");
  device.answer(400, R"({"code":"request.invalid"})");
  CHECK(device.pushed() == "create1"); // who is to blame?
  device.answer(400, R"({"code":"request.invalid"})");
  CHECK(device.pushed() == "undeliverable1");
  device.verdicts(
      device.verdict(0, R"("verdict":"rejected","violations":[{"code":"sync.malformed"}])"));
  CHECK(device.pushed() == "submit2");
  CHECK(write_json(device.client->draft("r1")->mine) == R"({"a":1})");
}

TEST_CASE("a server put back to an older state gets the queue under a new name") {
  Device device;
  device.settle();
  device.type("r1", R"({"a":1})");
  device.pass(kQuiet);
  CHECK(device.pushed() == "create1");
  device.verdicts(device.verdict(0, R"("verdict":"applied","version":1)"));
  device.settle();
  Act act;
  act.name = "approve";
  act.entity = "signing";
  act.record = "r9";
  act.base_version = 4;
  device.take(device.client->act(act, device.now));
  CHECK(device.pushed() == "approve2");
  device.answer(200, R"({"protocol":"qudao-sync/1","verdicts":[],"expected":1})");
  CHECK(device.pushed() == "approve1");
  const std::string name(device.request.body.find("client_id")->as_string());
  CHECK(name != "0190-client");
  device.request = {};
  device.open();
  CHECK(device.pushed() == "approve1");
  CHECK(device.request.body.find("client_id")->as_string() == name);
}

TEST_CASE("a conflict waits for the person; what is typed meanwhile is this side of it") {
  Device device;
  device.settle();
  Edit edit;
  edit.entity = "signing";
  edit.record = "r1";
  edit.definition_version = 1;
  edit.stored_version = 3;
  edit.stored = read(R"({"a":1,"b":1})");
  edit.data = read(R"({"a":2,"b":1})");
  device.take(device.client->edit(edit, device.now));
  device.take(device.client->poked(device.now));
  device.answer(
      200,
      R"({"protocol":"qudao-sync/1","changes":[{"put":{"id":"r1","version":4,)"
      R"("definition_version":1,"data":{"a":3,"b":4}}}],"verdicts":[],"cursor":"c2","more":false})");
  const Draft* draft = device.client->draft("r1");
  REQUIRE(draft);
  CHECK(draft->phase == Phase::needs_you);
  CHECK(write_json(to_value(draft->conflicts)) == R"([{"field":"a","mine":2,"theirs":3,"was":1}])");
  CHECK(write_json(draft->mine) == R"({"a":2,"b":4})");
  device.type("r1", R"({"a":5,"b":4})");
  CHECK(write_json(to_value(device.client->draft("r1")->conflicts)) ==
        R"([{"field":"a","mine":5,"theirs":3,"was":1}])");
  device.submit("r1");
  CHECK(device.last.refused->code == "sync.unresolved");
  device.take(device.client->resolve("r1", read(R"({"a":5})"), device.now));
  device.pass(kQuiet);
  CHECK(device.pushed() == "save1");
  CHECK(write_json(*device.request.body.find("commands")->as_list()[0].find("args")) ==
        R"({"set":{"a":5},"was":{"a":3}})");
}

TEST_CASE("what a definition works out is neither sent nor a conflict") {
  Device device;
  device.settle();
  Edit edit;
  edit.entity = "signing";
  edit.record = "r1";
  edit.definition_version = 1;
  edit.calculated = {"sum"};
  edit.stored_version = 3;
  edit.stored = read(R"({"a":1,"b":1,"sum":2})");
  edit.data = read(R"({"a":2,"b":1,"sum":3})");
  device.take(device.client->edit(edit, device.now));
  device.take(device.client->poked(device.now));
  device.answer(
      200,
      R"({"protocol":"qudao-sync/1","changes":[{"put":{"id":"r1","version":4,)"
      R"("definition_version":1,"data":{"a":1,"b":4,"sum":5}}}],"verdicts":[],"cursor":"c2","more":false})");
  REQUIRE(device.client->draft("r1"));
  CHECK(device.client->draft("r1")->phase == Phase::editing);
  CHECK(write_json(device.client->draft("r1")->mine) == R"({"a":2,"b":4})");
  device.open(); // it is known after a restart as well
  device.settle();
  device.pass(kQuiet);
  CHECK(device.pushed() == "save1");
  CHECK(write_json(*device.request.body.find("commands")->as_list()[0].find("args")) ==
        R"({"set":{"a":2},"was":{"a":1}})");
}

TEST_CASE("a record that goes while it is submitted leaves nothing behind but what only this "
          "device has") {
  for (const bool refused : {false, true}) {
    Device device;
    device.settle();
    device.type("r1", R"({"a":1})");
    device.submit("r1");
    CHECK(device.pushed() == "create1 submit2");
    device.answer(500, "");
    device.pass(1'000);
    CHECK(device.pushed() == "create1 submit2");
    device.verdicts(device.verdict(0, R"("verdict":"applied","version":1)"));
    CHECK(device.pushed() == "submit2");
    const std::string last =
        device.verdict(0, refused ? R"("verdict":"rejected","violations":[{"code":"not_found"}])"
                                  : R"("verdict":"applied","version":2)");
    device.verdicts(last);
    // It does not come with the pull: its author was moved to another company.
    CHECK(device.pushed() == "pull");
    device.answer(200, Device::kEmptyPull);
    const Draft* draft = device.client->draft("r1");
    CHECK((draft != nullptr) == refused);
    if (draft != nullptr) CHECK(draft->gone);
  }
}

TEST_CASE("an answer too large to be kept is refused and leaves nothing to be sent") {
  Device device;
  device.settle();
  Edit edit;
  edit.entity = "signing";
  edit.record = "r1";
  edit.definition_version = 1;
  edit.stored_version = 3;
  edit.stored = read(R"({"a":1})");
  edit.data = Value::map({{"a", Value::string(std::string(kLargest, 'x'))}});
  device.take(device.client->edit(edit, device.now));
  REQUIRE(device.last.refused);
  CHECK(device.last.refused->code == "sync.too_large");
  CHECK(device.client->draft("r1") == nullptr);
  CHECK_FALSE(device.client->has_unsent());
}

TEST_CASE("of what a page says of a record the last word counts") {
  struct Row {
    const char* changes;
    bool there;
  };
  const Row rows[] = {
      {R"({"put":{"id":"r1","version":1}},{"remove":"r1"})", false},
      {R"({"remove":"r1"},{"put":{"id":"r1","version":2}})", true},
      {R"({"put":{"id":"r1","version":1}},{"put":{"id":"r1","version":2}})", true},
  };
  for (const Row& row : rows) {
    INFO(row.changes);
    Device device;
    device.answer(200, R"({"protocol":"qudao-sync/1","verdicts":[],"cursor":"c1","changes":[)" +
                           std::string(row.changes) + "]}");
    CHECK(device.disk.count({"record", "r1"}) == (row.there ? 1 : 0));
    if (row.there) CHECK(device.disk.at({"record", "r1"}).find("version")->as_int() == 2);
  }
}

TEST_CASE("rows that cannot be read are said, not passed over") {
  for (const char* table : {"client", "command", "draft"}) {
    const auto opened = Client::open({{table, "k", read(R"({"user_id":"u1"})")}}, {"c", "u1", "1"});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == "sync.malformed");
    CHECK(opened.error().params.find("at")->as_string() == std::string(table) + "/k");
  }
}

} // namespace
} // namespace qudao::sync
