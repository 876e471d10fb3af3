run_suite() {
  # shellcheck disable=SC2046
  check "clang-format" clang-format --dry-run --Werror $(git ls-files -- '*.h' '*.cpp')
  # The web app's types come from the package beside it.
  build wasm qudao_modules
  build_wasm_package
  local folder
  for folder in wasm web tests; do
    npm_install $folder
    check "$folder: eslint, prettier, types" npm --prefix $folder run --silent lint
  done
}
