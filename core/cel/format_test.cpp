// format, beyond what the conformance data asks.
#include "core/cel/test_support.h"
#include "core/value/number_text.h"
#include "tests/support/catch.h"

using namespace qudao;
using namespace qudao::cel::test;

TEST_CASE("cel: format") {
  World world;
  for (const Case& c : std::initializer_list<Case>{
           {"'%s of %s'.format([s, list])", "\"渠道abc of [1, 2, 3]\""},
           {"'%d%%'.format([i])", "\"7%\""},
           {"'%d'.format([-9223372036854775808])", "\"-9223372036854775808\""},
           {"'%x %X %o %b'.format([-30, 30, -8, -5])", "\"-1e 1E -10 -101\""},
           {"'%f'.format([i])", "\"7.000000\""},
           {"'%.2f'.format([u])", "\"9.00\""},
           {"'%s'.format([{'b': 1, 'a': [true]}])", "\"{a: [true], b: 1}\""},
           {"'%s'.format([{'2': 0, 1: 'a', '1': 'b', '0': 0}])", "\"{0: 0, 1: a, 1: b, 2: 0}\""},
           {"'%s %s'.format([optional.of(1), optional.none()])", "\"1 none\""},
           {"''.format([]) == ''.format([1])", "true"},
           {"'%s'.format([b'\\xff'])", "!invalid_argument"},
           {"'%s %s'.format([1])", "!index_out_of_range"},
           {"'%'.format([1])", "!invalid_argument"},
           {"'%.'.format([1])", "!invalid_argument"},
           {"'%.1001f'.format([1.0])", "!invalid_argument"},
           {"'%.99999999999999999999f'.format([1.0])", "!invalid_argument"},
           {"'%5d'.format([1])", "!invalid_argument"},
           {"'%s'.format(1)", "!cel.no_overload"},
           {"dyn(1).format([])", "!no_such_overload"},
       }) {
    CAPTURE(c.source);
    CHECK(world.run(c.source) == c.expected);
  }
}

namespace {

std::string fixed(double number, std::size_t decimals) {
  std::string out;
  append_fixed(out, number, decimals);
  return out;
}

std::string exponent(double number, std::size_t decimals) {
  std::string out;
  append_exponent(out, number, decimals);
  return out;
}

} // namespace

TEST_CASE("value: numbers with a given count of decimals") {
  CHECK(fixed(0, 0) == "0");
  CHECK(fixed(-0.0, 2) == "-0.00");
  CHECK(fixed(0.5, 0) == "0");
  CHECK(fixed(0.51, 0) == "1");
  CHECK(fixed(9.99, 1) == "10.0");
  CHECK(fixed(0.001, 2) == "0.00");
  CHECK(fixed(0.006, 2) == "0.01");
  CHECK(fixed(1e-300, 3) == "0.000");
  CHECK(fixed(1e22, 1) == "10000000000000000000000.0");
  CHECK(fixed(1.0 / 3, 20) == "0.33333333333333331483");
  CHECK(fixed(99.5, 0) == "100");
  CHECK(exponent(0, 2) == "0.00e+00");
  CHECK(exponent(9.996, 2) == "1.00e+01");
  CHECK(exponent(5e-324, 3) == "4.941e-324");
  CHECK(exponent(-12345, 0) == "-1e+04");
}
