node tests/bench/start/measure.mjs
