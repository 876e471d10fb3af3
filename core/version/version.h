// Version: what a new version of a definition changes, and what becomes of the answers given under the version before.
//
//   compare(from, to)                    what whoever publishes `to` has to know: fields added, renamed, split, removed, …
//   upgrade(from, to, data, aside)       a record of version `from` as version `to` holds it; no answer is lost
//   effect(from, to, data, aside, …)     the same for one open draft, and which fields it now has to answer
//
// Where an answer goes: a definition declares renames, splits and replaced choices in `upgrades` (core/form/upgrade_plan.h),
// one entry per version; a record that is several versions old goes through all entries since. An answer keeps its key where
// nothing is said of it. What no field of the new version takes is kept aside with the label it had, is shown with the record
// ever after, and returns by itself when a later version asks the field again and nobody has answered it yet:
//
//   kept        same key
//   moved       renamed, split or joined
//   recoded     its choice was replaced by another
//   restored    was aside, is asked again
//   aside       because the field was removed, is calculated now, its choice was dropped, another answer took its place, or
//               its upgrade failed
//
// Rows: an answer in a row goes the same way within it (names of fields are one namespace, so that `upgrades` need not say
// where), and what is put aside says where it stood: "field" is `lines/2/amount`. A field that was moved into rows or out of
// them is another field: its answers are put aside. The expression of an upgrade reads the answers of its row.
//
// An answer of another kind than the field now has is no case of its own: it stays as typed, and the form says what is wrong
// with it, as with any answer.
//
// `aside` is data: a list of {"field", "label", "reason", "value", "version"}, newest last. Calculated values are no
// answers: they are carried along where an upgrade names them, and else calculated anew.
//
// Cost, natively for the 86 fields of the signing form on a busy machine: upgrade 60 µs, effect 0.2 ms (it opens and
// validates two sessions), compare 0.1 ms. Errors: none; an upgrade's rule that fails for one record puts its answers aside.
// Thread safety: pure functions.
// Source: the operations are those schema evolution of document stores agrees on (add, remove, rename, split, join, recode);
// for forms nobody has them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/form/form.h"
#include "core/value/value.h"

namespace qudao::version {

enum class Fate : std::uint8_t { kept, moved, recoded, restored, aside };

// What became of one answer.
struct Passage {
  Fate fate = Fate::kept;
  std::string field;             // of the new version; of the old one when it was put aside
  std::vector<std::string> from; // of the old version, where it came from
  std::string reason;            // of aside: removed, calculated, choice_removed, replaced, failed
};

struct Upgraded {
  Value data;
  Value aside;
  std::vector<Passage> passages; // display order of the new version, those aside last
};

// `data` and `aside` as stored; `aside` may be null, what else it is not stays in it untouched. `from` is the version they were stored under; the same or a newer one
// than `to` changes nothing.
Upgraded upgrade(const form::Definition& from, const form::Definition& to, const Value& data,
                 const Value& aside);

struct Effect {
  Upgraded upgraded;
  // Fields that are wrong under the new version and were not before, with what is said about them.
  std::vector<Violation> needs_answer;
};

// `context` as the record's own session has it.
Effect effect(const std::shared_ptr<const form::Definition>& from,
              const std::shared_ptr<const form::Definition>& to, const Value& data,
              const Value& aside, const form::Context& context);

struct Change {
  std::string code; // version.field_added, …
  std::string path; // JSON pointer into the new definition, into the old one for what was removed
  Map params;       // fill the braces of the text; label, member, from, …
  Value before;     // what stood there; null for what was added
  Value after;
};

std::vector<Change> compare(const form::Definition& from, const form::Definition& to);

// [{"after", "before", "code", "message", "params", "path"}]
Value to_value(const std::vector<Change>& changes, std::string_view locale);
// {"aside": [{"field", "label", "reason", "value"}], "counts": {fate: n, "needs_answer": n},
//  "moved": [{"fate", "field", "from"}], "needs_answer": [violation]}: everything but what was kept.
Value to_value(const Effect& effect);
// {"aside", "moved"} of the above
Value to_value(const Upgraded& upgraded);

std::string_view name_of(Fate fate);

} // namespace qudao::version
