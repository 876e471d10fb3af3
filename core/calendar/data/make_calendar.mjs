// Writes the working days of mainland China as core/calendar reads them, made of npm chinese-days, which follows the yearly
// announcements of the General Office of the State Council.
//
//   node make_calendar.mjs <folder with node_modules> <output file>
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const [modules, output] = process.argv.slice(2);
const { holidays, workdays } = JSON.parse(
  readFileSync(resolve(modules, 'node_modules/chinese-days/dist/chinese-days.json'), 'utf8'),
);

const years = {};
const take = (days, kind) => {
  for (const [day, names] of Object.entries(days).sort()) {
    const year = day.slice(0, 4);
    years[year] ??= { holidays: {}, workdays: {} };
    years[year][kind][day] = names.split(',')[1];
  }
};
take(holidays, 'holidays');
take(workdays, 'workdays');

mkdirSync(dirname(output), { recursive: true });
writeFileSync(
  output,
  `${JSON.stringify({ id: 'cn', label: { 'zh-CN': '中国大陆', en: 'Mainland China' }, years }, null, 1)}\n`,
);
