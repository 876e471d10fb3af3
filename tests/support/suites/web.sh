run_suite() {
  build wasm qudao_wasm
  npm_install wasm
  (cd wasm && npm run --silent build)
  npm_install web
  local report=$top/build/reports/web.json ended=0
  (cd web && npx vitest run --reporter=default --reporter=json --outputFile.json="$report") || ended=$?
  count "$(node -p "require('$report').numPassedTests")" "$(node -p "require('$report').numFailedTests")"
  return $ended
}
