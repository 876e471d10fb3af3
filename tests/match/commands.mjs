// The commands that read names, run as people run them.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const program = `${top}build/native/server/qudao`;

/**
 * @param {string[]} args
 * @param {string | Buffer} input
 * @returns {Promise<{ status: number | null, lines: string[][], errors: string }>} the lines of the table without its heading
 */
export function run(args, input = '') {
  return new Promise((done) => {
    const child = spawn(program, args);
    const output = [];
    let errors = '';
    child.stdin.on('error', () => {}); // it may end without reading
    child.stdin.end(input);
    child.stdout.on('data', (part) => output.push(part));
    child.stderr.on('data', (part) => (errors += part));
    child.on('close', (status) => {
      const lines = Buffer.concat(output).toString('utf8').split('\n').slice(1, -1);
      done({ status, lines: lines.map((line) => line.split('\t')), errors });
    });
  });
}

export const source = (path) => `${top}${path}`;
