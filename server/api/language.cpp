#include "server/api/language.h"

#include <algorithm>
#include <array>

namespace qudao::api {

namespace {

struct Range {
  std::string_view language; // "*", or the first part of a tag, as written
  int weight = 0;            // in thousandths
};

struct Offered {
  std::string_view language;
  const char* locale;
  int weight = -1; // not named
  std::size_t position = 0;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// The part up to `mark`, which is taken away with it.
std::string_view take(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return trimmed(part);
}

bool same_letters(std::string_view a, std::string_view b) {
  constexpr int kCase = 0x20;
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return (x | kCase) == (y | kCase);
         });
}

// 0, 1 or a fraction between them of at most three digits.
std::optional<int> weight_of(std::string_view text) {
  constexpr int kOne = 1'000;
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') ||
      (text.size() > 1 && text[1] != '.')) {
    return std::nullopt;
  }
  int weight = text[0] == '1' ? kOne : 0;
  int digit = kOne / 10;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    weight += (c - '0') * digit;
    digit /= 10;
  }
  return weight <= kOne ? std::optional(weight) : std::nullopt;
}

std::optional<Range> range_of(std::string_view member) {
  constexpr int kUnsaid = 1'000;
  std::string_view tag = take(member, ';');
  const std::string_view language = take(tag, '-');
  member = trimmed(member);
  if (language.empty()) {
    return std::nullopt;
  }
  if (member.empty()) {
    return Range{language, kUnsaid};
  }
  const std::string_view name = take(member, '=');
  const auto weight = same_letters(name, "q") ? weight_of(trimmed(member)) : std::nullopt;
  return weight ? std::optional(Range{language, *weight}) : std::nullopt;
}

} // namespace

std::optional<std::string> preferred_locale(std::string_view accept_language) {
  std::array<Offered, 2> offered{Offered{"zh", "zh-CN"}, Offered{"en", "en"}};
  std::optional<int> others; // what * says
  for (std::size_t position = 0; !accept_language.empty(); ++position) {
    const auto range = range_of(take(accept_language, ','));
    if (range && range->language == "*") {
      others = std::max(others.value_or(0), range->weight);
    }
    for (Offered& each : offered) {
      if (range && same_letters(range->language, each.language) && range->weight > each.weight) {
        each.weight = range->weight;
        each.position = position;
      }
    }
  }
  auto& [first, second] = offered;
  if (first.weight < 0 && second.weight < 0) {
    return std::nullopt;
  }
  for (Offered& each : offered) {
    if (each.weight < 0) {
      each.weight = others.value_or(0);
      each.position = accept_language.npos;
    }
  }
  const bool second_wins = second.weight > first.weight ||
                           (second.weight == first.weight && second.position < first.position);
  const Offered& best = second_wins ? second : first;
  return best.weight > 0 ? std::optional<std::string>(best.locale) : std::nullopt;
}

} // namespace qudao::api
