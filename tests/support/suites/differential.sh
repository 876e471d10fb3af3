# Random definitions, records and edits, natively and as wasm, against each other and an oracle: tests/differential/README.md.
# SEQUENCES=5000000 ./test differential soaks; SEED=… SEQUENCES=1 plays one again.

# Locales whose numbers and letters differ from the C locale's; a machine seldom has them.
make_locales() {
  local name folder=build/differential/locales
  mkdir -p $folder
  for name in de_DE tr_TR zh_CN; do
    [ -d "$folder/$name.UTF-8" ] || localedef --no-archive -i $name -f UTF-8 "$folder/$name.UTF-8" 2>/dev/null
  done
}

run_suite() {
  # Linking the wasm takes one processor half a minute.
  build wasm differential &
  local wasm=$!
  build native differential
  make_locales
  wait $wasm
  run_node_test node tests/differential/run.mjs
  grep '^differential: ' build/reports/node-test.log
}
