// Duplicate rules: what followed before there were lines still follows, lines say more of some cases, and none makes two owners.
#include "tests/support/pool_scene.h"

namespace qudao::pool {

namespace {

// "same owned", "probable pool", "number own" …: found by a check of an agents' library.
Found case_of(std::string_view evidence, std::string_view whose) {
  Found out;
  out.id = std::string(whose);
  out.library = whose == "library" ? "telesales" : "agents";
  out.owner = whose == "own" ? "me" : whose == "pool" ? "" : "you";
  out.same = evidence == "same";
  out.number = evidence == "number";
  out.score = out.same ? 90 : 75;
  return out;
}

std::string then_of(const Rules& rules, std::string_view on, std::string_view evidence,
                    std::string_view whose) {
  const auto event = std::find(kDuplicateEvents.begin(), kDuplicateEvents.end(), on);
  const Collision collision =
      collide(rules, test::sales("me"), {case_of(evidence, whose)},
              static_cast<DuplicateEvent>(event - kDuplicateEvents.begin()));
  return std::string(kThens[static_cast<std::size_t>(collision.then)]);
}

std::string issues_of(const std::string& lines) {
  const std::string document =
      R"({"library":"a","label":{"zh-CN":"x"},"zone":"+08:00","pools":[{"id":"p","label":{"zh-CN":"x"}}],"duplicates":)" +
      lines + "}";
  std::string out;
  const auto read = Rules::read(test::json(document));
  if (read) return "fine";
  const Speaker speaker;
  for (const Issue& issue : read.error()) {
    out += (out.empty() ? "" : "\n") + issue.code + " " + issue.path;
    // Each has its words.
    if (issue.code.rfind("pool.", 0) == 0)
      CHECK(speaker.say(issue.code, issue.params, "zh-CN") != issue.code);
  }
  return out;
}

} // namespace

TEST_CASE("pool: without lines everything found has the outcome it had before there were any") {
  // What a library did before: the same is bound or refused, what is probable as "probable" says, claims are not looked at.
  const auto before = [](const std::string& probable, const std::string& number,
                         std::string_view on, std::string_view evidence,
                         std::string_view whose) -> std::string {
    if (on == "claim") return "allow";
    const bool is_new = on == "enter" || on == "import";
    if (evidence == "same" || (evidence == "number" && number == "same"))
      return is_new && whose != "library" ? "bind" : "refuse";
    if (probable == "warn") return is_new ? "warn" : "tell";
    return probable == "block" ? "refuse" : "allow";
  };
  for (const std::string probable : {"allow", "warn", "block"}) {
    for (const std::string number : {"same", "probable"}) {
      const Rules rules = test::rules(R"("collision":{"probable":")" + probable +
                                      R"(","number":")" + number + R"("})");
      CHECK_FALSE(looks_at_claims(rules));
      for (const std::string_view on : kDuplicateEvents) {
        for (const std::string_view evidence : kEvidence) {
          for (const std::string_view whose : {"own", "owned", "pool", "library"}) {
            INFO(probable << number << " " << on << " " << evidence << " " << whose);
            CHECK(then_of(rules, on, evidence, whose) ==
                  before(probable, number, on, evidence, whose));
          }
        }
      }
    }
  }
}

TEST_CASE("pool: the first line that holds says what follows, of its cases only") {
  const Rules rules = test::rules(R"("collision":{"probable":"block","number":"same"},"duplicates":[
    {"on":["enter"],"found":["probable"],"whose":["pool"],"then":"warn","reason":true},
    {"on":["enter","import"],"found":["probable"],"then":"tell"},
    {"on":["claim"],"found":["same"],"whose":["owned","library"],"then":"refuse"},
    {"on":["edit"],"found":["number"],"then":"warn"},
    {"on":["import"],"found":["number"],"whose":["pool"],"then":"allow"}])");
  for (const auto& [on, evidence, whose, then] : std::initializer_list<std::array<const char*, 4>>{
           {"enter", "probable", "pool", "warn"},
           {"enter", "probable", "owned", "tell"},
           {"import", "probable", "pool", "tell"},
           {"edit", "probable", "pool", "refuse"},
           {"authentication", "probable", "pool", "refuse"},
           {"claim", "same", "owned", "refuse"},
           {"claim", "same", "library", "refuse"},
           {"claim", "same", "own", "allow"},
           {"claim", "number", "owned", "refuse"}, // the same, as "number" says
           {"claim", "probable", "owned", "allow"},
           {"edit", "number", "owned", "warn"},
           {"authentication", "number", "owned", "refuse"},
           {"import", "number", "pool", "allow"},
           {"import", "number", "owned", "bind"},
           {"enter", "same", "owned", "bind"},
       }) {
    INFO(on << " " << evidence << " " << whose);
    CHECK(then_of(rules, on, evidence, whose) == then);
  }
  CHECK(looks_at_claims(rules));
  const Value shown = shown_duplicates(rules);
  REQUIRE(shown.as_list().size() == 60);
  const Value& third = shown.as_list()[10]; // enter, probable, pool
  CHECK(third.find("then")->as_string() == "warn");
  CHECK(third.find("reason")->as_bool());
  CHECK(third.find("line")->as_int() == 1);
  CHECK(shown.as_list()[0].find("line")->is_null());
}

TEST_CASE("pool: what keeps an entry back counts before what only warns of it") {
  const Rules rules = test::rules(R"("collision":{"probable":"warn"},"duplicates":[
    {"on":["enter"],"found":["probable"],"whose":["pool"],"then":"refuse"},
    {"on":["enter"],"found":["probable"],"whose":["own"],"then":"tell"}])");
  const Collision both = collide(rules, test::sales("me"),
                                 {case_of("probable", "owned"), case_of("probable", "pool")});
  CHECK(both.code() == "pool.collision.pool.probable");
  CHECK_FALSE(both.may_enter());
  const Collision asks =
      collide(rules, test::sales("me"), {case_of("probable", "own"), case_of("probable", "owned")});
  CHECK(asks.then == Then::warn);
  const Collision certain =
      collide(rules, test::sales("me"), {case_of("probable", "pool"), case_of("same", "own")});
  CHECK(certain.binds_to_own());
}

TEST_CASE("pool: whoever has read of it goes on, with a reason where one has to be given") {
  const Rules rules = test::rules(R"("collision":{"probable":"warn"},"duplicates":[
    {"on":["enter"],"found":["probable"],"whose":["pool"],"then":"warn","reason":true},
    {"on":["enter"],"found":["probable"],"whose":["own"],"then":"tell"}])");
  Subject subject;
  const auto entered = [&](std::string_view whose, bool warned, std::string reason) {
    subject.collision = collide(rules, test::sales("me"), {case_of("probable", whose)});
    Command command = test::command(Action::enter);
    command.name = "上海瑞丽服装厂";
    command.warned = warned;
    command.reason = std::move(reason);
    const auto decision = decide(rules, subject, command, test::context(test::sales("me")));
    return decision ? decision->event.kind + ":" + decision->event.detail
                    : decision.error().front().code;
  };
  CHECK(entered("pool", false, "总部与分厂") == "pool.collision.pool.probable");
  CHECK(entered("pool", true, " ") == "pool.reason_needed");
  CHECK(entered("pool", true, "总部与分厂") == "entered:总部与分厂");
  CHECK(entered("owned", true, "") == "entered:");
  CHECK(entered("own", false, "") == "entered:");
  CHECK(entered("pool", true, std::string(kLongestText + 1, 'x')) == "pool.text_too_long");
}

TEST_CASE("pool: what is taken out of a pool is looked for where a line says so") {
  const Rules rules = test::rules(
      R"("duplicates":[{"on":["claim"],"found":["same"],"whose":["owned"],"then":"refuse"}])");
  Subject subject;
  subject.company = test::company();
  const auto claimed = [&](const Rules& by, std::string_view whose) {
    subject.collision =
        collide(by, test::sales("me"), {case_of("same", whose)}, DuplicateEvent::claim);
    return test::outcome(
        decide(by, subject, test::command(Action::claim), test::context(test::sales("me"))));
  };
  CHECK(claimed(rules, "owned") == "pool.collision.claim.owned");
  CHECK(claimed(rules, "pool") == "claimed");
  CHECK(claimed(test::rules(), "owned") == "claimed");
  const Speaker speaker;
  for (const std::string whose : {"own", "owned", "pool", "library"}) {
    const std::string code = "pool.collision.claim." + whose;
    CHECK(speaker.say(code, {}, "zh-CN") != code);
  }
}

TEST_CASE("pool: what is taken out of a pool goes on by who has read of it, where a line warns") {
  const Rules rules = test::rules(R"("duplicates":[
    {"on":["claim"],"found":["probable"],"whose":["owned"],"then":"warn","reason":true},
    {"on":["claim"],"found":["probable"],"whose":["library"],"then":"warn"},
    {"on":["claim"],"found":["probable"],"whose":["pool"],"then":"tell"}])");
  const auto done = [&](Action action, std::string_view whose, bool warned, const char* why) {
    Subject subject;
    subject.company = test::company();
    subject.collision =
        collide(rules, test::sales("me"), {case_of("probable", whose)}, DuplicateEvent::claim);
    Command command = test::command(action);
    command.warned = warned;
    command.reason = why;
    Context context =
        test::context(action == Action::distribute || action == Action::answer ? test::admin()
                                                                               : test::sales("me"));
    if (action == Action::answer) {
      command.answer = "assign";
      subject.application = Application();
      subject.application->person = subject.application->applicant = "me";
    }
    context.receiver = test::sales("me");
    const auto decision = decide(rules, subject, command, context);
    return decision ? decision->event.kind + ":" + decision->event.detail : test::outcome(decision);
  };
  const auto claimed = [&](std::string_view whose, bool warned, const char* why) {
    return done(Action::claim, whose, warned, why);
  };
  CHECK(claimed("owned", false, "") == "pool.collision.owned.probable");
  CHECK(claimed("owned", false, "other firm") == "pool.collision.owned.probable");
  CHECK(claimed("owned", true, " ") == "pool.reason_needed");
  CHECK(claimed("owned", true, "other firm") == "claimed:other firm");
  CHECK(claimed("library", false, "") == "pool.collision.library.probable");
  CHECK(claimed("library", true, "") == "claimed:");
  CHECK(claimed("pool", false, "") == "claimed:");
  CHECK(claimed("own", false, "") == "claimed:");
  const std::string long_text(kLongestText + 1, 'x');
  CHECK(claimed("pool", false, long_text.c_str()) == "pool.text_too_long");
  // Whichever way it is taken out; of an answer the detail stays the answer.
  CHECK(done(Action::apply, "owned", false, "") == "pool.collision.owned.probable");
  CHECK(done(Action::apply, "owned", true, "other firm") == "applied:me");
  CHECK(done(Action::distribute, "owned", false, "") == "pool.collision.owned.probable");
  CHECK(done(Action::distribute, "owned", true, "other firm") == "distributed:other firm");
  CHECK(done(Action::answer, "owned", false, "") == "pool.collision.owned.probable");
  CHECK(done(Action::answer, "owned", true, "other firm") == "answered:assign");
}

TEST_CASE("pool: an edit of what an identity is verified by is an event of its own") {
  const Value was = test::json(R"({"name":"a","mobile":["1"]})");
  CHECK(event_of_edit(was, test::json(R"({"name":"a","mobile":["2"]})")) == DuplicateEvent::edit);
  CHECK(event_of_edit(was, test::json(R"({"name":"b","mobile":["1"]})")) ==
        DuplicateEvent::authentication);
  CHECK(event_of_edit(was, test::json(R"({"name":"a","credit_code":"x"})")) ==
        DuplicateEvent::authentication);
  CHECK(event_of_edit(test::json(R"({"name":"a","former_name":"b"})"), was) ==
        DuplicateEvent::authentication);
}

TEST_CASE("pool: lines that are wrong, or could make two owners of one company, are refused") {
  struct Row {
    const char* lines;
    const char* issues;
  };
  for (
      const Row& row : std::initializer_list<Row>{
          {R"([])", "fine"},
          {R"([{"found":["probable"],"on":["enter"],"then":"warn","reason":true}])", "fine"},
          {R"([{"on":["claim"],"found":["same"],"whose":["own","pool"],"then":"allow"}])", "fine"},
          {R"([{"then":"refuse"}])", "fine"},
          {R"({})", "definition.type /duplicates"},
          {R"([{"on":["enter"]}])", "definition.missing_key /duplicates/0"},
          {R"([{"then":"shout"}])", "definition.value /duplicates/0/then"},
          {R"([{"then":"refuse","to":1}])", "definition.unknown_key /duplicates/0/to"},
          {R"([{"on":["enter","delete",1],"found":["nearly"],"whose":["clear"],"then":"refuse"}])",
           "definition.value /duplicates/0/on/1\ndefinition.value "
           "/duplicates/0/on/2\ndefinition.value /duplicates/0/found/0\ndefinition.value "
           "/duplicates/0/whose/0\npool.duplicates.shadowed /duplicates/0"},
          {R"([{"on":["enter"],"found":["same"],"whose":["pool"],"then":"warn"}])",
           "pool.duplicates.two_owners /duplicates/0"},
          {R"([{"on":["edit"],"whose":["own"],"then":"tell"}])",
           "pool.duplicates.two_owners /duplicates/0"},
          {R"([{"on":["claim"],"found":["same"],"whose":["library"],"then":"allow"}])",
           "pool.duplicates.two_owners /duplicates/0"},
          {R"([{"on":["edit"],"whose":["own"],"then":"bind"}])",
           "pool.duplicates.not_here /duplicates/0"},
          {R"([{"on":["claim"],"found":["probable"],"then":"warn","reason":true}])", "fine"},
          {R"([{"on":["claim"],"found":["same"],"whose":["own","pool"],"then":"tell"}])", "fine"},
          {R"([{"on":["claim"],"whose":["owned"],"then":"warn"}])",
           "pool.duplicates.two_owners /duplicates/0"},
          {R"([{"on":["claim"],"whose":["library"],"then":"tell"}])",
           "pool.duplicates.two_owners /duplicates/0"},
          {R"([{"on":["claim"],"whose":["own"],"then":"bind"}])",
           "pool.duplicates.not_here /duplicates/0"},
          {R"([{"on":["enter"],"then":"bind"}])", "pool.duplicates.bind_library /duplicates/0"},
          {R"([{"then":"refuse","reason":true}])", "pool.duplicates.reason /duplicates/0"},
          {R"([{"on":["enter"],"then":"refuse"},{"on":["enter"],"found":["probable"],"then":"allow"}])",
           "pool.duplicates.shadowed /duplicates/1"},
      }) {
    INFO(row.lines);
    CHECK(issues_of(row.lines) == row.issues);
  }
}

} // namespace qudao::pool
