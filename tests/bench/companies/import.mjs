// An import of generated companies through the API, and what others wait for meanwhile: one who looks things up, one who writes
// notes. QUDAO_BENCH_IMPORT=100000 takes some minutes.
import { people, startDemo } from '../../api/support/demo.mjs';
import { figure } from '../report.mjs';

const wanted = Number(process.env.QUDAO_BENCH_IMPORT ?? '10000');
const library = '/api/v1/libraries/marketplace';
const letters = [
  ...'华信宏达中天金鑫恒泰永盛德隆瑞丰嘉禾安康东方海润明辉新源正大光宇博远鼎力创科联众益友佳美伟业凯旋同兴旺富春江南北斗星辰龙腾虎跃飞鹰',
];
const places = [
  '苏州',
  '无锡',
  '常州',
  '南京',
  '上海',
  '杭州',
  '宁波',
  '温州',
  '合肥',
  '芜湖',
  '济南',
  '青岛',
  '武汉',
  '长沙',
  '广州',
  '深圳',
  '成都',
  '重庆',
  '西安',
  '郑州',
];
const trades = [
  '精密电子',
  '机械制造',
  '服装',
  '塑料制品',
  '建筑工程',
  '装饰材料',
  '物流',
  '信息技术',
  '包装印刷',
  '环保设备',
  '五金制品',
  '汽车配件',
  '医疗器械',
  '食品',
  '化工',
];

/** @param {number} i */
function row(i) {
  const at = (list, step) => list[Math.floor(i / step) % list.length];
  const trade = at(letters, 1) + at(letters, letters.length) + at(letters, 7);
  return `${at(places, 3)}${trade}${at(trades, 11)}有限公司,138${String(10_000_000 + i)}`;
}

/** @param {number[]} times @param {number} share */
const percentile = (times, share) =>
  times.sort((a, b) => a - b)[Math.floor((times.length - 1) * share)];

/** Works as long as `goes` says so, one request after the other. @returns {Promise<number[]>} milliseconds of each */
async function busy(goes, work) {
  const times = [];
  while (goes()) {
    const began = performance.now();
    const answer = await work(times.length);
    times.push(performance.now() - began);
    if (answer.status !== 200) throw new Error(answer.text);
  }
  return times;
}

const server = await startDemo();
try {
  const who = await people(server, ['admin', 'manager1', 'manager2']);
  for (const client of Object.values(who)) client.contract = { check: () => {} };
  const began = performance.now();
  const uploaded = await who.admin.send('POST', `${library}/imports`, {
    body: `名称,手机\n${Array.from({ length: wanted }, (_, i) => row(i)).join('\n')}\n`,
    headers: { 'content-type': 'text/csv' },
  });
  if (uploaded.status !== 201) throw new Error(uploaded.text);
  figure('companies.import.upload', wanted / ((performance.now() - began) / 1000), 'rows/s');
  const path = `${library}/imports/${uploaded.json.id}`;
  const data = { name: '拉萨布达拉藏香有限公司', mobile: ['13700000001'] };
  const mine = (await who.manager1.post(`${library}/companies`, { data })).json.company;
  const note = { way: 'call', text: '介绍了产品', maturity: 1 };
  const reading = (i) =>
    i % 2 === 0
      ? who.manager2.post(`${library}/checks`, { data: { name: row(i).split(',')[0] } })
      : who.manager2.get(`${library}/companies?scope=mine`);
  const writing = () =>
    who.manager1.post(`${library}/companies/${mine.id}/actions`, { action: 'note', note });

  /** @param {string} kind @param {string} end @param {() => Promise<unknown>} begin */
  const phase = async (kind, end, begin) => {
    const start = performance.now();
    await begin();
    let state = '';
    const goes = () => state !== end;
    const watching = (async () => {
      while (goes()) state = (await who.admin.get(path)).json.state;
    })();
    const [reads, writes] = await Promise.all([busy(goes, reading), busy(goes, writing), watching]);
    const seconds = (performance.now() - start) / 1000;
    figure(`companies.import.${kind}`, wanted / seconds, 'rows/s');
    figure(`companies.import.${kind}.others_read.p99`, percentile(reads, 0.99), 'ms');
    figure(`companies.import.${kind}.others_write.p99`, percentile(writes, 0.99), 'ms');
    console.log({
      kind,
      seconds,
      reads: reads.length,
      writes: writes.length,
      read: [percentile(reads, 0.5), percentile(reads, 0.99)],
      write: [percentile(writes, 0.5), percentile(writes, 0.99), percentile(writes, 1)],
    });
  };
  await phase('check', 'checked', () =>
    who.admin.put(path, { columns: ['name', 'mobile'], into: 'pool', warned: true }),
  );
  await phase('enter', 'done', () => who.admin.post(`${path}/start`, {}));
  console.log((await who.admin.get(path)).json);
} finally {
  await server.close();
}
