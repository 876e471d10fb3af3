// A browser with a profile on the disk that can be killed in the middle of its work, as a crash would.
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class CrashingBrowser {
  /** @param {{ executablePath?: string, args?: string[] }} launchOptions */
  constructor({ executablePath = '/usr/bin/chromium', args = [] }) {
    this.profile = mkdtempSync(join(tmpdir(), 'qudao-browser-'));
    this.executablePath = executablePath;
    this.args = [
      ...args,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${this.profile}`,
      'about:blank',
    ];
  }

  /** Starts on the profile as it was left; the one context it has. */
  async open() {
    // A group of its own, so that the kill reaches every process of the browser at once.
    const child = spawn(this.executablePath, this.args, {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    this.ended = new Promise((done) => child.once('exit', done));
    const address = await new Promise((found, failed) => {
      let said = '';
      child.stderr.on('data', (text) => {
        said += text;
        const match = /ws:\/\/\S+/.exec(said);
        if (match) found(match[0]);
      });
      child.once('exit', () => failed(new Error(said)));
    });
    const browser = await chromium.connectOverCDP(address);
    return browser.contexts()[0];
  }

  /** kill -9: nothing is written or said any more. */
  async kill() {
    if (this.child?.exitCode === null && this.child.signalCode === null) {
      process.kill(-this.child.pid, 'SIGKILL');
    }
    await this.ended;
  }

  async close() {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
