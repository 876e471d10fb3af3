run_suite() {
  build native qudao
  npm_install tests
  run_node_test npm --prefix tests run --silent api
}
