# The collision check against 100,000 generated companies; QUDAO_BENCH_COMPANIES=1000000 takes ten times as long. Claims of many at once.
set -eu
source tests/support/setup.sh
build native companies_bench qudao
node tests/bench/companies/measure.mjs
node tests/bench/companies/import.mjs
