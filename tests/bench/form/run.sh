# One changed answer and a whole validation inside the core, natively and as wasm.
set -eu
for preset in native wasm; do
  if [ -d "build/$preset" ]; then ninja -C "build/$preset" form_bench >/dev/null; fi
done
node tests/bench/form/record.mjs
