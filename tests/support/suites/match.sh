# Company names: the quality of reading and matching on the labelled names in ../shared/data (skipped, saying so, when there are
# none), speed and the command lines, to build/reports/match.json.
run_suite() {
  build native qudao names_bench
  run_node_test node --test --test-reporter=tap tests/match/*.test.mjs
  grep '^# match: ' build/reports/node-test.log || true
}
