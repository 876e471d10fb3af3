// Numbers read as the C library reads them.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "core/value/number_text.h"
#include "tests/support/catch.h"

using namespace qudao;

TEST_CASE("numbers: what is read is the nearest double, as the C library has it") {
  std::mt19937_64 chance(20261122);
  std::vector<std::string> texts = {"9007199254740993",
                                    "9007199254740992.99999999999999999999",
                                    "9007199254740993.00000000000000000001",
                                    "2.2250738585072011e-308",
                                    "2.2250738585072012e-308",
                                    "4.9406564584124654e-324",
                                    "2.4703282292062327e-324",
                                    "2.4703282292062328e-324",
                                    "1.7976931348623157e308",
                                    "1.7976931348623158e308",
                                    "1.7976931348623159e308",
                                    "1e-400",
                                    "1e400",
                                    "0.000000000000000000000000000000001e33",
                                    "100000000000000000000000000000000e-32",
                                    "5e-324",
                                    "1e23",
                                    "8.5e22",
                                    "123456789012345678901234567890e-10",
                                    "0e999",
                                    "179769313486231580793e289",
                                    "1" + std::string(1'000, '0') + "e-1000",
                                    "0." + std::string(400, '0') + "1e400",
                                    "9007199254740993." + std::string(900, '0') + "1"};
  for (int i = 0; i < 30'000; ++i) {
    std::string text = std::to_string(chance() >> chance() % 64);
    if (chance() % 2 == 0) text += '.' + std::to_string(chance() >> chance() % 64);
    if (chance() % 4 != 0) text += 'e' + std::to_string(static_cast<int>(chance() % 700) - 350);
    texts.push_back(text);
    double any = 0; // any bits at all, and the decimals around them
    std::uint64_t bits = chance();
    std::memcpy(&any, &bits, sizeof any);
    char printed[64];
    std::snprintf(printed, sizeof printed, "%.*e", static_cast<int>(14 + chance() % 6),
                  std::fabs(any));
    if (std::isfinite(any)) texts.emplace_back(printed);
  }
  for (const std::string& text : texts) {
    std::optional<double> read = parse_real(text);
    if (read != std::strtod(text.c_str(), nullptr)) FAIL(text);
  }
}
