# Runners report in their own words; these add what they ran to `passed` and `failed` of ./test, and say what failed.

# What failed in the suite that runs now; ./test says it once more at its end.
failures=build/reports/failures

# note_failures: from standard input.
note_failures() { sed -n '1,60p' | tee -a "$failures" >&2; }

# explain KIND REPORT: which tests failed, and why, as a report has it (failures.mjs).
explain() { node tests/support/failures.mjs "$1" "$2" | note_failures || true; }

count() { # PASSED FAILED
  passed=$((passed + $1)) failed=$((failed + $2))
}

# run_catch NAME COMMAND…: a Catch2 program; version 2 and 3 share the XML summary.
run_catch() {
  local report="build/reports/$1.xml" ended=0
  shift
  rm -f "$report"
  "$@" --reporter xml --out "$report" 2>"$report.errors" || ended=$?
  cat "$report.errors" >&2
  local summary
  summary=$(grep -o '<OverallResultsCases [^>]*' "$report" 2>/dev/null | tail -n 1) || true
  if [ -z "$summary" ]; then
    echo "no summary: the program ended with $ended" >&2
    count 0 1
    tail -n 40 "$report.errors" >>"$failures"
  else
    count "$(attribute successes "$summary")" "$(attribute failures "$summary")"
  fi
  [ "$ended" = 0 ] || { explain catch "$report"; return 1; }
}

attribute() { sed "s/.*$1=\"\([0-9]*\)\".*/\1/" <<<"$2"; }

# run_node_test COMMAND…: node's own runner in TAP.
run_node_test() {
  local log="build/reports/node-test.log" ended=0
  "$@" >"$log" 2>&1 || ended=$?
  count "$(tap_number pass "$log")" "$(tap_number fail "$log")"
  [ "$ended" = 0 ] && return
  explain tap "$log"
  # It may have ended before it ran a test.
  [ -s "$failures" ] || tail -n 60 "$log" | note_failures
  return 1
}

tap_number() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$2" | tail -n 1 | grep . || echo 0; }

# check NAME COMMAND…: a command that passes or fails as a whole.
check() {
  local name=$1 log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    count 1 0
  else
    count 0 1
    { echo "not ok: $name"; tail -n 40 "$log"; } | note_failures
  fi
  rm -f "$log"
}
