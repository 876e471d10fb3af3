run_suite() {
  build native server_tests
  run_catch server build/native/server/server_tests
}
