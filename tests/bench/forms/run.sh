# The signing form beside survey-core and @formio/core, in one run of node.
set -eu
source tests/support/setup.sh
npm_install tests/bench/forms
build_web
node tests/bench/forms/bench.mjs
node tests/bench/forms/growing_bench.mjs
