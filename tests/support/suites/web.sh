run_suite() {
  build wasm qudao_modules
  build_wasm_package
  npm_install web
  local report=$top/build/reports/web.json ended=0
  rm -f "$report"
  (cd web && npx vitest run --reporter=default --reporter=json --outputFile.json="$report") || ended=$?
  count "$(node -p "require('$report').numPassedTests")" "$(node -p "require('$report').numFailedTests")"
  [ "$ended" = 0 ] || explain vitest "$report"
  return $ended
}
