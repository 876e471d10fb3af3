# The app in Chromium with the real server: opening, typing, sending and pulling, beside PouchDB with express-pouchdb.
# --large: 10,000 commands and 100,000 records instead of 1,000 and 5,000.
set -eu
source tests/support/setup.sh
npm_install tests
npm_install tests/bench/browser
node tests/bench/browser/measure.mjs "$@"
