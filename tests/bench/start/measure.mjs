// Time from starting the program on an existing database until it answers, median of seven starts.
import { startDemo } from '../../api/support/demo.mjs';
import { figure } from '../report.mjs';

const starts = 7;
const server = await startDemo();
try {
  const times = [];
  for (let i = 0; i < starts; i += 1) {
    await server.stop();
    const began = performance.now();
    await server.start();
    const answer = await fetch(`${server.origin}/healthz`);
    if (!answer.ok) throw new Error(`/healthz answered ${answer.status}`);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  // The peers' figure was measured apart on such a machine: their packages take minutes to install.
  figure('server.start', times[(starts - 1) / 2] / 1000, 's', 'Strapi 5.54', 2.6);
} finally {
  await server.close();
}
