#include <ctime>
#include <string>

#include "core/regex/regex.h"
#include "tests/support/catch.h"

using namespace qudao;

namespace {

// Both ways of running a pattern: the table made ahead and the plain simulation.
std::string found(std::string_view pattern, std::string_view text) {
  auto ahead = regex::compile(pattern);
  auto once = regex::compile(pattern, true);
  if (!ahead) return ahead.error().code;
  bool a = ahead->found_in(text);
  bool b = once->found_in(text);
  if (a != b) return "table and simulation differ";
  return a ? "yes" : "no";
}

} // namespace

TEST_CASE("regex: what matches where") {
  struct Case {
    const char* pattern;
    const char* text;
    const char* expected;
  };
  for (const Case& c : {
           Case{"", "", "yes"},
           {"", "abc", "yes"},
           {"b", "abc", "yes"},
           {"d", "abc", "no"},
           {"^b", "abc", "no"},
           {"^ab", "abc", "yes"},
           {"c$", "abc", "yes"},
           {"b$", "abc", "no"},
           {"^$", "", "yes"},
           {"^1[3-9]\\d{9}$", "13800138000", "yes"},
           {"^1[3-9]\\d{9}$", "1380013800", "no"},
           {"^1[3-9]\\d{9}$", "12800138000", "no"},
           {"a.c", "a渠c", "yes"},
           {"a.c", "a\nc", "no"},
           {"(?s)a.c", "a\nc", "yes"},
           {"^渠道+$", "渠道道", "yes"},
           {"^[一-龥]{2,4}$", "渠道", "yes"},
           {"^[一-龥]{2,4}$", "渠道管理员", "no"},
           {"^\\p{Han}+$", "渠道", "yes"},
           {"^\\p{Han}+$", "渠道a", "no"},
           {"^\\P{Han}+$", "abc", "yes"},
           {"^\\p{^Han}+$", "渠", "no"},
           {"^\\p{Nd}$", "５", "yes"},
           {"^\\d$", "５", "no"},
           {"a|b|c", "xxc", "yes"},
           {"^(a|bc)*$", "abcabc", "yes"},
           {"^(a|bc)*$", "abcab", "no"},
           {"^(?:a*)*$", "aaaa", "yes"},
           {"^(a?){3}b$", "aab", "yes"},
           {"^a{2,3}$", "aaaa", "no"},
           {"^a{2,}$", "aaaaa", "yes"},
           {"^a{0}$", "", "yes"},
           {"a{,2}", "a{,2}", "yes"},
           {"^x{a}$", "x{a}", "yes"},
           {"^a+?b??$", "aa", "yes"},
           {"[^a-c]", "abc", "no"},
           {"[]a]", "]", "yes"},
           {"[^]a]", "]", "no"},
           {"[a-]", "-", "yes"},
           {"[\\d\\-x]", "-", "yes"},
           {"[[:alpha:]_]+$", "ab_", "yes"},
           {"^[[:^digit:]]$", "5", "no"},
           {"\\bcat\\b", "a cat!", "yes"},
           {"\\bcat\\b", "concat", "no"},
           {"\\Bcat\\b", "concat", "yes"},
           {"(?m)^b$", "a\nb\nc", "yes"},
           {"^b$", "a\nb\nc", "no"},
           {"(?i)STRASSE", "strasse", "yes"},
           {"(?i:ä)B", "ÄB", "yes"},
           {"(?i:ä)B", "Äb", "no"},
           {"(?i)a(?-i)b", "Ab", "yes"},
           {"(?i)a(?-i)b", "AB", "no"},
           {"(?i)[^a]", "A", "no"},
           {"\\Qa.b*\\E+", "xa.b**", "yes"},
           {"\\Qa.b", "a.b", "yes"},
           {"\\x41\\x{6E20}\\101\\n", "A渠A\n", "yes"},
           {"\\a\\f\\t\\v\\r", "\a\f\t\v\r", "yes"},
           {"\\.\\$\\[\\]\\\\", ".$[]\\", "yes"},
           {"(?P<year>\\d+)-(?<month>\\d+)", "2026-08", "yes"},
           {"\\Aab\\z", "ab", "yes"},
           {"a\\z|^z", "ba", "yes"},
           {"()", "", "yes"},
           {"(|a)b", "b", "yes"},
           {"\\w+@\\w+\\.\\w{2,}", "mail a@b.cn now", "yes"},
       }) {
    CAPTURE(c.pattern, c.text);
    CHECK(found(c.pattern, c.text) == c.expected);
  }
}

TEST_CASE("regex: what is refused, and where") {
  struct Case {
    std::string pattern;
    std::string code;
    std::size_t offset;
  };
  auto repeated = [](const char* part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
      text += part;
    return text;
  };
  for (const Case& c : {
           Case{"(a", "regex.syntax", 2},
           {"a)", "regex.syntax", 1},
           {"[a", "regex.syntax", 0},
           {"[b-a]", "regex.syntax", 4},
           {"*a", "regex.repeat", 0},
           {"a**", "regex.repeat", 2},
           {"a{3,2}", "regex.repeat", 1},
           {"a{1001}", "regex.repeat", 1},
           {"(?=a)", "regex.syntax", 3},
           {"(?<!a)", "regex.syntax", 3},
           {"(a)\\1", "regex.syntax", 5},
           {"\\", "regex.syntax", 1},
           {"\\k", "regex.syntax", 1},
           {"\\x{110000}", "regex.syntax", 10},
           {"[[:foo:]]", "regex.class", 3},
           {"\\p{Foo}", "regex.class", 0},
           {"\\pX", "regex.class", 0},
           {"a\xFF", "regex.syntax", 1},
           {"((a{100}){100}){100}", "regex.too_large", 0},
           {"(((((){1000}){1000}){1000}){1000})", "regex.too_large", 0},
           {repeated("(", 200) + repeated(")", 200), "regex.too_deep", 101},
       }) {
    CAPTURE(c.pattern);
    auto compiled = regex::compile(c.pattern);
    REQUIRE_FALSE(compiled);
    CHECK(compiled.error().code == c.code);
    CHECK(compiled.error().offset == c.offset);
  }
}

// Each makes a backtracking engine run for ages.
TEST_CASE("regex: catastrophic patterns answer in bounded time") {
  std::string many_a(2'000, 'a');
  std::string optional;
  for (int i = 0; i < 60; ++i)
    optional += "a?";
  optional += std::string(60, 'a');
  const std::clock_t start = std::clock(); // of this process: a busy machine is no fault of ours
  for (const std::string& pattern :
       {std::string("^(a+)+$"),
        std::string("^(a|aa)+$"),
        std::string("^(a*)*$"),
        std::string("(a|a)*b"),
        std::string("^(.*a){12}$"),
        std::string("([a-zA-Z]+)*$"),
        std::string("^(([a-z])+.)+[A-Z]([a-z])+$"),
        std::string("(.*)*(.*)*(.*)*x$"),
        std::string("(x+x+)+y"),
        std::string("^(([a-z])+.)+$"),
        std::string("(.*?,){11}P"),
        std::string("^(a?){50}a{50}$"),
        std::string("(a|a?)+$"),
        std::string("(\\d+)*[^\\d]!"),
        std::string(
            "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}[a-z]{2,3}$"),
        std::string("\\s*#?\\s*$"),
        std::string("^((ab)*)+$"),
        std::string("([^\"']*(\"[^\"]*\")*)*$"),
        std::string("(?i)(=|\\s*a+)+\\s*;"),
        std::string("<(.|\\n)*?>*!"),
        std::string("(?:.|\\n)*(?:.|\\n)*z"),
        std::string("((((a{0,9}){0,9}){0,9})*)*!"),
        std::string("\\b(\\w+\\b)*\\B!"),
        std::string("^(\\w+\\s?)*$"),
        std::string("a{1,500}b"),
        std::string("(a{0,30}){30}$"),
        "^" + optional + "$"}) {
    for (const std::string& text : {many_a + "!", std::string(60, 'a'), std::string(500, 'x')}) {
      CAPTURE(pattern);
      std::string verdict = found(pattern, text);
      CHECK((verdict == "yes" || verdict == "no"));
    }
  }
  CHECK((std::clock() - start) / CLOCKS_PER_SEC < 20); // also with sanitizers
}

TEST_CASE("regex: malformed text is searched without harm") {
  for (std::string_view text : {"\xFF", "a\xE6", "\x80\x80", "\xF4\x90\x80\x80"}) {
    CHECK(found("^.+$", text) == "yes");
    CHECK(found("z", text) == "no");
  }
}

TEST_CASE("regex: what a search costs does not move") {
  struct Row {
    const char* pattern;
    std::uint64_t cost; // of ten bytes
  };
  for (const Row& row : {Row{"a", 10}, Row{"^1[3-9][0-9]{9}$", 10}, Row{"^[a-z]{0,62}$", 10},
                         // From here on states are more than the 64 tables once had.
                         Row{"^[a-z]{0,63}$", 1'290}, Row{"^[0-9](?:[ -]?[0-9]){7,31}$", 1'210},
                         // And here more than tables have now.
                         Row{"^[a-z]{0,130}$", 2'630}, Row{"^.{1,200}$", 4'020}}) {
    CAPTURE(row.pattern);
    auto pattern = regex::compile(row.pattern);
    REQUIRE(pattern);
    CHECK(pattern->cost(10) == row.cost);
  }
}

TEST_CASE("regex: patterns of more than 64 states") {
  const std::string account = "^[0-9](?:[ -]?[0-9]){7,31}$";
  CHECK(found(account, "6222 0210-0111 6245 702") == "yes");
  CHECK(found(account, std::string(32, '1')) == "yes");
  CHECK(found(account, std::string(33, '1')) == "no");
  CHECK(found(account, "6222  0210") == "no");
  CHECK(found("^[a-z]{0,63}$", std::string(63, 'x')) == "yes");
  CHECK(found("^[a-z]{0,63}$", std::string(64, 'x')) == "no");
  CHECK(found("^[a-z]{0,130}$", std::string(130, 'x')) == "yes");
  CHECK(found("^[a-z]{0,130}$", std::string(131, 'x')) == "no");
}
