// Where a pull goes on. A cursor is a text the client keeps and hands back, nothing it reads.
//
// `epoch` names everything that decides what somebody gets besides the records themselves: who they are, what they may see,
// the definitions. When it differs, or the log does not reach back far enough, the pull starts again from 0: the client gets
// everything it may see anew and drops what did not come (its queue and drafts stay).
#pragma once

#include "core/sync/sync.h"

namespace qudao::sync {

struct Cursor {
  std::string epoch;
  std::int64_t position = 0; // changes up to here are known
  // The head when the client started over: what was removed before that it never had. A start over of many pages, whose first
  // ones lie far back, would never end otherwise where the log is purged.
  std::int64_t started = 0;
};

std::string to_text(const Cursor& cursor);

struct Start {
  Cursor cursor;
  bool again = false; // the client has to start over
};

// `text` as the client sent it (empty: the first time); `purged`: removals up to this position are no longer known; `head`: the
// last position there is (a cursor beyond it is of a database that was put back to an older state).
Start start_of(std::string_view text, std::string_view epoch, std::int64_t purged,
               std::int64_t head);

} // namespace qudao::sync
