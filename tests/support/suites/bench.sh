run_suite() {
  build native qudao
  build wasm qudao_modules
  build_web
  for bench in tests/bench/*/run.sh; do
    check "$bench" bash "$bench"
  done
  check "the table of figures" node tests/bench/table.mjs
  node tests/bench/table.mjs
}
