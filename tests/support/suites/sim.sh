# The sync protocol under faults, many worlds by seed: tests/sim/README.md.
# HOURS=8 ./test sim soaks; SEED=… SEEDS=1 plays one again. Then the module that ships against the server that ships.
run_suite() {
  build wasm sim qudao_modules &
  local wasm=$!
  build native sim qudao
  wait $wasm
  run_node_test node tests/sim/run.mjs
  grep '^sim: ' build/reports/node-test.log
  build_wasm_package
  npm_install tests
  run_node_test node --test --test-timeout=120000 --test-reporter=tap tests/sim/real.test.mjs
}
