// Prints build/reports/bench.json as a table; fails when it is empty.
import { readReport } from './report.mjs';

const entries = Object.entries(readReport()).sort(([a], [b]) => a.localeCompare(b));
if (entries.length === 0) {
  console.error('no figures: build/reports/bench.json is empty or missing');
  process.exit(1);
}
const rows = entries.map(([name, { value, unit, peer, peer_value: peerValue, ratio }]) => [
  name,
  `${value} ${unit}`,
  peer ?? '',
  peerValue === null ? '' : `${peerValue} ${unit}`,
  ratio === null ? '' : `${ratio}×`,
]);
const header = ['figure', 'here', 'peer', 'there', 'ratio'];
const widths = header.map((title, column) =>
  Math.max(title.length, ...rows.map((row) => [...row[column]].length)),
);
const print = (row) =>
  console.log(
    row
      .map((cell, column) => cell + ' '.repeat(widths[column] - [...cell].length))
      .join('  ')
      .trimEnd(),
  );
print(header);
print(widths.map((width) => '─'.repeat(width)));
rows.forEach(print);
