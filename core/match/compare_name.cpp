#include "core/match/compare_name.h"

#include <algorithm>
#include <optional>

#include "core/match/text.h"

namespace qudao::match {

namespace {

constexpr std::size_t kLongShared =
    8; // letters of a name that say enough though others are missing

// How many characters differ though they sound or look alike; nothing when others differ too.
std::optional<std::size_t> alike(const Lexicon& lexicon, std::u32string_view a,
                                 std::u32string_view b) {
  if (a.size() != b.size()) return std::nullopt;
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (!lexicon.sound_alike(a[i], b[i]) && !lexicon.look_alike(a[i], b[i])) return std::nullopt;
    ++count;
  }
  return count;
}

bool begins_or_ends(std::u32string_view longer, std::u32string_view part) {
  return longer.substr(0, part.size()) == part ||
         longer.substr(longer.size() - part.size()) == part;
}

// The one stretch of letters that the longer text has more; empty when they differ in more than that.
std::u32string inserted(std::u32string_view longer, std::u32string_view shorter) {
  std::size_t from = 0;
  while (from < shorter.size() && longer[from] == shorter[from]) {
    ++from;
  }
  const std::size_t more = longer.size() - shorter.size();
  return longer.substr(from + more) == shorter.substr(from)
             ? std::u32string(longer.substr(from, more))
             : std::u32string();
}

double rarity_of(const Lexicon& lexicon, std::u32string_view trade) {
  const Word* word = lexicon.word(trade);
  if (word != nullptr && word->name) return 0.1;
  double sum = 0;
  for (const char32_t c : trade) {
    sum += is_latin(c) ? 0.25 : lexicon.rarity(c);
  }
  // Two usual characters are common, two rare ones or four usual ones are nearly unique.
  const double more = trade.size() > 2 ? 0.25 * static_cast<double>(trade.size() - 2) : 0.0;
  return std::min(1.0, sum / 2 + more);
}

std::u32string joined(const std::vector<Term>& terms) {
  std::u32string all;
  for (const Term& term : terms) {
    all += term.text;
  }
  return all;
}

} // namespace

std::u32string_view once(std::u32string_view text) {
  const std::size_t half = text.size() / 2;
  const bool twice = text.size() % 2 == 0 && half >= 2 && text.substr(0, half) == text.substr(half);
  return twice ? text.substr(0, half) : text;
}

std::u32string core_of(const Name& name) {
  return std::u32string(once(name.trade)) + joined(name.industry);
}

namespace {

TradeRelation relate_trades(const Lexicon& lexicon, const Name& a, const Name& b) {
  if (a.trade.empty() && b.trade.empty()) return TradeRelation::absent;
  const std::u32string_view of_a = once(a.trade);
  const std::u32string_view of_b = once(b.trade);
  if (of_a == of_b) return TradeRelation::equal;
  if (of_a.empty() || of_b.empty()) return TradeRelation::one_sided;
  if (const auto count = alike(lexicon, of_a, of_b)) {
    return *count == 1            ? TradeRelation::homophone
           : *count < of_a.size() ? TradeRelation::homophones
                                  : TradeRelation::different;
  }
  const std::u32string_view longer = of_a.size() > of_b.size() ? of_a : of_b;
  const std::u32string_view shorter = of_a.size() > of_b.size() ? of_b : of_a;
  // One character more makes another name of a short one.
  const std::size_t more = longer.size() - shorter.size();
  if (shorter.size() >= (more >= 2 ? 2u : 3u) && begins_or_ends(longer, shorter)) {
    return TradeRelation::contained;
  }
  return TradeRelation::different;
}

// What a term is compared by: synonyms are one.
bool same_term(const Term& a, const Term& b) {
  if (a.text == b.text) return true;
  return a.word != nullptr && b.word != nullptr && a.word->industry != 0 &&
         a.word->industry == b.word->industry;
}

bool near_term(const Term& a, const Term& b) {
  return a.word != nullptr && b.word != nullptr && a.word->sector != 0 &&
         a.word->sector == b.word->sector;
}

bool each_has_near(const std::vector<Term>& terms, const std::vector<Term>& others) {
  return std::all_of(terms.begin(), terms.end(), [&others](const Term& term) {
    return std::any_of(others.begin(), others.end(),
                       [&term](const Term& other) { return near_term(term, other); });
  });
}

bool says_little(const Term& term) {
  return term.word != nullptr && (term.word->weak || term.word->common);
}

std::vector<Term> telling(const std::vector<Term>& terms) {
  std::vector<Term> rest;
  for (const Term& term : terms) {
    if (term.word != nullptr && term.word->common) continue;
    const bool again = !rest.empty() && rest.back().text == term.text; // typed twice
    if (!again) rest.push_back(term);
  }
  return rest;
}

// The terms of `from` without one of each in `taken`.
std::vector<Term> without(const std::vector<Term>& from, std::vector<Term> taken) {
  std::vector<Term> rest;
  for (const Term& term : from) {
    const auto found = std::find_if(taken.begin(), taken.end(),
                                    [&term](const Term& each) { return same_term(each, term); });
    if (found == taken.end()) {
      rest.push_back(term);
    } else {
      taken.erase(found);
    }
  }
  return rest;
}

std::vector<Term> without_groups(const std::vector<Term>& terms) {
  std::vector<Term> rest;
  for (const Term& term : terms) {
    if (term.word == nullptr || !term.word->group) rest.push_back(term);
  }
  return rest;
}

// Of names that say nothing of what they do: 时代环球控股, 时代联合控股.
IndustryRelation relate_common_words(const std::vector<Term>& a, const std::vector<Term>& b) {
  const std::vector<Term> of_a = without_groups(a);
  const std::vector<Term> of_b = without_groups(b);
  if (of_a.empty() || of_b.empty() || joined(of_a) == joined(of_b)) return IndustryRelation::absent;
  const bool subset = without(of_a, of_b).empty() || without(of_b, of_a).empty();
  return subset ? IndustryRelation::absent : IndustryRelation::general;
}

// Two stretches of at least two letters that have changed places: 投资担保, 担保投资.
bool swapped(std::u32string_view a, std::u32string_view b) {
  if (a.size() != b.size()) return false;
  while (!a.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  for (std::size_t i = 2; i + 2 <= a.size(); ++i) {
    if (a.substr(i) == b.substr(0, a.size() - i) && a.substr(0, i) == b.substr(a.size() - i)) {
      return true;
    }
  }
  return false;
}

IndustryRelation relate_industries(const std::vector<Term>& all_a, const std::vector<Term>& all_b) {
  const std::vector<Term> a = telling(all_a);
  const std::vector<Term> b = telling(all_b);
  if (a.empty() && b.empty()) return relate_common_words(all_a, all_b);
  if (a.empty() || b.empty()) {
    const std::vector<Term>& one = a.empty() ? b : a;
    const bool group = !(a.empty() ? all_a : all_b).empty();
    return group && std::all_of(one.begin(), one.end(), says_little) ? IndustryRelation::general
                                                                     : IndustryRelation::one_sided;
  }
  const std::u32string text_a = joined(a);
  const std::u32string text_b = joined(b);
  const bool in_order =
      text_a == text_b || std::equal(a.begin(), a.end(), b.begin(), b.end(), same_term);
  if (in_order) return IndustryRelation::equal;
  const std::vector<Term> more_a = without(a, b);
  const std::vector<Term> more_b = without(b, a);
  if ((more_a.empty() && more_b.empty()) || swapped(text_a, text_b)) {
    return IndustryRelation::reordered;
  }
  const std::u32string_view longer = text_a.size() > text_b.size() ? text_a : text_b;
  const std::u32string_view shorter = text_a.size() > text_b.size() ? text_b : text_a;
  const bool appended = longer.substr(0, shorter.size()) == shorter;
  if (more_a.empty() || more_b.empty()) {
    const std::vector<Term>& more = more_a.empty() ? more_b : more_a;
    const bool weak = std::all_of(more.begin(), more.end(), says_little);
    if (weak) return IndustryRelation::extra_weak;
    return appended ? IndustryRelation::extra : IndustryRelation::inserted;
  }
  // 股权投资 and 投资: one word more, though the lexicon knows them as two.
  if (longer.size() > shorter.size() && appended) return IndustryRelation::extra;
  if (longer.size() > shorter.size() && !inserted(longer, shorter).empty()) {
    return IndustryRelation::inserted;
  }
  const bool near = each_has_near(more_a, more_b) && each_has_near(more_b, more_a);
  return near ? IndustryRelation::near : IndustryRelation::different;
}

FormRelation relate_forms(FormClass a, FormClass b) {
  if (a == FormClass::none || b == FormClass::none) return FormRelation::absent;
  if (a == b) return FormRelation::equal;
  const auto corporate = [](FormClass form) {
    return form == FormClass::company || form == FormClass::limited || form == FormClass::shares;
  };
  if (corporate(a) && corporate(b)) return FormRelation::corporate;
  // A works may call itself a company; a works and a shop are two.
  return corporate(a) || corporate(b) ? FormRelation::compatible : FormRelation::different;
}

// One says only in which city it is: 嘉兴支行, 嘉兴嘉善支行.
bool is_region_of(std::u32string_view local, const Branch& branch) {
  return std::any_of(branch.regions.begin(), branch.regions.end(), [local](const Place& place) {
    return place.text.substr(0, local.size()) == local && place.text.size() <= local.size() + 1;
  });
}

BranchRelation relate_branches(const Lexicon& lexicon, const Branch& a, const Branch& b) {
  if (!a.is && !b.is) return BranchRelation::none;
  if (a.is != b.is) return BranchRelation::one_sided;
  if (relate_regions(a.regions, b.regions) == RegionRelation::conflict) {
    return BranchRelation::different;
  }
  if (a.kind != b.kind) return BranchRelation::different;
  if (a.local == b.local) return BranchRelation::equal;
  if (a.local.empty() || b.local.empty()) return BranchRelation::different;
  const bool bank = lexicon.branch_kind(a.kind) == "bank";
  if (bank && (is_region_of(a.local, b) || is_region_of(b.local, a))) return BranchRelation::near;
  const std::u32string_view longer = a.local.size() > b.local.size() ? a.local : b.local;
  const std::u32string_view shorter = a.local.size() > b.local.size() ? b.local : a.local;
  const bool more = longer.size() > shorter.size() && shorter.size() >= 2;
  if (more && begins_or_ends(longer, shorter)) return BranchRelation::near;
  return alike(lexicon, a.local, b.local) == 1u ? BranchRelation::near : BranchRelation::different;
}

// 上海现代制药, 上海医药: without a trade name the place and every word tell companies apart, unless they are about the same
// branch.
void without_trade_names(const Name& a, const Name& b, NameRelation& relation) {
  const bool same_place =
      relation.region == RegionRelation::equal || relation.region == RegionRelation::absent;
  const std::vector<Term> of_a = without_groups(a.industry);
  const std::vector<Term> of_b = without_groups(b.industry);
  const bool same_words = without(of_a, of_b).empty() && without(of_b, of_a).empty();
  const bool same_branch = relation.branch == BranchRelation::equal;
  if (!same_place || (!same_words && !same_branch)) relation.trade = TradeRelation::different;
}

// The same letters, which the lexicon made different parts of.
void read_in_two_ways(const Lexicon& lexicon, const Name& a, const Name& b,
                      NameRelation& relation) {
  if (relation.trade == TradeRelation::equal || relation.region == RegionRelation::conflict) return;
  const std::u32string core_a = core_of(a);
  const std::u32string core_b = core_of(b);
  if (core_a.empty() || core_b.empty()) return;
  // What has no trade name is told by its place.
  if (relation.trade == TradeRelation::one_sided && relation.region == RegionRelation::nested)
    return;
  if (core_a == core_b) {
    relation.trade = TradeRelation::equal;
    relation.industry = IndustryRelation::equal;
    return;
  }
  const bool unread = relation.industry != IndustryRelation::equal;
  const bool body = alike(lexicon, a.body, b.body) == 1u;
  const bool other_trade = relation.trade != TradeRelation::homophone;
  if (unread && other_trade &&
      (body || (relation.trade != TradeRelation::absent && alike(lexicon, core_a, core_b) == 1u))) {
    relation.trade = TradeRelation::homophone;
    relation.industry = IndustryRelation::equal;
    if (body && relation.region == RegionRelation::one_sided) {
      relation.region = RegionRelation::equal; // 漳洲 for 漳州
    }
    return;
  }
  const std::u32string& longer = a.body.size() > b.body.size() ? a.body : b.body;
  const std::u32string& shorter = a.body.size() > b.body.size() ? b.body : a.body;
  const std::u32string more =
      longer.size() > shorter.size() ? inserted(longer, shorter) : std::u32string();
  const Word* word = lexicon.word(more);
  if (word != nullptr && word->common) {
    relation.trade = TradeRelation::equal;
    relation.industry = IndustryRelation::equal;
  } else if (more.size() >= 2 && shorter.size() >= kLongShared) {
    relation.trade = TradeRelation::contained;
    relation.region = RegionRelation::equal;
    relation.industry = IndustryRelation::equal;
  }
}

// What a letter left out by mistake explains counts as that, whatever else it was taken for.
void misspelt_in(const Lexicon& lexicon, const Name& a, const Name& b, NameRelation& relation) {
  const bool agrees =
      relation.trade == TradeRelation::equal && (relation.industry == IndustryRelation::equal ||
                                                 relation.industry == IndustryRelation::reordered ||
                                                 relation.industry == IndustryRelation::extra_weak);
  if (agrees || relation.region == RegionRelation::conflict) return;
  bool of_b = true;
  Misspelt slip = misspelt(lexicon, a, b);
  if (slip.in == Missing::nothing) {
    of_b = false;
    slip = misspelt(lexicon, b, a);
  }
  const Name& right = of_b ? a : b;
  const RegionRelation region = relate_regions(right.regions, slip.regions);
  if (slip.in == Missing::nothing || region == RegionRelation::conflict) return;
  relation.region = slip.in == Missing::region ? RegionRelation::misspelt : region;
  relation.trade = slip.in == Missing::trade ? TradeRelation::misspelt : TradeRelation::equal;
  relation.industry =
      slip.in == Missing::industry ? IndustryRelation::misspelt : IndustryRelation::equal;
  relation.rarity = rarity_of(lexicon, right.trade);
  relation.slip = std::move(slip);
  relation.slip_of_b = of_b;
}

} // namespace

NameRelation relate_names(const Lexicon& lexicon, const Name& a, const Name& b) {
  NameRelation relation;
  relation.same_text = a.text == b.text;
  relation.description = a.description || b.description;
  relation.region = relate_regions(a.regions, b.regions);
  relation.trade = relate_trades(lexicon, a, b);
  relation.industry = relate_industries(a.industry, b.industry);
  relation.form = relate_forms(a.form, b.form);
  relation.branch = relate_branches(lexicon, a.branch, b.branch);
  relation.rarity = std::min(rarity_of(lexicon, a.trade), rarity_of(lexicon, b.trade));
  if (relation.trade == TradeRelation::absent) {
    without_trade_names(a, b, relation);
  } else {
    read_in_two_ways(lexicon, a, b, relation);
    misspelt_in(lexicon, a, b, relation);
  }
  return relation;
}

} // namespace qudao::match
