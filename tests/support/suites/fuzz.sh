# Each target for FUZZ_SECONDS (20) from the seeds in tests/fuzz/corpus and from what earlier runs found interesting.
# What it finds is kept in build/fuzz-findings: run it again with build/fuzz/tests/fuzz_TARGET FILE, and make it a test.
run_suite() {
  local target dictionary
  if [ ! -f build/fuzz/build.ninja ]; then
    cmake --preset fuzz -Wno-dev -DCMAKE_CXX_COMPILER="$(command -v clang++ clang++-19 clang++-14 | head -n 1)" >&2
  fi
  build fuzz fuzz
  mkdir -p build/fuzz-findings
  for target in cel_parser cel_evaluator definition session entry; do
    dictionary=cel
    case $target in definition | session | entry) dictionary=json ;; esac
    mkdir -p "build/fuzz-corpus/$target"
    check "fuzz $target" "build/fuzz/tests/fuzz_$target" -max_total_time="${FUZZ_SECONDS:-20}" -timeout=10 \
      -rss_limit_mb=2048 -max_len=4096 -dict="tests/fuzz/$dictionary.dict" -artifact_prefix=build/fuzz-findings/ \
      "build/fuzz-corpus/$target" "tests/fuzz/corpus/$target"
  done
}
