// A real OpenSMTPD on loopback that takes every address into one maildir. Needs root, as OpenSMTPD does.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = '/usr/sbin/smtpd';

/**
 * Not one of those the kernel gives to whoever wants any: it would be somebody else's before it is used.
 * @returns {Promise<number>} a port nobody listens on
 */
export function freePort() {
  return new Promise((done) => {
    const port = randomInt(20_000, 32_000);
    const probe = createServer()
      .once('error', () => done(freePort()))
      .listen(port, '127.0.0.1', () => probe.close(() => done(port)));
  });
}

export class MailServer {
  /** @param {number} port */
  constructor(port) {
    this.port = port;
    this.hostname = `port-${port}.localhost`;
    this.folder = mkdtempSync(join(tmpdir(), 'qudao-smtpd-'));
    this.mail = join(this.folder, 'mail');
    mkdirSync(this.mail);
    // Delivery runs as `nobody`.
    chmodSync(this.folder, 0o711);
    chmodSync(this.mail, 0o777);
    writeFileSync(
      join(this.folder, 'smtpd.conf'),
      `table people { "@" = nobody }
listen on 127.0.0.1 port ${port} hostname ${this.hostname}
action "keep" maildir "${this.mail}" virtual <people>
match from any for any action "keep"
`,
    );
  }

  start() {
    const child = spawn(program, ['-d', '-v', '-f', join(this.folder, 'smtpd.conf')]);
    this.child = child;
    process.once('exit', () => child.kill());
    return new Promise((done, fail) => {
      let log = '';
      child.once('exit', (status) => fail(new Error(`smtpd ended with ${status}: ${log}`)));
      child.stderr.on('data', (text) => {
        log += text;
        if (log.includes('offline scanning done')) done(undefined);
      });
    });
  }

  /**
   * The messages delivered so far, as they came and in no order. Every smtpd of a machine has the same queue: what
   * another took and was ended before it delivered comes to this one, and is left out.
   */
  messages() {
    const folder = join(this.mail, 'new');
    // smtpd makes the folder with the first message.
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .filter((text) => text.includes(`by ${this.hostname} `));
  }

  async stop() {
    const { child } = this;
    if (child) {
      child.removeAllListeners('exit');
      await new Promise((done) => {
        child.once('exit', done);
        child.kill();
      });
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
