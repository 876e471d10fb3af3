#include "core/match/lexicon.h"

#include <algorithm>

#include "core/match/lexicon_reader.h"
#include "core/match/text.h"

namespace qudao::match {

namespace {

constexpr std::size_t kFirstSlots = 1 << 12;

std::size_t slot_of(std::uint64_t key, std::size_t slots) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 20u) & (slots - 1);
}

std::uint64_t key_of(std::uint32_t node, char32_t c) {
  return std::uint64_t{node + 1} << 32u | c;
}

} // namespace

std::uint32_t Lexicon::step(std::uint32_t node, char32_t c) const {
  const std::uint64_t key = key_of(node, c);
  for (std::size_t at = slot_of(key, edges_.size());; at = (at + 1) & (edges_.size() - 1)) {
    if (edges_[at].key == key) return edges_[at].node;
    if (edges_[at].key == 0) return 0;
  }
}

void Lexicon::rehash(std::size_t slots) {
  const std::vector<Edge> old = std::move(edges_);
  edges_.assign(slots, {});
  for (const Edge& edge : old) {
    if (edge.key == 0) continue;
    std::size_t at = slot_of(edge.key, slots);
    while (edges_[at].key != 0) {
      at = (at + 1) & (slots - 1);
    }
    edges_[at] = edge;
  }
}

std::uint32_t Lexicon::grow(std::uint32_t node, char32_t c) {
  if (const std::uint32_t there = step(node, c); there != 0) return there;
  if ((used_ + 1) * 2 > edges_.size()) rehash(edges_.size() * 2);
  const auto fresh = static_cast<std::uint32_t>(word_of_node_.size());
  word_of_node_.push_back(0);
  const std::uint64_t key = key_of(node, c);
  std::size_t at = slot_of(key, edges_.size());
  while (edges_[at].key != 0) {
    at = (at + 1) & (edges_.size() - 1);
  }
  edges_[at] = {key, fresh};
  ++used_;
  return fresh;
}

Word& Lexicon::enter(std::u32string_view text) {
  if (edges_.empty()) {
    edges_.resize(kFirstSlots);
    word_of_node_.push_back(0);
    words_.emplace_back();
  }
  std::uint32_t node = 0;
  for (const char32_t c : text) {
    node = grow(node, c);
  }
  if (word_of_node_[node] == 0) {
    word_of_node_[node] = static_cast<std::uint32_t>(words_.size());
    words_.emplace_back();
  }
  return words_[word_of_node_[node]];
}

std::size_t Lexicon::words_at(std::u32string_view text, std::size_t at, Found* found) const {
  std::size_t count = 0;
  std::uint32_t node = 0;
  for (std::size_t i = at; i < text.size() && count < kMostWords; ++i) {
    node = step(node, text[i]);
    if (node == 0) break;
    if (word_of_node_[node] != 0) found[count++] = {i - at + 1, &words_[word_of_node_[node]]};
  }
  return count;
}

const Word* Lexicon::word(std::u32string_view text) const {
  std::uint32_t node = 0;
  for (const char32_t c : text) {
    node = step(node, c);
    if (node == 0) return nullptr;
  }
  return text.empty() || word_of_node_[node] == 0 ? nullptr : &words_[word_of_node_[node]];
}

char32_t Lexicon::simplified(char32_t c) const {
  return c < simplified_.size() && simplified_[c] != 0 ? simplified_[c] : c;
}

bool Lexicon::sound_alike(char32_t a, char32_t b) const {
  if (a >= sounds_of_.size() || b >= sounds_of_.size()) return false;
  for (std::uint32_t i = sounds_of_[a]; sound_lists_[i] != 0; ++i) {
    for (std::uint32_t j = sounds_of_[b]; sound_lists_[j] != 0; ++j) {
      if (sound_lists_[i] == sound_lists_[j]) return true;
    }
  }
  return false;
}

char32_t Lexicon::look(char32_t c) const {
  return c < look_.size() ? look_[c] : U'\0';
}

bool Lexicon::look_alike(char32_t a, char32_t b) const {
  return look(a) != 0 && look(a) == look(b);
}

bool Lexicon::is_public_domain(std::string_view domain) const {
  return std::binary_search(domains_.begin(), domains_.end(), domain);
}

std::uint16_t Lexicon::first_sound(char32_t c) const {
  return c < sounds_of_.size() ? sound_lists_[sounds_of_[c]] : std::uint16_t{0};
}

std::vector<std::uint16_t> Lexicon::sounds(char32_t c) const {
  std::vector<std::uint16_t> all;
  for (std::uint32_t i = c < sounds_of_.size() ? sounds_of_[c] : 0; sound_lists_[i] != 0; ++i) {
    all.push_back(sound_lists_[i]);
  }
  return all;
}

double Lexicon::rarity(char32_t c) const {
  constexpr double kSteps[] = {1.0, 0.1, 0.3, 0.5, 0.7, 0.8};
  const std::uint8_t step = c < step_of_.size() ? step_of_[c] : std::uint8_t{0};
  return kSteps[std::min<std::size_t>(step, std::size(kSteps) - 1)];
}

std::u32string_view Lexicon::known_name(std::uint16_t known) const {
  return known < known_names_.size() ? std::u32string_view(known_names_[known])
                                     : std::u32string_view();
}

std::string_view Lexicon::branch_kind(std::uint16_t branch) const {
  return branch < branch_kinds_.size() ? std::string_view(branch_kinds_[branch])
                                       : std::string_view();
}

LatinWord Lexicon::latin(std::string_view lower_case) const {
  const auto found = std::lower_bound(
      latin_.begin(), latin_.end(), lower_case,
      [](const auto& entry, std::string_view sought) { return entry.first < sought; });
  return found != latin_.end() && found->first == lower_case ? found->second : LatinWord();
}

} // namespace qudao::match
