# Each target for FUZZ_SECONDS (10) from the seeds in tests/fuzz/corpus and from what earlier runs found interesting.
# What it finds is kept in build/fuzz-findings: run it again with build/sanitize/tests/fuzz_TARGET FILE, and make it a test.
fuzz() { # TARGET
  local dictionary=cel
  case $1 in definition | session | entry | pool) dictionary=json ;; names) dictionary=names ;; esac
  mkdir -p "build/fuzz-corpus/$1"
  "build/sanitize/tests/fuzz_$1" -max_total_time="${FUZZ_SECONDS:-10}" -timeout=10 -rss_limit_mb=2048 -max_len=4096 \
    -dict="tests/fuzz/$dictionary.dict" -artifact_prefix=build/fuzz-findings/ \
    "build/fuzz-corpus/$1" "tests/fuzz/corpus/$1" >"build/fuzz-corpus/$1.log" 2>&1
  echo $? >"build/fuzz-corpus/$1.status"
}

run_suite() {
  local target targets=(cel_parser cel_evaluator definition session entry names pool)
  build sanitize fuzz
  mkdir -p build/fuzz-findings build/fuzz-corpus
  export -f fuzz
  printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -I{} bash -c 'fuzz {}'
  for target in "${targets[@]}"; do
    tail -n 3 "build/fuzz-corpus/$target.log" >&2
    check "fuzz $target" test "$(cat "build/fuzz-corpus/$target.status")" = 0
  done
}
