#include "core/sync/merge.h"
#include "core/sync/scene.h"

namespace qudao::sync {
namespace {

TEST_CASE(
    "merge: a field changed on one side is taken from there, on both sides it is a conflict") {
  struct Row {
    const char *base, *mine, *theirs, *merged, *conflicts;
  };
  const Row rows[] = {
      {"{}", "{}", "{}", "{}", ""},
      {R"({"a":1})", R"({"a":2})", R"({"a":1})", R"({"a":2})", ""},
      {R"({"a":1})", R"({"a":1})", R"({"a":2})", R"({"a":2})", ""},
      {R"({"a":1,"b":1})", R"({"a":2,"b":1})", R"({"a":1,"b":2})", R"({"a":2,"b":2})", ""},
      {R"({"a":1})", R"({"a":2})", R"({"a":2})", R"({"a":2})", ""},
      {R"({"a":1})", R"({"a":2})", R"({"a":3})", R"({"a":2})", "a"},
      {R"({})", R"({"a":2})", R"({"a":3})", R"({"a":2})", "a"},
      // an answer taken away is a change like any other
      {R"({"a":1})", R"({})", R"({"a":1})", R"({})", ""},
      {R"({"a":1})", R"({})", R"({"a":2})", R"({})", "a"},
      {R"({"a":1})", R"({"a":2})", R"({})", R"({"a":2})", "a"},
      {R"({"a":1})", R"({})", R"({})", R"({})", ""},
      // null and missing are the same
      {R"({"a":null})", R"({})", R"({"a":7})", R"({"a":7})", ""},
      {R"({})", R"({"a":null})", R"({"a":7})", R"({"a":7})", ""},
      // the rows of a repeat are one answer
      {R"({"r":[{"x":1}]})", R"({"r":[{"x":2}]})", R"({"r":[{"x":1},{"x":3}]})",
       R"({"r":[{"x":2}]})", "r"},
      // 1 and 1.0 are not the same answer
      {R"({"a":1})", R"({"a":1.0})", R"({"a":2})", R"({"a":1.0})", "a"},
  };
  for (const Row& row : rows) {
    INFO(row.base << " " << row.mine << " " << row.theirs);
    const Merged merged = merge(read(row.base), read(row.mine), read(row.theirs));
    CHECK(write_json(merged.data) == row.merged);
    std::string fields;
    for (const Conflict& conflict : merged.conflicts)
      fields += conflict.field;
    CHECK(fields == row.conflicts);
    const Merged applied = apply(difference(read(row.base), read(row.mine)), read(row.theirs));
    CHECK(write_json(applied.data) == row.merged);
    CHECK(applied.conflicts.size() == merged.conflicts.size());
  }
}

TEST_CASE("a patch says what was there: the other side needs no old version") {
  const Patch patch = difference(read(R"({"a":1,"b":2,"c":3})"), read(R"({"a":9,"c":3,"d":4})"));
  CHECK(write_json(patch.set) == R"({"a":9,"b":null,"d":4})");
  CHECK(write_json(patch.was) == R"({"a":1,"b":2,"d":null})");
  CHECK(write_json(with_set(read(R"({"b":2,"x":0})"), patch.set)) == R"({"a":9,"d":4,"x":0})");
}

TEST_CASE("a patch that cannot be read is refused") {
  CHECK(patch_from(read(R"({"set":{"a":1},"was":{"a":null}})")));
  CHECK(patch_from(read("{}"))->empty());
  for (const char* text : {"[]", R"({"set":[]})", R"({"set":{"a":1},"was":{"b":1}})"}) {
    const auto patch = patch_from(read(text));
    REQUIRE_FALSE(patch);
    CHECK(patch.error().code == "sync.malformed");
  }
}

} // namespace
} // namespace qudao::sync
