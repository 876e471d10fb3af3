run_suite() {
  build sanitize core_tests
  run_catch sanitize build/sanitize/core/core_tests
}
