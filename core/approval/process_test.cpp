#include <fstream>
#include <iterator>

#include "core/approval/scene.h"

namespace qudao::approval {
namespace {

TEST_CASE("a process is read with its rules, each compiled at its place") {
  std::vector<std::string> compiled;
  const CompileRule compile = [&](std::string_view text, const std::string& path) {
    compiled.push_back(path + ": " + std::string(text));
    return compiled.size() - 1;
  };
  std::vector<Issue> issues;
  const Process process = Process::compile(parse_json(kDefinition).value(), compile, issues);
  CHECK(issues.empty());
  CHECK(compiled == std::vector<std::string>{"/approval/guards/0/expression: is_bound",
                                             "/approval/approver_fields/0/relevant: is_dealer"});
  REQUIRE(process.levels.size() == 2);
  CHECK_FALSE(process.levels[0].path);
  CHECK(process.levels[1].path);
  CHECK(process.behind(1).id == "manager");
  CHECK(process.behind(2).id == "path");
  CHECK(process.behind(9).id == "path");
  CHECK(process.claims == std::vector<std::string>{"one_per_year"});
  CHECK(process.opinion_required == std::vector<Action>{Action::reject});
  CHECK(process.withdraw == Withdraw::before_first_decision);
}

TEST_CASE("the process of the channel signing is read without an issue") {
  std::ifstream file(QUDAO_SOURCE_DIR "/core/packs/channel-signing/signing.json");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Rules rules;
  std::vector<Issue> issues;
  const Process process = compile_text(text, rules, issues);
  for (const Issue& issue : issues)
    UNSCOPED_INFO(issue.path << " " << issue.code);
  CHECK(issues.empty());
  CHECK(process.levels.size() == 2);
  CHECK(process.guards.size() == 2);
  CHECK(process.claims == std::vector<std::string>{"one_approved_per_year"});
}

TEST_CASE("a definition without approval has no levels") {
  Rules rules;
  std::vector<Issue> issues;
  CHECK(compile_text(R"({"fields": {}})", rules, issues).levels.empty());
  CHECK(issues.empty());
}

struct WrongProcess {
  const char* from;
  const char* to;
  const char* issue; // code and path
};

// The definition with one part replaced.
TEST_CASE("a wrong process is refused with the place of every issue") {
  const WrongProcess rows[] = {
      {R"("levels": [)", R"("level": 1, "levels": [)", "definition.unknown_key /approval"},
      {R"("withdraw": "before_first_decision")", R"("withdraw": "always")",
       "definition.withdraw /approval/withdraw"},
      {R"("withdraw": "before_first_decision")", R"("withdraw": 7)",
       "definition.type /approval/withdraw"},
      {R"({"field": "manager"})", R"({"field": "boss"})",
       "definition.unknown_field /approval/levels/0/approver/field"},
      {R"({"field": "manager"})", R"({"field": "manager", "path_of": "manager"})",
       "definition.approver /approval/levels/0/approver"},
      {R"({"field": "manager"})", R"({})", "definition.missing_key /approval/levels/0/approver"},
      {R"({"field": "manager"})", R"("manager")", "definition.type /approval/levels/0/approver"},
      {R"({"field": "manager"})", R"({"path_of": "manager"})",
       "definition.path_not_last /approval/levels/1"},
      {R"({"id": "path", )", R"({"id": "manager", )",
       "definition.duplicate_id /approval/levels/1/id"},
      {R"({"id": "path", )", R"({)", "definition.missing_key /approval/levels/1"},
      {R"("en": "Path")", R"("de": "Weg")", "definition.missing_text /approval/levels/1/label"},
      {R"("kind": "lookup"}, "distributor")", R"("kind": "text"}, "distributor")",
       "definition.not_a_lookup /approval/levels/0/approver/field"},
      {R"("level": "manager", "action": "approve")", R"("level": "boss", "action": "approve")",
       "definition.unknown_level /approval/guards/0/level"},
      {R"("action": "approve")", R"("action": "bless")",
       "definition.unknown_action /approval/guards/0/action"},
      {R"("expression": "is_bound",)", "", "definition.missing_key /approval/guards/0"},
      {R"("fieldPath": "distributor")", R"("fieldPath": "nowhere")",
       "definition.unknown_field /approval/guards/0/fieldPath"},
      {R"("fields": ["distributor", "contact"])", R"("fields": ["distributor", "nowhere"])",
       "definition.unknown_field /approval/approver_fields/0/fields/1"},
      {R"("fields": ["distributor", "contact"])", R"("fields": "distributor")",
       "definition.type /approval/approver_fields/0/fields"},
      {R"("fields": ["distributor", "contact"])", R"("fields": [1])",
       "definition.type /approval/approver_fields/0/fields/0"},
      {R"("opinion_required": ["reject"])", R"("opinion_required": ["refuse"])",
       "definition.unknown_action /approval/opinion_required/0"},
  };
  for (const WrongProcess& row : rows) {
    std::string text = kDefinition;
    const std::size_t at = text.find(row.from);
    INFO(row.from << " → " << row.to);
    REQUIRE(at != std::string::npos);
    text.replace(at, std::string(row.from).size(), row.to);
    Rules rules;
    std::vector<Issue> issues;
    compile_text(text, rules, issues);
    std::string found;
    for (const Issue& issue : issues) {
      const std::string place = issue.code + " " + issue.path;
      if (place == row.issue) found = place;
    }
    CHECK(found == row.issue);
  }
}

TEST_CASE("a process of another shape is an issue, not a crash") {
  for (const char* text :
       {R"({"approval": 1})", R"({"approval": []})", R"({"approval": {}})",
        R"({"approval": {"levels": {}}})", R"({"approval": {"levels": [1]}})",
        R"({"approval": {"levels": [], "guards": [null]}})", R"({"approval": null})"}) {
    INFO(text);
    Rules rules;
    std::vector<Issue> issues;
    compile_text(text, rules, issues);
    CHECK_FALSE(issues.empty());
  }
}

TEST_CASE("all issues of a document are found in one go") {
  Rules rules;
  std::vector<Issue> issues;
  compile_text(R"({"approval": {"levels": [{"id": "a"}], "guards": [{}], "more": 1}})", rules,
               issues);
  CHECK(issues.size() >= 6);
}

} // namespace
} // namespace qudao::approval
