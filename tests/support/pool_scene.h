// For tests: people, rules and companies in few words.
#pragma once

#include <fstream>
#include <functional>
#include <iterator>

#include "core/pool/due.h"
#include "core/pool/pool.h"
#include "core/value/json.h"
#include "core/value/time_text.h"
#include "tests/support/catch.h"

namespace qudao::pool::test {

inline Value json(const std::string& text) {
  auto parsed = parse_json(text);
  INFO(text);
  REQUIRE(parsed);
  return *parsed;
}

inline Rules rules(const std::string& more = {}) {
  auto read = Rules::read(json(
      R"({"library":"agents","label":{"zh-CN":"库"},"zone":"Asia/Shanghai","pools":[{"id":"public",
    "label":{"zh-CN":"公海"},"members":{"roles":["sales"]},"administrators":{"roles":["admin"]},"masked":["phone"]}])" +
      (more.empty() ? "" : "," + more) + "}"));
  if (!read) {
    for (const Issue& issue : read.error()) {
      UNSCOPED_INFO(issue.code << " " << issue.path);
    }
  }
  REQUIRE(read);
  return std::move(read).value();
}

inline Timestamp at(std::string_view text) {
  const auto parsed = parse_timestamp(text);
  INFO(text);
  REQUIRE(parsed);
  return *parsed;
}

inline std::string said(Timestamp moment) {
  std::string out;
  append_timestamp(out, moment);
  return out;
}

inline Person sales(std::string id, std::string department = "east") {
  return {std::move(id), std::move(department), {"sales"}, true, {}, {}, {}};
}

inline Person admin(std::string id = "boss") {
  return {std::move(id), "head", {"admin"}, true, {}, {}, {}};
}

inline const calendar::Calendar& china() {
  static const calendar::Calendar kChina = [] {
    std::ifstream file(QUDAO_CALENDAR, std::ios::binary);
    auto calendar =
        calendar::Calendar::read(json(std::string(std::istreambuf_iterator<char>(file), {})));
    REQUIRE(calendar);
    return std::move(calendar).value();
  }();
  return kChina;
}

inline Company company(std::string owner = {}) {
  Company out;
  out.id = "c";
  out.library = "agents";
  out.pool = "public";
  out.name = "上海瑞丽服装有限公司";
  out.owner = std::move(owner);
  out.version = 7;
  out.entered = at("2026-06-01T02:00:00Z");
  if (!out.owner.empty()) out.owned_since = at("2026-06-10T02:00:00Z");
  return out;
}

// A moment on a Friday, with somebody who acts and gets what there is to get.
inline Context context(const Person& actor) {
  Context out;
  out.now = at("2026-07-03T02:00:00Z");
  out.actor = actor;
  out.receiver = actor;
  out.new_id = "new";
  out.calendar = &china();
  return out;
}

inline Command command(Action action) {
  Command out;
  out.action = action;
  return out;
}

// "claimed" and what else comes of it, or the codes of what is in the way.
inline std::string outcome(const Result<Decision, std::vector<Violation>>& decision) {
  if (decision) return decision->event.kind;
  std::string codes;
  for (const Violation& each : decision.error()) {
    codes += (codes.empty() ? "" : " ") + each.code;
  }
  return codes;
}

} // namespace qudao::pool::test
