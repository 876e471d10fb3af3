// A real server for a test: on a free port, with a data folder of its own.
//
//   const server = await startServer();              // awaited by its ready line, never by time
//   const admin = await server.administrator();      // uses the setup link
//   await admin.post('/api/v1/sessions', { … });     // every answer is checked against openapi.json
//   await server.kill(); await server.start();       // kill -9, then the same data again
//   await server.close();                            // SIGTERM, then the folder is removed
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from './client.mjs';
import { Contract } from './contract.mjs';

const top = resolve(fileURLToPath(import.meta.url), '../../../..');
export const program = process.env.QUDAO_PROGRAM ?? join(top, 'build/native/server/qudao');

export const adminName = 'root';
export const adminPassword = 'correct horse battery';

/**
 * Runs a command of the program to its end.
 * @param {string[]} args
 * @param {string} input what it reads from standard input
 * @returns {Promise<{status: number | null, output: string}>}
 */
export function runProgram(args, input = '') {
  return new Promise((done) => {
    const child = spawn(program, args);
    child.stdin.on('error', () => {}); // it may end without reading
    child.stdin.end(input);
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('close', (status) => done({ status, output }));
  });
}

export class Server {
  /** @param {string[]} args further options of `qudao serve` */
  constructor(args) {
    this.args = args;
    this.data = mkdtempSync(join(tmpdir(), 'qudao-'));
    this.origin = '';
    this.setupToken = '';
    this.log = '';
    this.port = 0;
    /** @type {import('node:child_process').ChildProcess | undefined} */
    this.child = undefined;
    /** @type {Contract | undefined} */
    this.contract = undefined;
  }

  async start() {
    // After a restart the port stays, so that clients of before find the server again.
    const args = ['serve', '--data', this.data, '--port', String(this.port), ...this.args];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    // A test that ends in the middle leaves no server behind.
    process.once('exit', () => child.kill('SIGKILL'));
    child.stderr.on('data', (text) => (this.log += text));
    await this.#ready(child);
    this.contract ??= await Contract.load(this.origin);
    return this;
  }

  /** @param {import('node:child_process').ChildProcess} child */
  #ready(child) {
    return new Promise((done, fail) => {
      let output = '';
      child.once('exit', (status) => fail(new Error(`server ended with ${status}: ${this.log}`)));
      child.stdout?.on('data', (text) => {
        output += text;
        const ready = /ready at (http:\/\/\S+:(\d+))/.exec(output);
        // The setup link is printed together with the ready line.
        if (!ready || !output.endsWith('\n')) return;
        this.origin = ready[1];
        this.port = Number(ready[2]);
        this.setupToken = /\/setup\/(\S+)/.exec(output)?.[1] ?? '';
        child.removeAllListeners('exit');
        done(undefined);
      });
    });
  }

  /** @param {Record<string, string>} [headers] sent with every request */
  client(headers = {}) {
    assert.ok(this.contract);
    return new Client(this.origin, this.contract, headers);
  }

  /** The administrator, created through the setup link, signed in. */
  async administrator() {
    const admin = this.client();
    const answer = await admin.post(`/api/v1/setup/${this.setupToken}`, {
      user_name: adminName,
      password: adminPassword,
      organisation: 'Test organisation',
    });
    assert.equal(answer.status, 201, answer.text);
    return admin;
  }

  /**
   * @param {string} userName
   * @param {string} password
   */
  async signIn(userName, password) {
    const client = this.client();
    const answer = await client.post('/api/v1/sessions', { user_name: userName, password });
    assert.equal(answer.status, 201, answer.text);
    return client;
  }

  /** @param {NodeJS.Signals} signal */
  #end(signal) {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return Promise.resolve(null);
    return new Promise((done) => {
      child.once('exit', (status) => done(status));
      child.kill(signal);
    });
  }

  /** SIGTERM; answers the exit status. */
  stop() {
    return this.#end('SIGTERM');
  }

  /** kill -9. */
  kill() {
    return this.#end('SIGKILL');
  }

  async close() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** @param {string[]} args further options of `qudao serve` */
export async function startServer(args = []) {
  return new Server(args).start();
}
