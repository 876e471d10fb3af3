import react from '@vitejs/plugin-react';
import type { Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev` talks to a server started with ./run; QUDAO_SERVER names another one.
const server = process.env.QUDAO_SERVER ?? 'http://127.0.0.1:8080';

/** A form has no table, and antd's is 40 KB; `data_list` is what has them here. */
const table = /[\\/]((antd[\\/]es|@rc-component)[\\/](table|tree|pagination)[\\/]|data_list\.tsx$)/;
/** What a form has of its own accord; controls that are seldom on one, and heavy, come when they are. */
const ofForms = /[\\/]form[\\/](index|model|controls|view)/;
const seldom = /[\\/](region_control|region_tree|rows)/;
const isForm = (id: string) => ofForms.test(id) && !seldom.test(id);
const isTheirs = (id: string) => id.includes('node_modules');
const isControl = (id: string) => isTheirs(id) && !table.test(id);

/**
 * A few files instead of one for every module that two pages share, of which the sign-in page alone asked for sixty. A
 * group takes along what its modules need, unless a group above it has that already.
 */
const chunkGroups = [
  { name: 'start', tags: ['$initial' as const] },
  // All texts of a language are one file: a page needs four of them, and twenty-two are 8 KB.
  ...['zh-CN', 'en'].map((language) => ({ name: `texts-${language}`, test: textsIn(language) })),
  { name: 'sign_in', test: /[\\/]account[\\/](sign_in_page|account_card|answered_field)/ },
  { name: 'frame', test: /[\\/]app[\\/]layout/ },
  { name: 'controls', test: isControl, minShareCount: 3 },
  { name: 'form', test: isForm },
  { name: shared, debugName: 'shared', minShareCount: 2 },
];

/** What brings tables along is kept from what does not: a page that needs one of either would load both. */
function shared(id: string, modules: Rolldown.ChunkingContext): string {
  const seen = new Set<string>();
  const brings = (module: string): boolean => {
    if (table.test(module)) return true;
    if (seen.has(module) || isTheirs(module)) return false;
    seen.add(module);
    return modules.getModuleInfo(module)?.importedIds.some(brings) === true;
  };
  return brings(id) ? 'tables' : 'parts';
}

/** Ours, antd's and dayjs's. */
function textsIn(language: string): RegExp {
  const theirs = language === 'en' ? 'en_US' : 'zh_CN|zh-cn';
  return new RegExp(`[\\\\/]locales?[\\\\/](${language}\\.json|(${theirs})\\.js)$`);
}

/** Its index brings a second worker along that nothing here starts. */
const sqlite = '/node_modules/@evolu/sqlite-wasm/sqlite-wasm/jswasm/sqlite3';
const sqliteFor = (kind: string) => ({
  '@evolu/sqlite-wasm': `${import.meta.dirname}${sqlite}-${kind}.mjs`,
});

export default defineConfig({
  plugins: [react()],
  resolve: { alias: sqliteFor('bundler-friendly') },
  build: {
    target: ['chrome100', 'firefox104', 'safari15.4'],
    // A data: URL would need more of the content security policy than the page gets.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], alias: sqliteFor('node') },
});
