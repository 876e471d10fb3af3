cpp_files() { git ls-files -- '*.h' '*.cpp'; }

# clang-tidy is slow, so a file that passed is not read again until it, a header of ours or the rules change.
tidy() {
  local list
  list=$(git ls-files -- 'core/*.cpp' 'server/*.cpp' | grep -v '_test\.cpp$')
  local rules
  rules=$(git ls-files -- '*.h' .clang-tidy | xargs sha256sum | sha256sum | cut -c1-16)
  mkdir -p build/tidy
  find build/tidy -type f ! -name "*.$rules" -delete
  local file key todo=()
  for file in $list; do
    key=$(sha256sum <"$file" | cut -c1-16).$rules
    [ -e "build/tidy/$key" ] || todo+=("$file $key")
  done
  [ ${#todo[@]} -eq 0 ] && return
  # The flags of g++ that clang does not know are no fault of the file; precompiled headers of g++ are of no use to it.
  printf '%s\n' "${todo[@]}" | xargs -P "$jobs" -L 1 bash -c \
    'clang-tidy --quiet -p build/tidy-db --extra-arg=-Wno-unknown-warning-option "$0" 2>/dev/null && touch "build/tidy/$1"'
}

tidy_database() {
  mkdir -p build/tidy-db
  sed -E 's/-Winvalid-pch|-include [^ ]*cmake_pch\.hxx|-Wno-(restrict|maybe-uninitialized|stringop-overflow|dangling-reference)//g' \
    build/native/compile_commands.json >build/tidy-db/compile_commands.json
}

run_suite() {
  configure native
  tidy_database
  # shellcheck disable=SC2046
  check "clang-format" clang-format --dry-run --Werror $(cpp_files)
  check "clang-tidy" tidy
  local folder
  for folder in wasm web tests; do
    npm_install $folder
    check "$folder: eslint, prettier, types" npm --prefix $folder run --silent lint
  done
}
