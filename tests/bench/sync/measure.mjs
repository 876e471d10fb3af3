// A device that was away for long: how fast its commands are taken, and how fast it gets everything.
//
// Saves are small ones of one record, each starting from the one before it, 200 in a push; every verdict is on disk when it
// is answered. The pull is of records with all answers of a signing, in pages; the client's own reading of JSON is not counted.
import { signIn, signingAnswers, startDemo } from '../../api/support/demo.mjs';
import { Device, newId } from '../../api/support/device.mjs';
import { figure } from '../report.mjs';

const saves = 10_000;
const records = Number(process.env.QUDAO_BENCH_RECORDS ?? 20_000);
const together = 200;

const server = await startDemo();
try {
  const http = await signIn(server, 'partner1');
  // What is checked elsewhere would be most of the time here.
  http.contract = { check: () => {} };
  const device = new Device(http);
  const answers = await signingAnswers(http);
  const record = newId();
  await device.applied(device.create(record, answers));

  let began = performance.now();
  for (let sent = 0; sent < saves; sent += together) {
    const commands = Array.from({ length: together }, (_, i) =>
      device.save(record, { brands: `${sent + i}` }, { brands: null }, 1, { after: device.seq }),
    );
    const verdicts = await device.push(...commands);
    const refused = verdicts.find(({ verdict }) => verdict !== 'applied');
    if (refused) throw new Error(JSON.stringify(refused));
    device.acknowledged = device.seq - together;
  }
  figure('sync.saves', saves / ((performance.now() - began) / 1000), 'commands/s');

  began = performance.now();
  for (let made = 0; made < records; made += together) {
    await device.push(...Array.from({ length: together }, () => device.create(newId(), answers)));
  }
  figure('sync.creates', records / ((performance.now() - began) / 1000), 'commands/s');

  const fresh = new Device(http);
  let [waited, bytes, count] = [0, 0, 0];
  for (let more = true; more;) {
    const asked = performance.now();
    const answer = await fresh.ask();
    waited += performance.now() - asked;
    bytes += answer.bytes.length;
    count += answer.json.changes.length;
    fresh.cursor = answer.json.cursor;
    more = answer.json.more;
  }
  if (count < records) throw new Error(`${count} of ${records} records came`);
  figure('sync.pull', count / (waited / 1000), 'records/s');
  figure('sync.pull_bytes', bytes / 1e6 / (waited / 1000), 'MB/s');
  console.log({ records: count, megabytes: bytes / 1e6, seconds: waited / 1000 });
} finally {
  await server.close();
}
