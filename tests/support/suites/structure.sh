run_suite() {
  run_node_test node --test --test-reporter=tap tests/structure/*.test.mjs
}
