# Runners report in their own words; these add what they ran to `passed` and `failed` of ./test.

count() { # PASSED FAILED
  passed=$((passed + $1)) failed=$((failed + $2))
}

# run_catch NAME COMMAND…: a Catch2 program; version 2 and 3 share the XML summary.
run_catch() {
  local report="build/reports/$1.xml" ended=0
  shift
  rm -f "$report"
  "$@" --reporter xml --out "$report" || ended=$?
  local summary
  summary=$(grep -o '<OverallResultsCases [^>]*' "$report" 2>/dev/null | tail -n 1) || true
  if [ -z "$summary" ]; then
    echo "no summary: the program ended with $ended" >&2
    count 0 1
  else
    count "$(attribute successes "$summary")" "$(attribute failures "$summary")"
  fi
  # The report is for machines: a failing program says it again in words.
  [ "$ended" = 0 ] || { "$@" | tail -n 60 >&2; return 1; }
}

attribute() { sed "s/.*$1=\"\([0-9]*\)\".*/\1/" <<<"$2"; }

# run_node_test COMMAND…: node's own runner in TAP.
run_node_test() {
  local log="build/reports/node-test.log" ended=0
  "$@" >"$log" 2>&1 || ended=$?
  count "$(tap_number pass "$log")" "$(tap_number fail "$log")"
  [ "$ended" = 0 ] || { grep -vE '^ *(ok|#|duration_ms|type:)' "$log" | tail -n 120 >&2; return 1; }
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
    echo "not ok: $name" >&2
    tail -n 60 "$log" >&2
  fi
  rm -f "$log"
}
