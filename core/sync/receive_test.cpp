#include "core/sync/cursor.h"
#include "core/sync/receive.h"
#include "core/value/json.h"
#include "tests/support/catch.h"

namespace qudao::sync {
namespace {

Command command(std::int64_t seq, std::int64_t after = 0) {
  Command command;
  command.seq = seq;
  command.id = "c" + std::to_string(seq);
  command.name = "save";
  command.entity = "signing";
  command.record = "r";
  command.base_version = 3;
  command.after = after;
  return command;
}

Verdict verdict(std::int64_t seq, Outcome outcome, std::int64_t version = 0) {
  Verdict verdict;
  verdict.seq = seq;
  verdict.id = "c" + std::to_string(seq);
  verdict.outcome = outcome;
  verdict.version = version;
  return verdict;
}

TEST_CASE("the next command runs, from the version its author had or the one before led to") {
  Known known;
  known.last_seq = 4;
  CHECK(receive(command(5), known).step == Step::run);
  CHECK(receive(command(5), known).base_version == 3);
  known.before = verdict(4, Outcome::applied, 8);
  CHECK(receive(command(5, 4), known).base_version == 8);
}

TEST_CASE("what was seen before gets the stored verdict, a gap the number that is missing") {
  Known known;
  known.last_seq = 4;
  known.same = verdict(4, Outcome::applied, 2);
  CHECK(receive(command(4), known).step == Step::repeat);
  CHECK(receive(command(4), known).verdict.version == 2);
  known.same->id = "another";
  CHECK(receive(command(4), known).step == Step::reused);
  known.same.reset();
  CHECK(receive(command(3), known).step == Step::reused);
  const Received gap = receive(command(6), known);
  CHECK(gap.step == Step::gap);
  CHECK(gap.expected == 5);
}

TEST_CASE("what depends on a rejected command is rejected, on a held one held") {
  Known known;
  known.last_seq = 4;
  known.before = verdict(4, Outcome::rejected);
  const Received rejected = receive(command(5, 4), known);
  CHECK(rejected.step == Step::settle);
  CHECK(write_json(to_value(rejected.verdict)) ==
        R"({"id":"c5","seq":5,"verdict":"rejected","violations":)"
        R"([{"code":"sync.depends_on_rejected","params":{"seq":4},"path":""}]})");
  known.before = verdict(4, Outcome::held);
  known.not_arrived = {"file"};
  const Received held = receive(command(5, 4), known);
  CHECK(held.step == Step::settle);
  CHECK(held.verdict.outcome == Outcome::held);
  CHECK(held.verdict.waits_for_command == 4);
  known.before.reset();
  CHECK(receive(command(5), known).verdict.waits_for == std::vector<std::string>{"file"});
  known.not_arrived.clear();
  CHECK(reconsider(command(5), known).step == Step::run);
}

TEST_CASE("commands and verdicts are read as they are written, and nothing else is") {
  const Command sent = command(5, 4);
  const auto read = command_from(to_value(sent));
  REQUIRE(read);
  CHECK(write_json(to_value(*read)) == write_json(to_value(sent)));
  for (const char* text : {"7", "{}", R"({"seq":0,"id":"a","name":"n","entity":"e","record":"r"})",
                           R"({"seq":2,"after":2,"id":"a","name":"n","entity":"e","record":"r"})",
                           R"({"seq":2,"id":"a","name":"n","entity":"e","record":"r","args":[]})",
                           R"({"seq":2,"id":7,"name":"n","entity":"e","record":"r"})"}) {
    INFO(text);
    const auto wrong = command_from(*parse_json(text));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == "sync.malformed");
  }
  for (const Verdict& each : {verdict(1, Outcome::applied, 2), verdict(2, Outcome::held)}) {
    const auto again = verdict_from(to_value(each));
    REQUIRE(again);
    CHECK(write_json(to_value(*again)) == write_json(to_value(each)));
  }
  CHECK_FALSE(verdict_from(*parse_json(R"({"seq":1,"id":"a","verdict":"maybe"})")));
}

TEST_CASE("a cursor goes on where it ended, or the pull starts again") {
  const std::string text = to_text({"e1", 40, 7});
  struct Row {
    std::string text, epoch;
    std::int64_t purged, head;
    bool again;
    std::int64_t position;
  };
  const Row rows[] = {
      {text, "e1", 0, 50, false, 40},     {text, "e1", 40, 40, false, 40},
      {text, "e2", 0, 50, true, 0},       {text, "e1", 41, 50, true, 0},
      {text, "e1", 0, 39, true, 0},       {"", "e1", 0, 50, true, 0},
      {"1.e1.x.1", "e1", 0, 50, true, 0}, {"1.e1.-1.0", "e1", 0, 50, true, 0},
      {"2.e1.4.0", "e1", 0, 50, true, 0},
  };
  for (const Row& row : rows) {
    INFO(row.text << " " << row.epoch << " " << row.purged << " " << row.head);
    const Start start = start_of(row.text, row.epoch, row.purged, row.head);
    CHECK(start.again == row.again);
    CHECK(start.cursor.position == row.position);
    CHECK(start.cursor.epoch == row.epoch);
  }
  // In the middle of starting over, the log may be purged up to where that began.
  const Start first = start_of("", "e1", 30, 30);
  CHECK(first.cursor.started == 30);
  CHECK_FALSE(start_of(to_text({"e1", 5, 30}), "e1", 30, 35).again);
  CHECK(start_of(to_text({"e1", 5, 30}), "e1", 31, 35).again);
}

} // namespace
} // namespace qudao::sync
