# The sync protocol under faults, many worlds by seed: tests/sim/README.md.
# HOURS=8 ./test sim soaks; SEED=… SEEDS=1 plays one again.
run_suite() {
  build wasm sim &
  local wasm=$!
  build native sim
  wait $wasm
  run_node_test node tests/sim/run.mjs
  grep '^sim: ' build/reports/node-test.log
}
