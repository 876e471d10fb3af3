// Hint: without a connection, whether a company is probably somebody's already; and nothing that can be read out of it.
//
//   HintBuilder builder(salt);                    // on the server: 16 octets by chance, others for every hint
//   for (each key of each company) if (is_hint_key(key)) builder.add(key);
//   std::string hint = builder.build();           // base64, about 1.7 octets a key
//
//   const auto ask = Hint::read(hint);            // in the browser
//   ask->says(keys(*lexicon, company));           // {name, number, registration}: which of them is probably there
//
// The keys are those that the check finds companies by (match.h): the name as a whole and as it sounds without place and legal form,
// numbers, registrations. What is there is always said to be there; what is not, in one of 256 cases a key: of a company with a
// name and a number about 1.2 % in all (kFalseAlarms of each key). It knows what was there when it was built: the check of the
// server decides.
//
// What it reveals: how many keys there are, and of a name or number that somebody can guess, that it is probably there, with the
// same false alarms; so of a list of a million companies that are not there four thousand look as if they were, for each key asked
// by. Names, numbers and owners cannot be read out of it, and without knowing the salt two hints cannot be compared: it is another
// one for each, so neither what was added in between nor what two people see can be told.
//
// A xor filter of eight bits over keyed hashes. Cost: building 0.2 µs a key and 40 octets of memory; asking 0.1 µs a key.
// Errors: what is no hint is nothing. Thread safety: values. Sources: Graf and Lemire, Xor Filters (2020); Aumasson and Bernstein,
// SipHash (2012).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qudao::match {

using Salt = std::array<std::uint8_t, 16>;

inline constexpr double kFalseAlarms = 1.0 / 256; // of a key that is not there

// Whether a key tells enough to be in a hint.
bool is_hint_key(std::string_view key);

class HintBuilder {
 public:
  explicit HintBuilder(const Salt& salt) : salt_(salt) {}

  void add(std::string_view key);
  std::size_t keys() const { return hashes_.size(); } // added, some of them several times perhaps
  std::string build();                                // once

 private:
  Salt salt_;
  std::vector<std::uint64_t> hashes_;
};

struct HintAnswer {
  bool name = false;
  bool number = false;
  bool registration = false;

  bool any() const { return name || number || registration; }
};

class Hint {
 public:
  static std::optional<Hint> read(std::string_view base64);

  bool has(std::string_view key) const;
  // Of all keys of a company, those that are none of a hint left out.
  HintAnswer says(const std::vector<std::string>& keys) const;

 private:
  Salt salt_{};
  std::uint64_t seed_ = 0;
  std::uint32_t block_ = 0; // places in each of the three parts
  std::string prints_;
};

} // namespace qudao::match
