# CEL against the conformance data of its specification, natively and as wasm.
run_suite() {
  build native cel_conformance
  build wasm cel_conformance
  npm_install tests
  run_node_test node tests/conformance/run.mjs
  grep '^cel: ' build/reports/node-test.log
}
