# One changed answer and a whole validation inside the core, natively and as wasm.
set -eu
source tests/support/setup.sh
build native form_bench
build wasm form_bench
node tests/bench/form/record.mjs
