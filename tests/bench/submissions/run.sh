node tests/bench/submissions/measure.mjs
