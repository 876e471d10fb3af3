#include <algorithm>
#include <string>

#include "core/form/document.h"
#include "core/pool/duplicates.h"

namespace qudao::pool {

namespace {

using form::Node;

constexpr std::size_t kMostLines = 60; // there are as many cases

Value words_of(const std::string_view* words, std::size_t count) {
  List list;
  for (std::size_t i = 0; i < count; ++i) {
    list.push_back(Value::string(words[i]));
  }
  return Value::list(std::move(list));
}

// The words of a list, each once; all there are from `first` on when it is left out.
template <typename Enum, std::size_t Count>
std::vector<Enum> several(const Node& of, std::string_view key,
                          const std::array<std::string_view, Count>& words, std::size_t first = 0) {
  std::vector<Enum> out;
  if (!of.get(key)) {
    for (std::size_t i = first; i < Count; ++i) {
      out.push_back(static_cast<Enum>(i));
    }
    return out;
  }
  for (const Node& item : of.items(key)) {
    const Value& value = item.value();
    const auto found = value.is_string()
                           ? std::find(words.begin() + static_cast<std::ptrdiff_t>(first),
                                       words.end(), value.as_string())
                           : words.end();
    if (found == words.end()) {
      item.issue("definition.value",
                 Map{{"allowed", words_of(words.data() + first, Count - first)}, {"value", value}});
      continue;
    }
    const Enum one = static_cast<Enum>(found - words.begin());
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
  }
  return out;
}

// Whether the line would let one company have two owners, or what it says can't be done there.
void check_case(const Node& node, const DuplicateRule& line, DuplicateEvent event,
                CollisionOutcome whose) {
  const std::string_view on = kDuplicateEvents[static_cast<std::size_t>(event)];
  const bool is_claim = event == DuplicateEvent::claim;
  const bool passes = line.then != Then::refuse && line.then != Then::bind;
  const bool same =
      std::find(line.found.begin(), line.found.end(), Evidence::same) != line.found.end();
  const bool elsewhere = whose == CollisionOutcome::owned || whose == CollisionOutcome::library;
  if (passes && same && (!is_claim || elsewhere)) {
    node.issue("pool.duplicates.two_owners",
               Map{{"on", Value::string(on)},
                   {"whose", Value::string(kOutcomes[static_cast<std::size_t>(whose)])}});
  }
}

void check(const Node& node, const DuplicateRule& line) {
  for (const DuplicateEvent event : line.on) {
    const bool is_new = event == DuplicateEvent::enter || event == DuplicateEvent::import;
    if (line.then == Then::bind && !is_new) {
      node.issue("pool.duplicates.not_here",
                 Map{{"on", Value::string(kDuplicateEvents[static_cast<std::size_t>(event)])},
                     {"then", Value::string(kThens[static_cast<std::size_t>(line.then)])}});
    }
    for (const CollisionOutcome whose : line.whose) {
      check_case(node, line, event, whose);
    }
  }
  if (line.then == Then::bind && std::find(line.whose.begin(), line.whose.end(),
                                           CollisionOutcome::library) != line.whose.end())
    node.issue("pool.duplicates.bind_library");
  if (line.reason && line.then != Then::warn) node.issue("pool.duplicates.reason");
}

// Whether lines before it have said everything already.
bool is_shadowed(const std::vector<DuplicateRule>& before, const DuplicateRule& line) {
  for (const DuplicateEvent event : line.on) {
    for (const Evidence evidence : line.found) {
      for (const CollisionOutcome whose : line.whose) {
        if (std::none_of(before.begin(), before.end(), [&](const DuplicateRule& each) {
              return each.holds(event, evidence, whose);
            }))
          return false;
      }
    }
  }
  return true;
}

} // namespace

std::vector<DuplicateRule> read_duplicates(const Node& document) {
  std::vector<DuplicateRule> out;
  for (const Node& item : document.items("duplicates")) {
    if (!item.is_object({"then"}, {"on", "found", "whose", "reason"})) continue;
    DuplicateRule line;
    line.on = several<DuplicateEvent>(item, "on", kDuplicateEvents);
    line.found = several<Evidence>(item, "found", kEvidence);
    line.whose = several<CollisionOutcome>(item, "whose", kOutcomes, 1);
    const std::string then = item.one_of("then", {"refuse", "bind", "warn", "tell", "allow"});
    const auto found = std::find(kThens.begin(), kThens.end(), then);
    line.reason = item.truth("reason", false);
    if (found == kThens.end()) continue;
    line.then = static_cast<Then>(found - kThens.begin());
    check(item, line);
    if (is_shadowed(out, line) || out.size() >= kMostLines) item.issue("pool.duplicates.shadowed");
    out.push_back(std::move(line));
  }
  return out;
}

} // namespace qudao::pool
