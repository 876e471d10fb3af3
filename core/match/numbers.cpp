#include "core/match/numbers.h"

#include <algorithm>
#include <optional>

#include "core/identity/identity.h"

namespace qudao::match {

namespace {

constexpr std::string_view kSeparators[] = {"/", ",", ";", "|", "、", "和", "或", "及", "\\", "&"};
constexpr std::size_t kMostGroups = 4; // of digits that one number is written in

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0, at = 0; begin <= text.size();) {
    std::size_t width = 0;
    for (const std::string_view separator : kSeparators) {
      if (text.substr(at, separator.size()) == separator) width = separator.size();
    }
    const bool line = at < text.size() && (text[at] == '\n' || text[at] == '\t');
    if (at >= text.size() || width > 0 || line) {
      parts.push_back(text.substr(begin, at - begin));
      at += std::max<std::size_t>(width, 1);
      begin = at;
    } else {
      ++at;
    }
  }
  return parts;
}

// Area code, number and extension as core/identity writes them.
Number landline_of(std::string_view canonical) {
  const std::size_t dash = canonical.find('-');
  Number number;
  if (canonical[0] == '0') {
    number.area = canonical.substr(0, dash);
    number.digits = canonical.substr(dash + 1, canonical.find('-', dash + 1) - dash - 1);
    return number;
  }
  number.kind = NumberKind::service; // 400-810-8888
  for (const char c : canonical.substr(0, 12)) {
    if (is_digit(c)) number.digits += c;
  }
  return number;
}

std::optional<Number> read_one(std::string_view text, std::string_view area) {
  if (const auto mobile = identity::mobile(text)) return Number{NumberKind::mobile, {}, *mobile};
  const auto landline = identity::landline(text);
  if (landline) return landline_of(*landline);
  // A number of the place: the reader of identity asks for an area code first.
  const auto elsewhere = identity::landline("0311-" + std::string(text));
  if (!elsewhere) return std::nullopt;
  Number number = landline_of(*elsewhere);
  number.area = area;
  return number;
}

std::vector<std::string_view> groups_of(std::string_view text) {
  std::vector<std::string_view> groups;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) groups.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return groups;
}

// Several numbers with spaces between them, or one with spaces in it: the longest that is a number is one.
void read_part(std::string_view part, std::vector<Number>& numbers) {
  const std::vector<std::string_view> groups = groups_of(part);
  for (std::size_t i = 0; i < groups.size() && numbers.size() < kMostNumbers;) {
    const std::string area = numbers.empty() ? std::string() : numbers.back().area;
    std::size_t taken = 0;
    for (std::size_t count = std::min(kMostGroups, groups.size() - i); count > 0; --count) {
      const std::string_view last = groups[i + count - 1];
      const std::string_view text =
          part.substr(static_cast<std::size_t>(groups[i].data() - part.data()),
                      static_cast<std::size_t>(last.data() - groups[i].data()) + last.size());
      if (auto number = read_one(text, area)) {
        numbers.push_back(*std::move(number));
        taken = count;
        break;
      }
    }
    i += std::max<std::size_t>(taken, 1);
  }
}

} // namespace

std::vector<Number> read_numbers(std::string_view typed) {
  std::vector<Number> numbers;
  if (typed.size() > identity::kLongestInput) return numbers;
  const std::string text = identity::fold_input(typed);
  for (const std::string_view part : split(text)) {
    if (numbers.size() < kMostNumbers) read_part(part, numbers);
  }
  return numbers;
}

bool same_number(const Number& a, const Number& b) {
  return a.kind == b.kind && a.digits == b.digits &&
         (a.area.empty() || b.area.empty() || a.area == b.area);
}

std::string read_domain(std::string_view typed) {
  std::string domain;
  if (const auto email = identity::email(typed)) {
    domain = email->substr(email->rfind('@') + 1);
  } else if (const auto url = identity::url(typed)) {
    const std::size_t begin = url->find("//") + 2;
    domain = url->substr(begin, url->find_first_of("/:?#", begin) - begin);
  }
  return domain.compare(0, 4, "www.") == 0 ? domain.substr(4) : domain;
}

} // namespace qudao::match
