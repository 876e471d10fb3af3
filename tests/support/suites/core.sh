run_suite() {
  build native core_tests
  run_catch core build/native/core/core_tests
}
