run_suite() {
  build native qudao
  build wasm qudao_modules
  build_web
  npm_install tests
  local report=$top/build/reports/browser.json ended=0
  rm -f "$report"
  (cd tests && PLAYWRIGHT_JSON_OUTPUT_NAME=$report npx playwright test --config browser/playwright.config.mjs --reporter=list,json) || ended=$?
  count "$(node -p "require('$report').stats.expected + require('$report').stats.flaky")" "$(node -p "require('$report').stats.unexpected")"
  [ "$ended" = 0 ] || explain playwright "$report"
  return $ended
}
