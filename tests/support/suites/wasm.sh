run_suite() {
  provide_catch_source
  build wasm core_tests qudao_modules
  # Emscripten's node glue breaks on node's own fetch.
  run_catch wasm node --no-experimental-fetch build/wasm/core/core_tests.js
  build_wasm_package
  run_node_test npm --prefix wasm run --silent test
}
