#include "core/match/hint.h"

#include <algorithm>

#include "core/text/base64.h"

namespace qudao::match {

namespace {

constexpr std::string_view kMagic = "QHINT1";
constexpr std::size_t kHead = 6 + 16 + 8 + 4; // magic, salt, seed, block

std::uint64_t turned(std::uint64_t x, int by) {
  return (x << by) | (x >> (64 - by));
}

std::uint64_t number_at(const std::uint8_t* octets, std::size_t count) {
  std::uint64_t out = 0;
  for (std::size_t i = count; i-- > 0;) {
    out = (out << 8) | octets[i];
  }
  return out;
}

// SipHash-2-4.
class SipHash {
 public:
  explicit SipHash(const Salt& salt) {
    const std::uint64_t first = number_at(salt.data(), 8);
    const std::uint64_t second = number_at(salt.data() + 8, 8);
    v_ = {first ^ 0x736f6d6570736575U, second ^ 0x646f72616e646f6dU, first ^ 0x6c7967656e657261U,
          second ^ 0x7465646279746573U};
  }

  std::uint64_t of(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
      take(word(text.substr(at, 8)));
    }
    take(word(text.substr(at)) | (static_cast<std::uint64_t>(text.size() & 0xFF) << 56));
    v_[2] ^= 0xFF;
    for (int i = 0; i < 4; ++i) {
      round();
    }
    return v_[0] ^ v_[1] ^ v_[2] ^ v_[3];
  }

 private:
  static std::uint64_t word(std::string_view octets) {
    std::uint64_t out = 0;
    for (std::size_t i = octets.size(); i-- > 0;) {
      out = (out << 8) | static_cast<std::uint8_t>(octets[i]);
    }
    return out;
  }

  void take(std::uint64_t word) {
    v_[3] ^= word;
    round();
    round();
    v_[0] ^= word;
  }

  void round() {
    v_[0] += v_[1];
    v_[1] = turned(v_[1], 13) ^ v_[0];
    v_[0] = turned(v_[0], 32);
    v_[2] += v_[3];
    v_[3] = turned(v_[3], 16) ^ v_[2];
    v_[0] += v_[3];
    v_[3] = turned(v_[3], 21) ^ v_[0];
    v_[2] += v_[1];
    v_[1] = turned(v_[1], 17) ^ v_[2];
    v_[2] = turned(v_[2], 32);
  }

  std::array<std::uint64_t, 4> v_{};
};

// The finisher of MurmurHash3: another spread for each seed.
std::uint64_t spread(std::uint64_t hash, std::uint64_t seed) {
  hash += seed;
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdU;
  hash ^= hash >> 33;
  hash *= 0xc4ceb9fe1a85ec53U;
  return hash ^ (hash >> 33);
}

std::uint8_t print_of(std::uint64_t hash) {
  return static_cast<std::uint8_t>(hash ^ (hash >> 32));
}

// Its place in each of the three parts.
std::array<std::uint32_t, 3> places(std::uint64_t hash, std::uint32_t block) {
  std::array<std::uint32_t, 3> out{};
  for (std::uint32_t i = 0; i < 3; ++i) {
    const auto part = static_cast<std::uint32_t>(turned(hash, static_cast<int>(i) * 21 + 1));
    out[i] = i * block + static_cast<std::uint32_t>((std::uint64_t{part} * block) >> 32);
  }
  return out;
}

struct Slot {
  std::uint64_t mask = 0; // of all hashes that have this place
  std::uint32_t count = 0;
};

// The order in which hashes are taken that have a place of their own; not all, when this seed will not do.
std::vector<std::pair<std::uint64_t, std::uint32_t>>
peeled(const std::vector<std::uint64_t>& hashes, std::uint64_t seed, std::uint32_t block) {
  std::vector<Slot> all(std::size_t{block} * 3);
  for (const std::uint64_t each : hashes) {
    const std::uint64_t hash = spread(each, seed);
    for (const std::uint32_t place : places(hash, block)) {
      all[place].mask ^= hash;
      ++all[place].count;
    }
  }
  std::vector<std::uint32_t> single;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].count == 1) single.push_back(i);
  }
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  order.reserve(hashes.size());
  while (!single.empty()) {
    const std::uint32_t own = single.back();
    single.pop_back();
    if (all[own].count != 1) continue;
    const std::uint64_t hash = all[own].mask;
    order.emplace_back(hash, own);
    for (const std::uint32_t place : places(hash, block)) {
      all[place].mask ^= hash;
      if (--all[place].count == 1) single.push_back(place);
    }
  }
  return order;
}

void append_number(std::string& to, std::uint64_t number, std::size_t octets) {
  for (std::size_t i = 0; i < octets; ++i) {
    to += static_cast<char>((number >> (8 * i)) & 0xFFU);
  }
}

} // namespace

bool is_hint_key(std::string_view key) {
  return !key.empty() && std::string_view("bcnrsw").find(key.front()) != std::string_view::npos;
}

void HintBuilder::add(std::string_view key) {
  hashes_.push_back(SipHash(salt_).of(key));
}

std::string HintBuilder::build() {
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
  const auto block = static_cast<std::uint32_t>((hashes_.size() * 123 / 100 + 32) / 3 + 1);
  std::uint64_t seed = 1;
  auto order = peeled(hashes_, seed, block);
  while (order.size() != hashes_.size()) {
    order = peeled(hashes_, ++seed, block); // in nine of ten cases the first will do
  }
  std::string prints(std::size_t{block} * 3, '\0');
  for (auto each = order.rbegin(); each != order.rend(); ++each) {
    std::uint8_t print = print_of(each->first);
    for (const std::uint32_t place : places(each->first, block)) {
      if (place != each->second) print ^= static_cast<std::uint8_t>(prints[place]);
    }
    prints[each->second] = static_cast<char>(print);
  }
  std::string out(kMagic);
  for (const std::uint8_t octet : salt_) {
    out += static_cast<char>(octet);
  }
  append_number(out, seed, 8);
  append_number(out, block, 4);
  std::string text;
  text::append_base64(text, out + prints);
  return text;
}

std::optional<Hint> Hint::read(std::string_view base64) {
  const auto octets = text::decode_base64(base64);
  if (!octets || octets->size() < kHead || octets->compare(0, kMagic.size(), kMagic) != 0)
    return std::nullopt;
  const auto* data = reinterpret_cast<const std::uint8_t*>(octets->data()); // NOLINT: octets
  Hint out;
  std::copy_n(data + kMagic.size(), out.salt_.size(), out.salt_.begin());
  out.seed_ = number_at(data + kMagic.size() + 16, 8);
  out.block_ = static_cast<std::uint32_t>(number_at(data + kMagic.size() + 24, 4));
  out.prints_ = octets->substr(kHead);
  if (out.block_ == 0 || out.prints_.size() != std::size_t{out.block_} * 3) return std::nullopt;
  return out;
}

bool Hint::has(std::string_view key) const {
  const std::uint64_t hash = spread(SipHash(salt_).of(key), seed_);
  std::uint8_t print = 0;
  for (const std::uint32_t place : places(hash, block_)) {
    print ^= static_cast<std::uint8_t>(prints_[place]);
  }
  return print == print_of(hash);
}

HintAnswer Hint::says(const std::vector<std::string>& keys) const {
  HintAnswer out;
  for (const std::string& key : keys) {
    if (!is_hint_key(key) || !has(key)) continue;
    (key.front() == 'n' ? out.number : key.front() == 'r' ? out.registration : out.name) = true;
  }
  return out;
}

} // namespace qudao::match
