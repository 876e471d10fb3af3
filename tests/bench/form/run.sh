# One changed answer and a whole validation inside the core, natively and as wasm.
set -eu
source tests/support/setup.sh
build native form_bench
build wasm form_bench
npm_install tests/bench/forms
build_wasm_package
node tests/bench/form/record.mjs
