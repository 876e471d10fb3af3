node tests/bench/size/measure.mjs
