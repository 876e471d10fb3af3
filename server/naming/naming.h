// Naming: the commands that read company names and say of pairs whether they are one company. They need no data folder and no
// server; everything they say is decided by core/match.
//
//   qudao names names.txt                     a name a line: name, region, trade_name, industry, legal_form, branch
//   qudao match pairs.tsv                     two names a line: name_a, name_b, verdict, score, reason
//   qudao match pairs.tsv --rule rule.json    with a matching rule (core/match/rule.h)
//   … --words words.json                      with words of the organisation (core/match/lexicon.h)
//
// Columns are separated by tabs. A first line that names them (name_a, name_b, phone_a, phone_b, credit_code_a, …, or the same
// behind `a.` and `b.`) is a heading; without one the first two are the names. Columns it names that no field of the rule is
// are passed over. Output has a heading and a line for each line that was read.
//
// A line that cannot be read (no UTF-8, a name missing, too long) is named on standard error with its number and passed over.
// Exit status: 0, 1 when a line was passed over, 2 when there is nothing to begin with: no such file, a wrong rule.
//
// Cost: lines are read one by one, whatever the size of the file; about 15 µs a line. Thread safety: one thread.
#pragma once

#include "server/config/config.h"

namespace qudao::naming {

int match(const config::Match& options);
int names(const config::Names& options);

} // namespace qudao::naming
