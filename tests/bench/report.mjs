// build/reports/bench.json: an object of `name → {value, unit, peer, peer_value, ratio}`, filled by the benches of one run.
//
// `ratio` says how many times better than the peer we are: peer/value where less is better (times, sizes), value/peer
// where more is better (rates, units that end in "/s", and shares, "%").
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const reportFile = fileURLToPath(new URL('../../build/reports/bench.json', import.meta.url));

export function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

// figure('form.set', 2.1, 'µs', 'survey-core 3.1.1', 1300): rounded to four digits, enough for any claim made of it.
export function figure(name, value, unit, peer = null, peerValue = null) {
  const round = (number) => (number === null ? null : Number(number.toPrecision(4)));
  const better = unit.endsWith('/s') || unit === '%' ? value / peerValue : peerValue / value;
  const entry = {
    value: round(value),
    unit,
    peer,
    peer_value: round(peerValue),
    ratio: peer === null ? null : round(better),
  };
  mkdirSync(fileURLToPath(new URL('../../build/reports/', import.meta.url)), { recursive: true });
  writeFileSync(reportFile, `${JSON.stringify({ ...readReport(), [name]: entry }, null, 2)}\n`);
  return entry;
}
