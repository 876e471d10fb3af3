import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../build/browser',
  // One server and one browser on two cores: a second worker only makes both slower (pages.spec: 120 s beside 84).
  workers: 1,
  // For a machine several times slower than ours, where the longest takes half a minute: what goes wrong is waited for a little
  // longer, what is slow is not taken for wrong.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 60_000,
    // Recording every step of every test costs a fifth of the time; `--trace retain-on-failure` when it is needed.
    trace: 'off',
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.QUDAO_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    },
  },
});
