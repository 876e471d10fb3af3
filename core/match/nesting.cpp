#include "core/match/nesting.h"

#include <algorithm>

namespace qudao::match {

namespace {

bool nested_codes(std::string_view a, std::string_view b) {
  return a.size() <= b.size() ? b.substr(0, a.size()) == a : a.substr(0, b.size()) == b;
}

bool lies_with_all(std::string_view code, const std::vector<Place>& regions) {
  return std::all_of(regions.begin(), regions.end(), [code](const Place& place) {
    const auto& codes = place.word->codes;
    return codes.empty() ||
           std::any_of(codes.begin(), codes.end(),
                       [code](const std::string& each) { return nested_codes(code, each); });
  });
}

// A place that all agree on lies within the one of this code.
bool lies_within(const Place& place, std::string_view code,
                 const std::vector<std::string_view>& agreed) {
  return std::any_of(place.word->codes.begin(), place.word->codes.end(),
                     [code, &agreed](const std::string& other) {
                       return other.size() > code.size() &&
                              other.compare(0, code.size(), code) == 0 &&
                              std::find(agreed.begin(), agreed.end(), other) != agreed.end();
                     });
}

} // namespace

bool nested(const Word& a, const Word& b) {
  return std::any_of(a.codes.begin(), a.codes.end(), [&b](const std::string& of_a) {
    return std::any_of(b.codes.begin(), b.codes.end(),
                       [&of_a](const std::string& of_b) { return nested_codes(of_a, of_b); });
  });
}

std::vector<std::string_view> narrowest(const std::vector<Place>& regions) {
  std::vector<std::string_view> all;
  std::vector<std::string_view> agreed;
  for (const Place& place : regions) {
    for (const std::string& code : place.word->codes) {
      all.push_back(code);
      if (lies_with_all(code, regions)) agreed.push_back(code);
    }
  }
  if (agreed.empty()) return all; // places that do not lie in each other: any of them
  // Of one name that several places share, all are meant; another name behind it narrows them down.
  std::vector<std::string_view> narrow;
  for (const Place& place : regions) {
    for (const std::string& code : place.word->codes) {
      const bool wider = std::any_of(regions.begin(), regions.end(), [&](const Place& other) {
        return other.word != place.word && lies_within(other, code, agreed);
      });
      const bool agrees = std::find(agreed.begin(), agreed.end(), code) != agreed.end();
      if (agrees && !wider) narrow.push_back(code);
    }
  }
  std::sort(narrow.begin(), narrow.end());
  narrow.erase(std::unique(narrow.begin(), narrow.end()), narrow.end());
  return narrow;
}

RegionRelation relate_regions(const std::vector<Place>& a, const std::vector<Place>& b) {
  const auto of_a = narrowest(a);
  const auto of_b = narrowest(b);
  if (of_a.empty() && of_b.empty()) return RegionRelation::absent;
  if (of_a.empty() || of_b.empty()) return RegionRelation::one_sided;
  bool inside = false;
  for (const std::string_view code : of_a) {
    for (const std::string_view other : of_b) {
      if (code == other) return RegionRelation::equal;
      inside = inside || nested_codes(code, other);
    }
  }
  return inside ? RegionRelation::nested : RegionRelation::conflict;
}

} // namespace qudao::match
