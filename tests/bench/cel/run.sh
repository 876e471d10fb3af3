# Everyday expressions, natively and as wasm, beside other engines in node.
set -eu
source tests/support/setup.sh
build native cel_bench
build wasm cel_bench
npm_install tests/bench/cel
build_wasm_package
node tests/bench/cel/bench.mjs
