#include "core/regex/char_set.h"

#include <algorithm>
#include <span>

#include "core/value/sorting.h"

namespace qudao::regex {

namespace {

// Scripts and categories of Unicode 14.

constexpr Range kCyrillic[] = {{0x400, 0x484},   {0x487, 0x52F},   {0x1C80, 0x1C88},
                               {0x1D2B, 0x1D2B}, {0x1D78, 0x1D78}, {0x2DE0, 0x2DFF},
                               {0xA640, 0xA69F}, {0xFE2E, 0xFE2F}};
constexpr Range kGreek[] = {
    {0x370, 0x373},    {0x375, 0x377},   {0x37A, 0x37D},   {0x37F, 0x37F},     {0x384, 0x384},
    {0x386, 0x386},    {0x388, 0x38A},   {0x38C, 0x38C},   {0x38E, 0x3A1},     {0x3A3, 0x3E1},
    {0x3F0, 0x3FF},    {0x1D26, 0x1D2A}, {0x1D5D, 0x1D61}, {0x1D66, 0x1D6A},   {0x1DBF, 0x1DBF},
    {0x1F00, 0x1F15},  {0x1F18, 0x1F1D}, {0x1F20, 0x1F45}, {0x1F48, 0x1F4D},   {0x1F50, 0x1F57},
    {0x1F59, 0x1F59},  {0x1F5B, 0x1F5B}, {0x1F5D, 0x1F5D}, {0x1F5F, 0x1F7D},   {0x1F80, 0x1FB4},
    {0x1FB6, 0x1FC4},  {0x1FC6, 0x1FD3}, {0x1FD6, 0x1FDB}, {0x1FDD, 0x1FEF},   {0x1FF2, 0x1FF4},
    {0x1FF6, 0x1FFE},  {0x2126, 0x2126}, {0xAB65, 0xAB65}, {0x10140, 0x1018E}, {0x101A0, 0x101A0},
    {0x1D200, 0x1D245}};
constexpr Range kHan[] = {
    {0x2E80, 0x2E99},   {0x2E9B, 0x2EF3},   {0x2F00, 0x2FD5},   {0x3005, 0x3005},
    {0x3007, 0x3007},   {0x3021, 0x3029},   {0x3038, 0x303B},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xF900, 0xFA6D},   {0xFA70, 0xFAD9},   {0x16FE2, 0x16FE3},
    {0x16FF0, 0x16FF1}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B738}, {0x2B740, 0x2B81D},
    {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x2F800, 0x2FA1D}, {0x30000, 0x3134A}};
constexpr Range kHangul[] = {{0x1100, 0x11FF}, {0x302E, 0x302F}, {0x3131, 0x318E}, {0x3200, 0x321E},
                             {0x3260, 0x327E}, {0xA960, 0xA97C}, {0xAC00, 0xD7A3}, {0xD7B0, 0xD7C6},
                             {0xD7CB, 0xD7FB}, {0xFFA0, 0xFFBE}, {0xFFC2, 0xFFC7}, {0xFFCA, 0xFFCF},
                             {0xFFD2, 0xFFD7}, {0xFFDA, 0xFFDC}};
constexpr Range kHiragana[] = {
    {0x3041, 0x3096}, {0x309D, 0x309F}, {0x1B001, 0x1B11F}, {0x1B150, 0x1B152}, {0x1F200, 0x1F200}};
constexpr Range kKatakana[] = {{0x30A1, 0x30FA},   {0x30FD, 0x30FF},   {0x31F0, 0x31FF},
                               {0x32D0, 0x32FE},   {0x3300, 0x3357},   {0xFF66, 0xFF6F},
                               {0xFF71, 0xFF9D},   {0x1AFF0, 0x1AFF3}, {0x1AFF5, 0x1AFFB},
                               {0x1AFFD, 0x1AFFE}, {0x1B000, 0x1B000}, {0x1B120, 0x1B122},
                               {0x1B164, 0x1B167}};
constexpr Range kLatin[] = {
    {0x41, 0x5A},       {0x61, 0x7A},       {0xAA, 0xAA},      {0xBA, 0xBA},     {0xC0, 0xD6},
    {0xD8, 0xF6},       {0xF8, 0x2B8},      {0x2E0, 0x2E4},    {0x1D00, 0x1D25}, {0x1D2C, 0x1D5C},
    {0x1D62, 0x1D65},   {0x1D6B, 0x1D77},   {0x1D79, 0x1DBE},  {0x1E00, 0x1EFF}, {0x2071, 0x2071},
    {0x207F, 0x207F},   {0x2090, 0x209C},   {0x212A, 0x212B},  {0x2132, 0x2132}, {0x214E, 0x214E},
    {0x2160, 0x2188},   {0x2C60, 0x2C7F},   {0xA722, 0xA787},  {0xA78B, 0xA7CA}, {0xA7D0, 0xA7D1},
    {0xA7D3, 0xA7D3},   {0xA7D5, 0xA7D9},   {0xA7F2, 0xA7FF},  {0xAB30, 0xAB5A}, {0xAB5C, 0xAB64},
    {0xAB66, 0xAB69},   {0xFB00, 0xFB06},   {0xFF21, 0xFF3A},  {0xFF41, 0xFF5A}, {0x10780, 0x10785},
    {0x10787, 0x107B0}, {0x107B2, 0x107BA}, {0x1DF00, 0x1DF1E}};
constexpr Range kSpaceSeparator[] = {{0x20, 0x20},     {0xA0, 0xA0},     {0x1680, 0x1680},
                                     {0x2000, 0x200A}, {0x202F, 0x202F}, {0x205F, 0x205F},
                                     {0x3000, 0x3000}};
constexpr Range kSeparator[] = {{0x20, 0x20},     {0xA0, 0xA0},     {0x1680, 0x1680},
                                {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F},
                                {0x205F, 0x205F}, {0x3000, 0x3000}};
// Category Nd: the zero of each run of ten digits.
constexpr char32_t kZeros[] = {
    0x30,    0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,
    0xc66,   0xce6,   0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,
    0x1810,  0x1946,  0x19d0,  0x1a80,  0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,
    0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0xff10,  0x104a0, 0x10d30, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
    0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1e140, 0x1e2f0, 0x1e950,
    0x1fbf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6};

struct Named {
  std::string_view name;
  std::span<const Range> ranges;
};

std::span<const Range> unicode_ranges(std::string_view name) {
  static constexpr Named kNamed[] = {
      {"Cyrillic", kCyrillic}, {"Greek", kGreek},       {"Han", kHan},
      {"Hangul", kHangul},     {"Hiragana", kHiragana}, {"Katakana", kKatakana},
      {"Latin", kLatin},       {"Z", kSeparator},       {"Zs", kSpaceSeparator},
  };
  for (const Named& named : kNamed) {
    if (named.name == name) return named.ranges;
  }
  return {};
}

constexpr Range kDigit[] = {{'0', '9'}};
constexpr Range kWord[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
constexpr Range kPerlSpace[] = {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
constexpr Range kSpace[] = {{'\t', '\r'}, {' ', ' '}};
constexpr Range kAlpha[] = {{'A', 'Z'}, {'a', 'z'}};
constexpr Range kAlnum[] = {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}};
constexpr Range kAscii[] = {{0, 0x7F}};
constexpr Range kBlank[] = {{'\t', '\t'}, {' ', ' '}};
constexpr Range kControl[] = {{0, 0x1F}, {0x7F, 0x7F}};
constexpr Range kGraph[] = {{'!', '~'}};
constexpr Range kLower[] = {{'a', 'z'}};
constexpr Range kPrint[] = {{' ', '~'}};
constexpr Range kPunct[] = {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}};
constexpr Range kUpper[] = {{'A', 'Z'}};
constexpr Range kHex[] = {{'0', '9'}, {'A', 'F'}, {'a', 'f'}};

void add_ranges(CharSet& set, std::span<const Range> ranges, bool negated) {
  CharSet named;
  for (const Range& range : ranges)
    named.add(range.low, range.high);
  named.normalize();
  if (negated) named.negate();
  set.add(named);
}

// Upper and lower case lie `distance` apart from `low` on.
struct CasePair {
  char32_t low;
  char32_t high;
  char32_t distance;
};

constexpr CasePair kCases[] = {
    {'A', 'Z', 32},     {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},   {0x391, 0x3A1, 32},
    {0x3A3, 0x3AB, 32}, {0x410, 0x42F, 32}, {0x400, 0x40F, 80},
};

void add_shifted(CharSet& set, Range range, char32_t low, char32_t high, std::int32_t by) {
  char32_t from = std::max(range.low, low);
  char32_t to = std::min(range.high, high);
  if (from > to) return;
  auto moved = [by](char32_t c) {
    return static_cast<char32_t>(static_cast<std::int32_t>(c) + by);
  };
  set.add(moved(from), moved(to));
}

} // namespace

void CharSet::add(const CharSet& other) {
  ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
}

void CharSet::fold_case() {
  std::vector<Range> written = ranges_;
  for (const Range& range : written) {
    for (const CasePair& pair : kCases) {
      auto distance = static_cast<std::int32_t>(pair.distance);
      add_shifted(*this, range, pair.low, pair.high, distance);
      add_shifted(*this, range, pair.low + pair.distance, pair.high + pair.distance, -distance);
    }
  }
}

void CharSet::normalize() {
  sort_compactly(ranges_, [](const Range& a, const Range& b) { return a.low < b.low; });
  std::vector<Range> merged;
  for (const Range& range : ranges_) {
    if (!merged.empty() && range.low <= merged.back().high + 1) {
      merged.back().high = std::max(merged.back().high, range.high);
    } else {
      merged.push_back(range);
    }
  }
  ranges_ = std::move(merged);
}

void CharSet::negate() {
  std::vector<Range> others;
  char32_t next = 0;
  for (const Range& range : ranges_) {
    if (range.low > next) others.push_back({next, range.low - 1});
    next = range.high + 1;
  }
  if (next <= kLastCodePoint) others.push_back({next, kLastCodePoint});
  ranges_ = std::move(others);
}

bool add_perl_class(CharSet& set, char letter) {
  switch (letter) {
  case 'd':
    add_ranges(set, kDigit, false);
    return true;
  case 'D':
    add_ranges(set, kDigit, true);
    return true;
  case 'w':
    add_ranges(set, kWord, false);
    return true;
  case 'W':
    add_ranges(set, kWord, true);
    return true;
  case 's':
    add_ranges(set, kPerlSpace, false);
    return true;
  case 'S':
    add_ranges(set, kPerlSpace, true);
    return true;
  default:
    return false;
  }
}

bool add_posix_class(CharSet& set, std::string_view name, bool negated) {
  static constexpr Named kNamed[] = {{"alnum", kAlnum}, {"alpha", kAlpha},   {"ascii", kAscii},
                                     {"blank", kBlank}, {"cntrl", kControl}, {"digit", kDigit},
                                     {"graph", kGraph}, {"lower", kLower},   {"print", kPrint},
                                     {"punct", kPunct}, {"space", kSpace},   {"upper", kUpper},
                                     {"word", kWord},   {"xdigit", kHex}};
  for (const Named& named : kNamed) {
    if (named.name != name) continue;
    add_ranges(set, named.ranges, negated);
    return true;
  }
  return false;
}

bool add_unicode_class(CharSet& set, std::string_view name, bool negated) {
  if (name == "Nd") {
    CharSet digits;
    for (char32_t zero : kZeros)
      digits.add(zero, zero + 9);
    digits.normalize();
    if (negated) digits.negate();
    set.add(digits);
    return true;
  }
  std::span<const Range> ranges = unicode_ranges(name);
  if (ranges.empty()) return false;
  add_ranges(set, ranges, negated);
  return true;
}

} // namespace qudao::regex
