// Running the automata: state sets step by step, and the table of those sets made ahead.
#include <algorithm>
#include <map>

#include "core/regex/program.h"
#include "core/text/utf8.h"
#include "core/value/sorting.h"

namespace qudao::regex {

namespace {

bool holds(NodeKind assertion, const Side& before, const Side& after) {
  switch (assertion) {
  case NodeKind::begin_text:
    return before.edge;
  case NodeKind::end_text:
    return after.edge;
  case NodeKind::begin_line:
    return before.edge || before.newline;
  case NodeKind::end_line:
    return after.edge || after.newline;
  case NodeKind::word_edge:
    return before.word != after.word;
  default:
    return before.word == after.word;
  }
}

bool is_word(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= 'a' && c <= 'z');
}

bool simulate(const Program& program, std::string_view text) {
  Front front{{0}, {}};
  Front next;
  std::vector<std::uint32_t> stack;
  std::vector<bool> seen;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t column = program.class_of(text::next_code_point(text, at));
    if (program.advance(front, column, next, stack, seen)) return true;
    std::swap(front, next);
  }
  return program.advance(front, program.columns() - 1, next, stack, seen);
}

bool look_up(const Program& program, std::string_view text) {
  std::size_t columns = program.columns();
  std::size_t state = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto byte = static_cast<unsigned char>(text[at]);
    std::size_t column = 0;
    if (byte < 0x80) {
      column = program.ascii_class[byte];
      ++at;
    } else {
      column = program.class_of(text::next_code_point(text, at));
    }
    state = program.table[state * columns + column];
    if (state >= kDead) return state == kMatched;
  }
  return program.table[state * columns + columns - 1] == kMatched;
}

} // namespace

std::size_t Program::class_of(char32_t c) const {
  constexpr char32_t kReplacement = 0xFFFD; // stands for malformed bytes
  if (c < 128) return ascii_class[c];
  if (c > kLastCodePoint) c = kReplacement;
  auto after = std::upper_bound(class_starts.begin(), class_starts.end(), c);
  return static_cast<std::size_t>(after - class_starts.begin()) - 1;
}

// Characters of one class agree in what assertions ask, so any of them will do.
Side Program::side_of(std::size_t char_class) const {
  if (char_class == class_starts.size()) return {};
  char32_t c = class_starts[char_class];
  return {false, asserts_words && is_word(c), asserts_lines && c == '\n'};
}

bool Program::advance(const Front& front, std::size_t column, Front& next,
                      std::vector<std::uint32_t>& stack, std::vector<bool>& seen) const {
  Side after = side_of(column);
  next.states.clear();
  next.before = after;
  next.states.push_back(0); // a match may begin anywhere
  seen.assign(code.size(), false);
  stack.assign(front.states.rbegin(), front.states.rend());
  while (!stack.empty()) {
    std::uint32_t at = stack.back();
    stack.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Instruction& i = code[at];
    switch (i.op) {
    case Op::match:
      return true;
    case Op::jump:
      stack.push_back(i.x);
      break;
    case Op::split:
      stack.push_back(i.y);
      stack.push_back(i.x);
      break;
    case Op::assertion:
      if (holds(i.assertion, front.before, after)) stack.push_back(at + 1);
      break;
    case Op::chars:
      if (column < class_starts.size() && in_set[i.x][column]) next.states.push_back(at + 1);
      break;
    }
  }
  sort_unique(next.states);
  return false;
}

void build_table(Program& program) {
  constexpr std::size_t kMostStates = 64;
  constexpr std::size_t kMostColumns = 64;
  constexpr std::size_t kMostCode = 1'000; // beyond, even these states take long to find
  if (program.columns() > kMostColumns || program.code.size() > kMostCode) return;
  using Key = std::pair<std::vector<std::uint32_t>, int>;
  auto key_of = [](const Front& f) {
    return Key(f.states,
               (f.before.edge ? 1 : 0) | (f.before.word ? 2 : 0) | (f.before.newline ? 4 : 0));
  };
  std::vector<Front> fronts{Front{{0}, {}}};
  std::map<Key, std::uint16_t> known{{key_of(fronts[0]), 0}};
  std::vector<std::uint16_t> table;
  std::vector<std::uint32_t> stack;
  std::vector<bool> seen;
  Front next;
  for (std::size_t state = 0; state < fronts.size(); ++state) {
    bool dead = true;
    for (std::size_t column = 0; column < program.columns(); ++column) {
      if (program.advance(fronts[state], column, next, stack, seen)) {
        table.push_back(kMatched);
        dead = false;
        continue;
      }
      bool at_end = column + 1 == program.columns();
      auto [entry, is_new] =
          at_end ? std::make_pair(known.begin(), false)
                 : known.emplace(key_of(next), static_cast<std::uint16_t>(fronts.size()));
      if (is_new) fronts.push_back(next);
      if (fronts.size() > kMostStates) return;
      table.push_back(at_end ? kDead : entry->second);
      dead = dead && (at_end || entry->second == state);
    }
    // From here everything leads back here and nothing matches: searching may end.
    if (dead)
      std::fill(table.end() - static_cast<std::ptrdiff_t>(program.columns()), table.end(), kDead);
  }
  program.table = std::move(table);
}

bool Pattern::found_in(std::string_view text) const {
  return program_->table.empty() ? simulate(*program_, text) : look_up(*program_, text);
}

std::uint64_t Pattern::cost(std::uint64_t bytes) const {
  return program_->table.empty() ? bytes * program_->code.size() : bytes;
}

std::uint64_t Pattern::size() const {
  constexpr std::size_t kBitsAtOnce = 8;
  return program_->code.size() +
         program_->in_set.size() * program_->class_starts.size() / kBitsAtOnce;
}

Result<Pattern, Error> compile(std::string_view pattern, bool once) {
  auto tree = parse(pattern);
  if (!tree) return Unexpected{tree.error()};
  auto program = std::make_shared<Program>();
  if (!emit(*tree, *program) || !classify(*tree, *program))
    return Unexpected{Error{"regex.too_large", 0}};
  if (!once) build_table(*program);
  return Pattern(std::move(program));
}

} // namespace qudao::regex
