// Running the automata: state sets step by step, and the table of those sets made ahead.
#include <algorithm>

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
  Walk walk;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t column = program.class_of(text::next_code_point(text, at));
    if (program.follow(front, program.side_of(column), walk)) return true;
    program.step(walk, column, next);
    std::swap(front, next);
  }
  return program.follow(front, {}, walk);
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

bool Program::follow(const Front& front, const Side& after, Walk& walk) const {
  walk.reading.clear();
  walk.seen.assign(code.size(), 0);
  walk.stack.assign(front.states.begin(), front.states.end());
  while (!walk.stack.empty()) {
    std::uint32_t at = walk.stack.back();
    walk.stack.pop_back();
    if (walk.seen[at] != 0) continue;
    walk.seen[at] = 1;
    const Instruction& i = code[at];
    switch (i.op) {
    case Op::match:
      return true;
    case Op::jump:
      walk.stack.push_back(i.x);
      break;
    case Op::split:
      walk.stack.push_back(i.y);
      walk.stack.push_back(i.x);
      break;
    case Op::assertion:
      if (holds(i.assertion, front.before, after)) walk.stack.push_back(at + 1);
      break;
    case Op::chars:
      walk.reading.push_back(at);
      break;
    }
  }
  sort_unique(walk.reading);
  return false;
}

void Program::step(const Walk& walk, std::size_t column, Front& next) const {
  next.before = side_of(column);
  next.states.assign(1, 0); // a match may begin anywhere
  for (std::uint32_t at : walk.reading)
    if (in_set[code[at].x][column]) next.states.push_back(at + 1);
}

void build_table(Program& program) {
  constexpr std::size_t kMostStates = 128; // [0-9](?:[ -]?[0-9]){7,31}, numbers of accounts, has 65
  constexpr std::size_t kMostColumns = 64;
  constexpr std::size_t kMostCode = 1'000; // beyond, even these states take long to find
  const std::size_t columns = program.columns();
  if (columns > kMostColumns || program.code.size() > kMostCode) return;
  std::vector<Front> fronts{Front{{0}, {}}};
  std::vector<std::uint16_t> table;
  Walk walk;
  Front next;
  for (std::size_t state = 0; state < fronts.size(); ++state) {
    bool dead = true;
    bool matched = false;
    for (std::size_t column = 0; column < columns; ++column) {
      const Side after = program.side_of(column);
      // What is followed depends on the side only, which most characters have in common.
      if (column == 0 || !(after == program.side_of(column - 1)))
        matched = program.follow(fronts[state], after, walk);
      std::size_t target = kMatched;
      if (!matched && column + 1 == columns) {
        target = kDead;
      } else if (!matched) {
        program.step(walk, column, next);
        target = 0;
        while (target < fronts.size() && !(fronts[target] == next))
          ++target;
        if (target == kMostStates) return;
        if (target == fronts.size()) fronts.push_back(next);
      }
      table.push_back(static_cast<std::uint16_t>(target));
      dead = dead && (target == kDead || target == state);
    }
    // From here everything leads back here and nothing matches: searching may end.
    if (dead) std::fill(table.end() - static_cast<std::ptrdiff_t>(columns), table.end(), kDead);
  }
  // Units do not move when tables get larger: rules are kept for years, and so are the limits of their cost.
  constexpr std::size_t kFewStates = 64;
  program.few_states = fronts.size() <= kFewStates;
  program.table = std::move(table);
}

bool Pattern::found_in(std::string_view text) const {
  return program_->table.empty() ? simulate(*program_, text) : look_up(*program_, text);
}

std::uint64_t Pattern::cost(std::uint64_t bytes) const {
  return program_->few_states ? bytes : bytes * program_->code.size();
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
