node tests/bench/sync/measure.mjs
