// Companies: the check in the program (companies_bench.cpp), and claims through the API while 64 want the same ones.
import { execFileSync } from 'node:child_process';
import { people, startDemo } from '../../api/support/demo.mjs';
import { figure } from '../report.mjs';

const companies = process.env.QUDAO_BENCH_COMPANIES ?? '100000';
const output = execFileSync('build/native/tests/companies_bench', [companies], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
for (const line of output.trim().split('\n')) {
  const { name, value, unit } = JSON.parse(line);
  figure(name, value, unit);
}

const library = '/api/v1/libraries/marketplace';
const clients = 64;
const wanted = 40; // fewer than the claims of a day
const server = await startDemo();
try {
  const who = await people(server, ['manager1', 'manager2', 'manager3']);
  for (const client of Object.values(who)) client.contract = { check: () => {} };
  const names = [...'澜松峤嵘巍晟烨烁炯灏'].flatMap((a) => [...'沣浔淳湛'].map((b) => a + b));
  const ids = [];
  for (const [i, name] of names.slice(0, wanted).entries()) {
    const mobile = [`138${String(10_000_000 + i)}`];
    const data = { name: `${name}塑胶制品有限公司`, mobile };
    const made = await who.manager3.post(`${library}/companies`, { data });
    if (made.status !== 201) throw new Error(made.text);
    const path = `${library}/companies/${made.json.company.id}/actions`;
    const left = await who.manager3.post(path, { action: 'release', reason: 'no_need' });
    if (left.status !== 200) throw new Error(left.text);
    ids.push(path);
  }
  let claimed = 0;
  let asked = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, i) => {
      const client = i % 2 === 0 ? who.manager1 : who.manager2;
      for (const path of ids) {
        const answer = await client.post(path, { action: 'claim' });
        asked += 1;
        claimed += answer.status === 200 ? 1 : 0;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  if (claimed !== wanted) throw new Error(`${claimed} of ${wanted} were claimed`);
  figure('companies.claims_asked', asked / seconds, 'claims/s');
  console.log({ companies: ids.length, clients, asked, claimed, seconds });
} finally {
  await server.close();
}
