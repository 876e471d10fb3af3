// Authoring: the commands for whoever writes definitions and rules, who has a file and wants to know what is wrong with it.
// They need no data folder and no server; everything they say is decided by core/lint, core/cel and core/explain and printed here, for
// people (`text`) or for programs (`json`, the shapes of those rooms).
//
//   qudao check core/packs/channel-signing/signing.json   (also of the rules of a library, or a calendar)
//   qudao eval 'names.filter(n, n.startsWith("a"))' --variables vars.json
//   qudao explain core/packs/channel-signing/signing.json answers.json staff_total
//   qudao diff signing-7.json signing-8.json answers.json
//   qudao workbook export signing.json signing.xlsx
//   qudao workbook import signing.xlsx signing.json
//
// Exit status of check: 0 nothing to say, 1 it loads with findings, 2 it is refused or cannot be read. Of eval: 0 there is
// a value, 1 it fails when it runs, 2 it does not compile or its variables cannot be read.
// Of explain: 0, 1 there is no such field, 2 the definition is refused or something cannot be read. Without a field it
// explains those that are wrong or not asked. Of diff: 0 the versions are the same, 1 they differ, 2 one is refused.
//
// Of workbook export: 0, 2 when a file cannot be read or written. Of workbook import: as check; what is refused is not
// written, and everything is said with the sheet and the cell.
//
// The value of an expression goes to standard output, everything else about it to standard error.
// Thread safety: one thread.
#pragma once

#include "server/config/config.h"

namespace qudao::authoring {

int check(const config::Check& options);
int evaluate(const config::Evaluate& options);
int explain(const config::Explain& options);
int diff(const config::Diff& options);
int export_workbook(const config::ExportWorkbook& options);
int import_workbook(const config::ImportWorkbook& options);

} // namespace qudao::authoring
